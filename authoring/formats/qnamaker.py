"""QnA Maker: the TSV of an exported knowledge base, and the simple table that it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from authoring.formats import carried
from authoring.formats.bundle import Found, each
from authoring.formats.lines import head_of
from authoring.formats.qnamaker_cells import (
    ANSWER,
    COLUMNS,
    CONTEXT_ONLY,
    DISPLAY_NAME,
    METADATA,
    NUMBER,
    PROMPTS,
    QUESTION,
    SOURCE,
    SUGGESTED,
    Cells,
    pairs_of,
    prompts_in,
    rows_of,
    suggestions_in,
    text_of,
    tree_of,
)
from authoring.formats.qnamaker_pair import target_of
from authoring.formats.qnamaker_tsv import write, write_simple
from authoring.formats.qnamaker_writing import CONTEXT, EDITORIAL, OURS
from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.formats.row import Pairs, merged, word
from authoring.formats.tree import Object
from faq.fields import is_id

_FULL: Final = frozenset({NUMBER, SUGGESTED, PROMPTS, CONTEXT_ONLY})


def _is_full(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_has_pairs(raw) and _FULL & set(head_of(raw)) for raw in raws)


def _is_simple(raws: Sequence[Raw]) -> bool:
    simple = (QUESTION, ANSWER, METADATA)
    return bool(raws) and all(head_of(raw)[: len(simple)] == simple for raw in raws)


def _has_pairs(raw: Raw) -> bool:
    return {QUESTION, ANSWER} <= set(head_of(raw))


@dataclass(frozen=True, slots=True)
class _Base:
    """What the pairs of one knowledge base are called."""

    titles: dict[str, str] = field(default_factory=dict)
    """Number to the first question."""
    ids: dict[str, str] = field(default_factory=dict)
    """Number to the id of ours that was written with it, or the number again."""


def _read(raws: Sequence[Raw]) -> Found:
    return each(raws, _rows)


def _rows(raw: Raw) -> Found:
    """An entry for each pair: rows with one number and one answer are ways to ask it."""
    found = list(rows_of(raw))
    base = _base(row[1] for row in found if not isinstance(row, Skip))
    drafts: dict[str | int, Draft | Skip] = {}
    for place, row in enumerate(found):
        if isinstance(row, Skip):
            drafts[place] = row
            continue
        draft, number = _draft(*row, base), row[1].get(NUMBER, "")
        first = drafts.get(number)
        if isinstance(first, Draft) and draft.answer in (first.answer, ""):
            alternates = dict.fromkeys((*first.alternates, draft.question, *draft.alternates))
            drafts[number] = replace(first, alternates=tuple(alternates))
        else:
            drafts[place if first or not number else number] = draft
    yield from drafts.values()


def _base(rows: Iterator[Cells]) -> _Base:
    base = _Base()
    for row in rows:
        if number := row.get(NUMBER, ""):
            base.titles.setdefault(number, text_of(row[QUESTION]))
            base.ids.setdefault(number, _own_id(row) or number)
    return base


def _own_id(row: Cells) -> str:
    """The id that an entry of ours had when it was written."""
    told = dict(pairs_of(row.get(METADATA, ""))).get("id", "")
    return told if is_id(told) else ""


def _draft(line: int, row: Cells, base: _Base) -> Draft:
    own, source = _own_id(row), text_of(row.get(SOURCE, ""))
    told = [pair for pair in pairs_of(row.get(METADATA, "")) if pair != ("id", own)]
    known, others = carried.taken(told, OURS | {"source"})
    reference = known.pop("reference", "") if source.lower() in ("", EDITORIAL.lower()) else source
    prompts, suggested = prompts_in(row.get(PROMPTS, "")), suggestions_in(row.get(SUGGESTED, ""))
    return Draft(
        line=line,
        question=text_of(row[QUESTION]),
        answer=text_of(row[ANSWER]),
        id=own or row.get(NUMBER, ""),
        alternates=suggested,
        reference=reference,
        see_also=tuple(base.ids.get(name, name) for name in dict.fromkeys(map(target_of, prompts)) if name),
        metadata=merged(others, _of_dialog(row), _displayed(prompts, base), _rest(row)),
        changes=tuple(_told(row, prompts, suggested)),
        **known,
    )


def _of_dialog(row: Cells) -> Pairs:
    return ((CONTEXT, "true"),) if _is_context_only(row) else ()


def _is_context_only(row: Cells) -> bool:
    return row.get(CONTEXT_ONLY, "").lower() == "true"


def _displayed(prompts: Sequence[Object], base: _Base) -> Pairs:
    """What prompts say, by the id that they lead to, where that is not the question there."""
    told = {
        base.ids.get(target, target): text
        for prompt in prompts
        if (target := target_of(prompt))
        and (text := word(prompt.get("displayText")))
        and text != base.titles.get(target)
    }
    return ((PROMPTS, json.dumps(told, ensure_ascii=False)),) if told else ()


def _rest(row: Cells) -> Iterator[tuple[str, str]]:
    """Cells that nothing else took: of unknown columns, and those that are not what they should be."""
    if row.get(DISPLAY_NAME, "") not in ("", row.get(SOURCE, ""), EDITORIAL):
        yield "SourceDisplayName", row[DISPLAY_NAME]
    for name in (SUGGESTED, PROMPTS):
        if row.get(name, "") and tree_of(row[name]) is None:
            yield name, row[name]
    yield from ((name or "column", cell) for name, cell in row.items() if cell and name not in COLUMNS)


def _told(row: Cells, prompts: Sequence[Object], suggested: Sequence[str]) -> Iterator[str]:
    """What of a conversation we have no place for, and what nobody had accepted yet."""
    if _is_context_only(row):
        yield "it was shown after another answer only"
    for prompt in prompts:
        if not target_of(prompt):
            yield f"a prompt leads nowhere: {word(prompt.get('displayText'))!r}"
    if suggested:
        yield f"{len(suggested)} suggested questions are taken as if they were accepted"


FORMATS: Final = (
    Format(
        name="qnamaker-tsv",
        title="QnA Maker, TSV of an exported knowledge base",
        recognises=_is_full,
        read=_read,
        write=write,
        ending=".tsv",
    ),
    Format(
        name="qnamaker-upload",
        title="QnA Maker, table with the columns Question, Answer and Metadata",
        recognises=_is_simple,
        read=_read,
        write=write_simple,
        ending=".tsv",
    ),
)
