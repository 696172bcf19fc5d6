"""What of an entry a table cannot hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from authoring.formats import carried
from authoring.formats.records import Loss
from faq import Entry


def shown_of(entries: Sequence[Entry]) -> tuple[list[Entry], list[Loss]]:
    """The entries for visitors, for a format that knows no drafts and would show the others as well."""
    hidden = [
        Loss(entry.source, f"all of it, since its status is {entry.fields.status!r}")
        for entry in entries
        if entry.fields.status
    ]
    return [entry for entry in entries if not entry.fields.status], hidden


def lost(entry: Entry, held: Collection[str], metadata: bool = False) -> Iterator[Loss]:
    """What stays behind of an entry in a table that holds only some fields, each in one cell.

    Parameters
    ----------
    entry : Entry
    held : collection of str
        Names of the fields that the table holds.
    metadata : bool
        Whether it holds metadata as well.
    """
    yield from carried.lost(entry, held, metadata)
    if entry.answer != entry.answer.strip():
        yield Loss(entry.source, "the spaces before its answer")


def lost_in_lists(entry: Entry) -> Iterator[Loss]:
    """What falls apart where several texts stand in one cell."""
    for name, texts, separator in (
        ("other question", entry.fields.alternates, "|"),
        ("tag", entry.fields.tags, ","),
    ):
        for text in texts:
            if separator in text or "\n" in text:
                yield Loss(entry.source, f"that its {name} {text!r} is one and not several")
