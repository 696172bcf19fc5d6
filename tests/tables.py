"""What the tests of tables share: entries that come back from a file, and samples with their reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as some

from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.imports import imported
from faq import Entry, Fields, Source
from faq.fields import NAMES
from tests.authored import ENTRIES
from tests.structured import as_draft

SAMPLES: Final = Path(__file__).parent / "fixtures" / "formats"
MANY: Final = 5_000
"""Rows of a large file."""
CPU_SECONDS: Final = 20
"""For a large file; a quarter is usual."""


def different(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries with ids, answers and lines of their own, the first of each; links to others go."""
    ids = {entry.id: entry for entry in reversed(entries)}
    answers = {entry.answer: entry for entry in reversed([e for e in entries if e is ids[e.id]])}
    questions = {entry.question: entry for entry in answers.values()}
    kept = [entry for entry in entries if any(entry is other for other in questions.values())]
    names = {entry.id for entry in kept}
    return tuple(
        replace(
            entry,
            source=Source("a.md", line),
            fields=replace(
                entry.fields,
                see_also=tuple(name for name in entry.fields.see_also if name in names),
                alternates=tuple(text for text in entry.fields.alternates if text != entry.question),
                metadata=tuple((f"x{name}", text) for name, text in entry.fields.metadata),
            ),
        )
        for line, entry in enumerate(kept, start=1)
    )


SEVERAL: Final = some.lists(ENTRIES, min_size=1, max_size=4).map(different)
"""Entries that a table can keep apart."""


def holding(entries: Sequence[Entry], held: Collection[str]) -> list[Entry]:
    """Entries that say no more than some fields hold."""
    found = []
    for entry in entries:
        usual = Fields(topic="") if "topic" in held else Fields()
        told = {NAMES[name]: getattr(entry.fields, NAMES[name]) for name in held if name in NAMES}
        found.append(replace(entry, fields=replace(usual, **told)))
    return found


def whole(form: Format, entries: Sequence[Entry], held: Collection[str]) -> list[tuple[Draft, Draft]]:
    """What came back, and what was written, of each entry of which no loss was told.

    Parameters
    ----------
    form : Format
    entries : sequence of Entry
    held : collection of str
        Names of the fields that the format holds, and `id` when it does.
    """
    assert form.write is not None
    written = form.write(entries)
    lost = {loss.source for loss in written.losses}
    shown = [entry for entry in entries if "status" in held or not entry.fields.status]
    raws = [Raw(Path(path or f"export{form.ending}"), data) for path, data in written.files]
    back = list(form.read(raws))
    assert [row for row in back if isinstance(row, Skip)] == []
    drafts = [in_order(replace(row, line=1, path="")) for row in back if isinstance(row, Draft)]
    assert len(drafts) == len(shown)
    attributes = {NAMES.get(name, name) for name in held} | {"question", "answer", "line"}
    empty: dict[str, Any] = {field.name: field.default for field in fields(Draft)}
    empty = {name: value for name, value in empty.items() if name not in attributes}
    expected = [in_order(replace(as_draft(entry), **empty)) for entry in shown]
    return [
        (draft, told)
        for draft, told, entry in zip(drafts, expected, shown, strict=True)
        if entry.source not in lost
    ]


def in_order(draft: Draft) -> Draft:
    """With sorted metadata, since columns have an order of their own."""
    return replace(draft, metadata=tuple(sorted(draft.metadata)))


def many(form: Format) -> bytes:
    """A large file in a format."""
    assert form.write is not None
    entries = [
        Entry(
            f"egg-{number}",
            f"How warm is egg {number}?",
            f"Egg **{number}** likes {number % 40} degrees.",
            Fields(topic=f"Nest {number % 9}", alternates=(f"egg {number} temperature",), tags=("eggs",)),
            Source("a.md", number),
        )
        for number in range(1, MANY + 1)
    ]
    ((_, data),) = form.write(entries).files
    return data


def report(name: str, folder: Path) -> list[str]:
    """What an import into an empty folder tells of a sample, the last line but for what is written."""
    found = imported([SAMPLES / name], folder=folder)
    where = (SAMPLES / name).relative_to(Path.cwd()).as_posix()
    return [str(row).replace(where, name) for row in found.rows]


def expected(name: str) -> list[str]:
    """The report beside a sample."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:-1]
