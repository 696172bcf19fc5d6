"""Tables of two columns, question and answer: Dialogflow's without names, DeepPavlov's with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from authoring.formats.bundle import Found, each
from authoring.formats.cells import lost, shown_of
from authoring.formats.lines import is_table, lines_of, sample_of, table_text, whole
from authoring.formats.records import Draft, Format, Loss, Raw, Skip, Written
from faq import Entry

_NAMES: Final = ("Question", "Answer")


def _is_dialogflow(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(is_table(raw) and _is_pairs(sample_of(raw)) for raw in raws)


def _is_pairs(sample: Sequence[Sequence[str]]) -> bool:
    pairs = [row for row in sample if len(row) == len(_NAMES) and all(row)]
    return all(len(row) <= len(_NAMES) for row in sample) and 2 * len(pairs) > len(sample)


def _is_deeppavlov(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(sample_of(raw)[:1] == (_NAMES,) for raw in raws)


def _read_dialogflow(raws: Sequence[Raw]) -> Found:
    return each(raws, _rows)


def _rows(raw: Raw) -> Iterator[Draft | Skip]:
    for row in lines_of(raw):
        yield row if isinstance(row, Skip) else _draft(*row)


def _draft(line: int, cells: Sequence[str]) -> Draft | Skip:
    question, answer = (*cells, "", "")[:2]
    if wrong := whole(cells, _NAMES):
        return Skip(line, wrong.replace("the first row names", "there may be"), question)
    return Draft(line=line, question=question, answer=answer)


def _read_deeppavlov(raws: Sequence[Raw]) -> Found:
    return each(raws, _phrasings)


def _phrasings(raw: Raw) -> Iterator[Draft | Skip]:
    """The rows below the names; those with one answer are ways to ask one question."""
    found: dict[str | int, Draft | Skip] = {}
    for number, row in enumerate(_rows(raw)):
        if isinstance(row, Skip) or not row.question or not row.answer:
            found[number] = row
        elif isinstance(first := found.get(row.answer), Draft):
            found[row.answer] = replace(first, alternates=(*first.alternates, row.question))
        elif number or (row.question, row.answer) != _NAMES:
            found[row.answer] = row
    yield from found.values()


def _write_dialogflow(entries: Sequence[Entry]) -> Written:
    shown, losses = shown_of(entries)
    rows = [(entry.title, entry.answer) for entry in shown]
    return Written((("", table_text(rows)),), (*losses, *_lost(shown, ())))


def _write_deeppavlov(entries: Sequence[Entry]) -> Written:
    shown, losses = shown_of(entries)
    rows = [
        (question, entry.answer) for entry in shown for question in (entry.title, *entry.fields.alternates)
    ]
    return Written((("", table_text([_NAMES, *rows])),), (*losses, *_lost(shown, ("also asked",))))


def _lost(entries: Sequence[Entry], held: Sequence[str]) -> Iterator[Loss]:
    return (loss for entry in entries for loss in lost(entry, held))


DEEPPAVLOV: Final = Format(
    name="deeppavlov-csv",
    title="DeepPavlov, CSV with the columns Question and Answer",
    recognises=_is_deeppavlov,
    read=_read_deeppavlov,
    write=_write_deeppavlov,
    ending=".csv",
)
DIALOGFLOW: Final = Format(
    name="dialogflow-csv",
    title="Dialogflow, CSV with a question and an answer a row",
    recognises=_is_dialogflow,
    read=_read_dialogflow,
    write=_write_dialogflow,
    ending=".csv",
)
FORMATS: Final = (DEEPPAVLOV, DIALOGFLOW)
