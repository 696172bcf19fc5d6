"""A new entry into the text of a content file; all other entries read the same afterwards."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from authoring.adding.reading import read
from authoring.native import entry_text, file_text, needed_defaults
from authoring.records import CommandError
from faq import Entry, Fields, Problem
from faq.fields import NAMES, folded
from faq.files import named, shown
from faq.formulas import guarded
from faq.table import delimiter

_PROBE: Final = "\n\n## Probe? {#probe}\n\nProbe.\n"


def insertion(path: Path, text: str, entry: Entry) -> str:
    """The text of a content file with one more entry at its end.

    Parameters
    ----------
    path : Path
        Its ending decides the form.
    text : str
        Empty for a file that is not there yet.
    entry : Entry
        Its fields hold what the file says for all of its entries; see `defaults_of`.

    Raises
    ------
    CommandError
        When the entry cannot stand there as it is.
    """
    row = path.suffix.lower() == ".csv"
    longer = _with_row(text, entry, path) if row else _with_section(text, entry, path)
    before, after = read(path, text), read(path, longer)
    known = Counter(before.problems)
    if new := [problem for problem in after.problems if problem not in known and not _is_of_empty(problem)]:
        raise CommandError("\n".join(f"{problem.what}; {problem.remedy}" for problem in new))
    if not _is_last(entry, before.entries, after.entries):
        what = f"{shown(path)}: it would not be read as it is meant"
        raise CommandError(f"{what}; leave out headings of '#' and '##', and '{{#' in the question")
    return longer


def defaults_of(path: Path, text: str) -> Fields:
    """What a file says for all of its entries."""
    if path.suffix.lower() == ".csv" or not text.strip():
        return Fields(topic=named(path))
    found = read(path, text.rstrip() + _PROBE).entries
    if not found or found[-1].id != "probe":
        what = f"{shown(path)}: nothing can be added at its end"
        raise CommandError(f"{what}; mend what `python -m faq check` says about it")
    return found[-1].fields


def _is_of_empty(problem: Problem) -> bool:
    """Whether a problem tells only that there was no file before."""
    return problem.what in ("no question in this file", "the file is empty")


def _is_last(entry: Entry, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> bool:
    if len(after) != len(before) + 1 or after[:-1] != before:
        return False
    told = after[-1]
    return (told.id, told.question, told.answer.strip(), told.fields) == (
        *(entry.id, entry.question, entry.answer.strip(), entry.fields),
    )


def _with_section(text: str, entry: Entry, path: Path) -> str:
    if not text.strip():
        title = entry.fields.topic or named(path)
        return file_text([entry], title, replace(needed_defaults(entry), topic=title))
    end = "\r\n" if "\r\n" in text else "\n"
    added = entry_text(entry, defaults_of(path, text))
    return text.rstrip() + end * 2 + added.replace("\n", end)


def _with_row(text: str, entry: Entry, path: Path) -> str:
    head = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    if not head:
        return _with_row("id,question,answer,also asked,tags\n", entry, path)
    separator, end = delimiter(head), "\r\n" if "\r\n" in text else "\n"
    columns = [folded(name) for name in next(csv.reader([head], delimiter=separator))]
    cells = _cells(entry, defaults_of(path, text))
    if missing := [name for name in cells if cells[name] and name not in columns]:
        what = f"{shown(path)}: no column {missing[0]!r}"
        raise CommandError(f"{what}; add it, or choose a Markdown file with --file")
    row = io.StringIO()
    csv.writer(row, delimiter=separator, lineterminator="\r\n").writerow(
        guarded(cells.get(name, "")) for name in columns
    )
    whole = text if text.endswith(("\n", "\r")) else text + end
    return whole + row.getvalue().removesuffix("\r\n") + end


def _cells(entry: Entry, defaults: Fields) -> dict[str, str]:
    """What stands in each column; only what differs from the defaults, and the id."""
    fields = entry.fields
    ids = {
        name: ", ".join(f"#{target}" for target in getattr(fields, name)) for name in ("see_also", "formerly")
    }
    told = {
        "also asked": "|".join(fields.alternates),
        "tags": ", ".join(fields.tags),
        **{folded(name): value for name, value in ids.items()},
    }
    for name, attribute in NAMES.items():
        value = getattr(fields, attribute)
        if name not in told and value != getattr(defaults, attribute):
            told[name] = str(value)
    return {"id": entry.id, "question": entry.question, "answer": entry.answer, **told}
