"""QnA Maker and Custom Question Answering: the JSON of their REST interface and of an exported project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from authoring.formats import carried
from authoring.formats.bundle import Found, json_rows, text_of
from authoring.formats.json_tree import plain_json
from authoring.formats.qnamaker_pair import (
    dialog_name,
    dialog_of,
    metadata_of,
    number_of,
    own_id,
    prompts_of,
    target_of,
    title_of,
)
from authoring.formats.qnamaker_writing import CONTEXT, EDITORIAL, OURS, write
from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.formats.row import (
    Pairs,
    RowError,
    array_of,
    folded_names,
    merged,
    needed,
    object_of,
    questions_of,
    rest,
    word,
    words,
)
from authoring.formats.tree import Array, Object, TreeError, Value

_WITHIN: Final = ("assets", "add", "qnaDocuments", "qnaList", "qnas", "value", "synonyms", "wordAlterations")
"""Names, by what they hold, below which the pairs and the groups of synonyms stand."""
_ROW: Final = frozenset({"answer", "questions", "alterations"})


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_ours(plain_json(text_of(raw))) for raw in raws)


def _is_ours(value: object, depth: int = 0) -> bool:
    """Whether a value holds, first of all, a pair with its questions, or a group of synonyms."""
    if depth > 5 or not isinstance(value, dict | list):
        return False
    if isinstance(value, list):
        return any(_is_ours(item, depth + 1) for item in value[:5])
    names = {str(name)[:1].lower() + str(name)[1:]: inner for name, inner in value.items()}
    if isinstance(names.get("questions"), list) and isinstance(names.get("answer"), str):
        return True
    return isinstance(names.get("alterations"), list) or any(
        _is_ours(names.get(name), depth + 1) for name in _WITHIN
    )


def _read(raws: Sequence[Raw]) -> Found:
    return json_rows(raws, _rows)


def _rows(tree: Value) -> Found:
    found = list(_items(tree))
    if not found:
        remedy = "export the project again as JSON"
        raise TreeError(1, "no list of questions and answers in it", remedy)
    own = {name: told for _, item in found if (told := own_id(item)) and (name := number_of(item))}
    titles = {number_of(item): text for _, item in found if (text := title_of(item))}
    for line, item in found:
        yield _row(line, item, own, titles)


def _items(value: Value, line: int = 1) -> Iterator[tuple[int, Value]]:
    """Every pair and every group of synonyms with its line, those within a prompt after its own pair."""
    if isinstance(value, Array):
        for inner, place in zip(value, value.lines, strict=True):
            yield from _item(inner, place)
    elif isinstance(value, Object):
        row = folded_names(value)
        if _ROW & set(row):
            yield from _item(value, value.line)
        else:
            for name in row:
                if name in _WITHIN and isinstance(row[name], Array | Object):
                    yield from _items(row[name], row.lines[name])


def _item(value: Value, line: int) -> Iterator[tuple[int, Value]]:
    if not isinstance(value, Object):
        yield line, value
        return
    row = folded_names(value)
    if isinstance(row.get("op"), str) and isinstance(row.get("value"), Object):
        yield from _item(row["value"], line)
        return
    yield line, row
    for prompt in prompts_of(row):
        if isinstance(inner := prompt.get("qna"), Object) and _ROW & set(folded_names(inner)):
            yield from _item(inner, inner.line)


def _row(line: int, item: Value, ids: Mapping[str, str], titles: Mapping[str, str]) -> Draft | Skip:
    try:
        row = object_of(item)
        if "alterations" in row and "answer" not in row:
            return _synonyms(line, words(row["alterations"]))
        return _draft(line, row, ids, titles)
    except RowError as error:
        return Skip(line, str(error), title_of(item))


def _synonyms(line: int, terms: tuple[str, ...]) -> Skip:
    if len(terms) < 2:
        return Skip(line, "it names fewer than two words that mean the same")
    written = ", ".join(" ".join(term.split()) for term in terms)
    return Skip(line, f"words that mean the same belong in synonyms.txt; write there: {written}")


def _draft(line: int, row: Object, ids: Mapping[str, str], titles: Mapping[str, str]) -> Draft:
    question, alternates, told = questions_of(row.get("questions"))
    answer = needed(row, "answer", "answer")
    source, number, dialog = word(row.get("source")), number_of(row), dialog_of(row)
    own = own_id(row)
    told_of_it = [pair for pair in metadata_of(row.get("metadata")) if pair != ("id", own)]
    known, others = carried.taken(told_of_it, OURS)
    used: dict[str, object] = {"questions": True, "answer": True, "id": number, "source": source}
    used |= {"metadata": isinstance(row.get("metadata"), Object | Array)}
    used[dialog_name(row)] = True
    return Draft(
        line=line,
        question=question,
        answer=answer,
        id=own or number,
        alternates=alternates,
        reference="" if source.lower() == EDITORIAL.lower() else source,
        see_also=tuple(
            dict.fromkeys(ids.get(name, name) for name in map(target_of, prompts_of(row)) if name)
        ),
        metadata=merged(others, _of_dialog(dialog), rest(row, used)),
        changes=(*told, *_lost(dialog, prompts_of(row), titles)),
        **known,
    )


def _of_dialog(dialog: Object) -> Pairs:
    only = () if dialog.get(CONTEXT) is not True else ((CONTEXT, "true"),)
    used = {
        CONTEXT: isinstance(dialog.get(CONTEXT), bool),
        "prompts": isinstance(dialog.get("prompts"), Array),
    }
    return (*only, *rest(dialog, used, "dialog."))


def _lost(dialog: Object, prompts: list[Object], titles: Mapping[str, str]) -> Iterator[str]:
    """What of a conversation we have no place for."""
    if dialog.get(CONTEXT) is True:
        yield "it was shown after another answer only"
    if len(prompts) < len(array_of(dialog.get("prompts"))):
        yield "some of its prompts cannot be read"
    for prompt in prompts:
        shown = word(prompt.get("displayText"))
        if not target_of(prompt):
            yield f"a prompt leads nowhere: {shown!r}"
        elif shown and shown != titles.get(target_of(prompt), shown):
            yield f"the text of a prompt is lost: {shown!r}"


FORMATS: Final = (
    Format(
        name="qnamaker-json",
        title="QnA Maker or Custom Question Answering, JSON",
        recognises=_recognises,
        read=_read,
        write=write,
        ending=".json",
    ),
)
