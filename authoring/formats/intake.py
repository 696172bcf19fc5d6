"""Rows of a foreign file into entries that our pages show, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from authoring.formats.html import is_html
from authoring.formats.linking import Targets, leads_nowhere, linked, targets_of
from authoring.formats.mending import Changes, answer_of, complaint, question_of
from authoring.formats.naming import named
from authoring.formats.particulars import fields_of
from authoring.formats.records import Draft, Row, Skip
from faq import Entry, Fields, Source
from faq.entry import slug
from faq.limits import QUESTION_CHARACTERS

Said: TypeAlias = tuple[str, str, str]
"""Article, question and answer: what makes an entry the same as another."""

_UNNAMED: Final = "x"
"""Stands for the id of an entry or an article that has none yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows come from and where they go."""

    file: str
    """As messages name the file, or the folder that `Draft.path` is relative to."""
    usual: Fields = field(default_factory=Fields)
    """Topic and language of a row that says nothing of them."""
    present: tuple[Entry, ...] = ()
    """What the content holds already."""

    def source(self, row: Draft | Skip) -> Source:
        """Of a row, for messages."""
        return Source("/".join(filter(None, (self.file, row.path))), max(1, row.line))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row whose texts are mended, on its way to become an entry."""

    draft: Draft
    entry: Entry
    changes: Changes


Found: TypeAlias = "list[Row | Candidate]"


def taken_in(found: Iterable[Draft | Skip], place: Place) -> tuple[tuple[Entry, ...], tuple[Row, ...]]:
    """The entries that some rows become, and what became of each row, in their order.

    What is written of these entries `faq` reads without a problem, whatever the rows hold.

    Parameters
    ----------
    found : iterable of Draft or Skip
        As a format reads them.
    place : Place

    Examples
    --------
    >>> rows = [Draft(line=2, question="Dogs?", answer="<p>Yes.</p>"), Skip(3, "it has no answer", "Cats?")]
    >>> entries, told = taken_in(rows, Place("pets.csv"))
    >>> entries[0].id, entries[0].answer
    ('dogs', 'Yes.')
    >>> print(*told, sep="\\n")
    pets.csv:2: changed: 'Dogs?'; its HTML became Markdown
    pets.csv:3: skipped: 'Cats?'; it has no answer
    """
    said = Sayings(
        {_said(entry): entry.source for entry in place.present},
        {_said(entry)[:2]: entry.source for entry in place.present},
    )
    rows: Found = [_new(_mended(item, place), said) for item in found]
    while True:
        finished = _settled(rows, place, said)
        refused = [isinstance(now, Row) and isinstance(row, Candidate) for now, row in _both(finished, rows)]
        if not any(refused):
            entries = tuple(row.entry for row in finished if isinstance(row, Candidate))
            return entries, tuple(row if isinstance(row, Row) else _row(row) for row in finished)
        rows = [now if isinstance(now, Row) else row for now, row in _both(finished, rows)]


def _both(finished: Found, rows: Found) -> Iterable[tuple[Row | Candidate, Row | Candidate]]:
    return zip(finished, rows, strict=True)


def _mended(item: Draft | Skip, place: Place) -> Row | Candidate:
    """A row with texts that our pages show, or why it is left out."""
    source = place.source(item)
    if isinstance(item, Skip):
        return Row(source, "skipped", item.question, item.reason)
    beside_html = is_html(item.answer)
    question, asked = question_of(item.question, beside_html)
    answer, answered = answer_of(item.answer)
    fields, more = fields_of(item, beside_html, place.usual)
    title = _title(item)
    entry = Entry(_UNNAMED, question, answer, fields, source, _UNNAMED if title else "", title)
    if reason := _refusal(entry):
        return Row(source, "skipped", question[:200], reason)
    return Candidate(item, entry, tuple(dict.fromkeys((*item.changes, *asked, *answered, *more))))


def _title(draft: Draft) -> str:
    """Of the article that a row is a section of; one without words is none."""
    title, _ = question_of(draft.article)
    return title if slug(title) else ""


def _refusal(entry: Entry) -> str:
    """Why an entry cannot be shown; empty when it can."""
    if not slug(entry.question):
        return "its question has no words" if entry.question else "it has no question"
    if not entry.answer.strip():
        return "it has no answer"
    if len(entry.question) > QUESTION_CHARACTERS:
        return f"its question is longer than {QUESTION_CHARACTERS} characters"
    return complaint(entry.answer)


@dataclass(frozen=True, slots=True)
class Sayings:
    """What was said before, and where."""

    said: dict[Said, Source]
    asked: dict[tuple[str, str], Source]
    meant: dict[str, Said] = field(default_factory=dict)
    """What the row with a foreign id says."""


def _said(entry: Entry) -> Said:
    return entry.article_title, entry.question, entry.answer


def _new(row: Row | Candidate, before: Sayings) -> Row | Candidate:
    """The row, unless it says again what was said before, which is noted."""
    if isinstance(row, Row):
        return row
    entry, told = row.entry, _said(row.entry)
    before.meant.setdefault(row.draft.id.strip(), told)
    if told in before.said:
        reason = f"the same stands in {_shown(before.said[told], entry)}"
        return Row(entry.source, "skipped", entry.question, reason)
    before.said[told] = entry.source
    first = before.asked.setdefault(told[:2], entry.source)
    if first is entry.source:
        return row
    clause = f"the question has another answer in {_shown(first, entry)}"
    return replace(row, changes=(*row.changes, clause))


def _shown(other: Source, entry: Entry) -> str:
    return f"line {other.line}" if other.path == entry.source.path else str(other)


def _settled(rows: Found, place: Place, before: Sayings) -> Found:
    """The rows with ids and links; one whose answer cannot be shown with them is left out."""
    taken = [row for row in rows if isinstance(row, Candidate)]
    finished = named([(row.draft, row.entry) for row in taken], place.present)
    ours = {_said(entry): entry.id for entry in place.present}
    ours |= {_said(entry): entry.id for entry, _ in finished}
    foreign = {name: ours[told] for name, told in before.meant.items() if name and told in ours}
    targets = targets_of(foreign, (*place.present, *(entry for entry, _ in finished)))
    settled = iter(
        _with_links(replace(row, entry=entry, changes=(*row.changes, *changes)), targets)
        for row, (entry, changes) in zip(taken, finished, strict=True)
    )
    return [next(settled) if isinstance(row, Candidate) else row for row in rows]


def _with_links(row: Candidate, targets: Targets) -> Row | Candidate:
    entry, changes = linked(row.draft, row.entry, targets)
    reason = _refusal(entry) if entry.answer != row.entry.answer else ""
    if lost := leads_nowhere(entry.answer, targets):
        reason = f"its answer links to no entry: {lost[:60]}"
    if reason:
        return Row(entry.source, "skipped", entry.question, reason)
    return replace(row, entry=entry, changes=(*row.changes, *changes))


def _row(row: Candidate) -> Row:
    fate: Final = "changed" if row.changes else "kept"
    return Row(row.entry.source, fate, row.entry.question, ", ".join(row.changes))
