"""What the tests of structured formats share: sample files, entries of any kind, and hostile values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from random import Random
from typing import Final

from hypothesis import strategies as some

from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from faq import Entry, Fields, Source

SAMPLES: Final = Path(__file__).parent / "fixtures" / "formats"
ROWS: Final = 5_000
"""Of a large file."""
SECONDS: Final = 10
"""That a large file may take on a busy machine; a few are usual."""
HOSTILE: Final = [
    "\0", "\ufeff", "\u202e", "\u2028", "\x85", "\r", "\t", "\\", '"', "'", "\\ud800", "\\u0000",
    "\\UFFFFFFFF", "{", "}", "[", "]", "[" * 200, '{"a":' * 100, ":", ": ", ",", "- ", "\n- ", "\n  ", "|",
    ">", "&a ", "*a", "!!x ", "<<: ", "---\n", "\n---\n", "null", "true", "1e999", "9" * 400, "NaN", "-", "#",
    "\n# ", "\n## ",
    "```", "<", ">", "</script>", "<script>", "<details>", "<summary>", "</summary>", "<!--", "-->", "<h2>",
    "<dl><dt>", "<![x[", "&#0;", "[a](b)", '{"@type": "Question"}', "id", '??? x "y"\n    z', "<{IMAGE:x}>",
    "{{x}}", "{x}",
]  # fmt: skip


def raw(name: str, under: Path = SAMPLES) -> Raw:
    """A sample file as it is given alone, or as a file of a folder."""
    return Raw(Path(name), (under / name).read_bytes())


def folder(name: str) -> list[Raw]:
    """All files of a sample folder, in the order of their paths."""
    top = SAMPLES / name
    return [raw(path.relative_to(top).as_posix(), top) for path in sorted(top.rglob("*")) if path.is_file()]


def text(written: str, name: str = "sample") -> Raw:
    """A text as a file."""
    return Raw(Path(name), written.encode("utf-8", "surrogatepass"))


def found(form: Format, *raws: Raw) -> list[Draft | Skip]:
    """Every row of some files."""
    return list(form.read(raws))


def drafts(form: Format, *raws: Raw) -> list[Draft]:
    """The rows that say something."""
    return [row for row in form.read(raws) if isinstance(row, Draft)]


def skips(form: Format, *raws: Raw) -> list[tuple[int, str]]:
    """Line and reason of the rows that were left out."""
    return [(row.line, row.reason) for row in form.read(raws) if isinstance(row, Skip)]


def told(row: Draft | Skip) -> dict[str, object]:
    """What a row says, without the fields that are empty."""
    return {field.name: value for field in fields(row) if (value := getattr(row, field.name))}


def survives(form: Format, raws: Sequence[Raw]) -> None:
    """Nothing but rows and `FormatError` comes of hostile files, and every row is one that can be shown."""
    assert isinstance(form.recognises(raws), bool)
    try:
        rows = list(form.read(raws))
    except FormatError as error:
        rows = [Skip(1, str(error))]
    for row in rows:
        assert row.line >= 1
        assert row.path == "" or len(raws) > 1
        if isinstance(row, Draft):
            assert row.question.strip()
            assert row.answer.strip()
            assert all(isinstance(value, str) for pair in row.metadata for value in pair)
            assert len(dict(row.metadata)) == len(row.metadata)
        else:
            assert row.reason
        str(told(row)).encode()


def mutated(written: str, chance: Random) -> str:
    """A text after one to four random cuts, copies, insertions and exchanges."""
    for _ in range(chance.randint(1, 4)):
        begin, end = sorted(chance.randint(0, len(written)) for _ in range(2))
        end = min(end, begin + chance.choice([1, 5, 50, 500]))
        written = chance.choice(
            [
                written[:begin] + written[end:],
                written[:begin] + written[begin:end] * 3 + written[end:],
                written[:begin] + chance.choice(HOSTILE) + written[begin:],
                written[:begin] + chance.choice(HOSTILE) + written[end:],
                written[:begin],
            ]
        )
    return written


def damaged(names: Sequence[str], number: int) -> list[Raw]:
    """Sample files after random changes, some of them no longer UTF-8."""
    chance = Random(20261125)
    samples = [(name, (SAMPLES / name).read_bytes().decode("utf-8", "replace")) for name in names]
    damage = []
    for _ in range(number):
        name, written = chance.choice(samples)
        data = bytearray(mutated(written, chance).encode("utf-8", "replace"))
        if data and chance.random() < 0.2:
            data[chance.randrange(len(data))] = chance.randrange(256)
        damage.append(Raw(Path(name), bytes(data)))
    return damage


_LETTERS: Final = some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])
_SPARE: Final = some.text(_LETTERS, max_size=30).map(lambda typed: " ".join(typed.split()))
PHRASES: Final = _SPARE.filter(bool)
"""Texts of one line, as questions, topics and names are."""
ANSWERS: Final = some.lists(PHRASES, min_size=1, max_size=3).map("\n\n".join)
IDS: Final = some.text("abcxyz0189", min_size=1, max_size=6)
_TAGS: Final = (
    some.text("abc xyz", min_size=1, max_size=9).map(lambda tag: " ".join(tag.split())).filter(bool)
)
_OURS: Final = some.builds(
    Fields,
    topic=PHRASES,
    language=some.sampled_from(["en", "de", "pt-br"]),
    alternates=some.lists(PHRASES, max_size=3, unique=True).map(tuple),
    tags=some.lists(_TAGS, max_size=3, unique=True).map(tuple),
    formerly=some.lists(IDS, max_size=2, unique=True).map(tuple),
    reviewed=some.none() | some.dates(),
    review_every=some.sampled_from(["", "12 months", "1 year"]),
    status=some.sampled_from(["", "draft", "retired"]),
    reference=_SPARE,
    metadata=some.dictionaries(PHRASES.map("x-{}".format), PHRASES, max_size=2).map(
        lambda it: tuple(it.items())
    ),
)


@some.composite
def written(draw: some.DrawFn) -> tuple[Entry, ...]:
    """Up to four entries with all their fields, linked with each other."""
    names = draw(some.lists(IDS, min_size=1, max_size=4, unique=True))
    questions = draw(some.lists(PHRASES, min_size=len(names), max_size=len(names), unique=True))
    entries = []
    for line, (name, question) in enumerate(zip(names, questions, strict=True), start=1):
        ours = draw(_OURS)
        others = tuple(other for other in ours.alternates if other != question)
        links = tuple(draw(some.lists(some.sampled_from(names), max_size=2, unique=True)))
        ours = replace(ours, alternates=others, see_also=links)
        entries.append(Entry(name, question, draw(ANSWERS), ours, Source("a.md", line)))
    return tuple(entries)


def as_draft(entry: Entry) -> Draft:
    """What a format that holds everything gives back of an entry, but for the line."""
    ours = {field.name: getattr(entry.fields, field.name) for field in fields(Fields)}
    return Draft(line=1, question=entry.question, answer=entry.answer, id=entry.id, **ours)


def read_back(form: Format, entries: Sequence[Entry]) -> list[Draft]:
    """The drafts that come of entries once they were written, without lines and paths; no row is lost."""
    assert form.write is not None
    files = [Raw(Path(path or "export"), data) for path, data in form.write(entries).files]
    assert form.recognises(files)
    rows = list(form.read(files))
    assert [row for row in rows if isinstance(row, Skip)] == []
    return [replace(row, line=1, path="") for row in rows if isinstance(row, Draft)]


JSON: Final = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=6),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
"""Any JSON value."""


def shaped(names: Sequence[str]) -> some.SearchStrategy[object]:
    """JSON values that bear the names of a format at any depth, with anything below them."""
    leaf = JSON | some.sampled_from(["a", "b?", "", "Question", 7])
    return some.recursive(
        leaf,
        lambda inner: (
            some.lists(inner, max_size=3)
            | some.dictionaries(some.sampled_from(list(names)), inner, max_size=5)
        ),
        max_leaves=12,
    )
