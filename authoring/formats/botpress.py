"""Botpress 12: the questions and answers of its Q&A module, each in several languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from authoring.formats.bundle import Found, json_rows, text_of
from authoring.formats.json_tree import plain_json
from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.formats.row import (
    RowError,
    array_of,
    mapping_of,
    object_of,
    questions_of,
    rest,
    shortened,
    within,
    word,
    words,
)
from authoring.formats.tree import Array, Object, TreeError, Value

_LISTED: Final = "qnas"
_ELEMENTS: Final = "contentElements"
_ELEMENT: Final = "#!"
"""What an answer begins with that is written elsewhere."""
_EVERYWHERE: Final = "global"
"""The context that says nothing about a topic."""


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_ours(plain_json(text_of(raw))) for raw in raws)


def _is_ours(value: object) -> bool:
    listed = value.get(_LISTED) if isinstance(value, dict) and _LISTED in value else value
    row = listed[0] if isinstance(listed, list) and listed else listed
    data = row.get("data") if isinstance(row, dict) else None
    return isinstance(data, dict) and isinstance(data.get("questions"), dict)


def _read(raws: Sequence[Raw]) -> Found:
    return json_rows(raws, _rows)


def _rows(tree: Value) -> Found:
    """The rows of an export, which is a list of them, or of a file that holds one."""
    found = within(tree, _LISTED) or tree
    if isinstance(found, Object) and "data" in found:
        found = Array(1)
        found.add(1, tree)
    if not isinstance(found, Array):
        raise TreeError(1, f"no list {_LISTED!r} in it", "export the questions again from the Q&A module")
    elements = _elements(within(tree, _ELEMENTS))
    for line, row in zip(found.lines, found, strict=True):
        yield from _languages(line, row, elements)


def _elements(value: Value) -> dict[str, Object]:
    """What is written elsewhere, by id."""
    found = [item for item in array_of(value) if isinstance(item, Object)]
    return {word(item.get("id")): mapping_of(item.get("formData")) for item in found}


def _languages(line: int, value: Value, elements: Mapping[str, Object]) -> Found:
    """A draft for each language in which a row has questions."""
    try:
        row = object_of(value)
        data = object_of(row.get("data"))
        asked = mapping_of(data.get("questions"))
        if not any(map(words, asked.values())):
            raise RowError("it has no question")
    except RowError as error:
        yield Skip(line, str(error))
        return
    spoken = [language for language in asked if words(asked[language])]
    for language in spoken:
        try:
            yield _draft(line, row, data, language, len(spoken) > 1, elements)
        except RowError as error:
            told = f"{error} in the language {language!r}"
            yield Skip(line, told, words(asked[language])[0])


def _draft(
    line: int, row: Object, data: Object, language: str, several: bool, elements: Mapping[str, Object]
) -> Draft:
    question, alternates, told = questions_of(within(data.get("questions"), language))
    answers = words(within(data.get("answers"), language))
    if not answers:
        leads = word(data.get("redirectFlow"))
        raise RowError(f"it leads to the flow {leads!r} and has no answer" if leads else "it has no answer")
    contexts, name = words(data.get("contexts")), word(row.get("id"))
    topic = next((context for context in contexts if context != _EVERYWHERE), "")
    used: dict[str, Any] = dict.fromkeys(("questions", "answers", "enabled"), True)
    used |= {"contexts": len(contexts) == 1 or not contexts, "action": word(data.get("action")) == "text"}
    return Draft(
        line=line,
        question=question,
        answer=_text(answers[0], language, elements),
        id=f"{name}-{language}" if name and several else name,
        alternates=alternates,
        topic=topic,
        language=language,
        status="draft" if data.get("enabled") is False else "",
        metadata=(*rest(row, {"id": name, "data": True}), *rest(data, used)),
        changes=(*told, *_lost(answers)),
    )


def _text(answer: str, language: str, elements: Mapping[str, Object]) -> str:
    """The text of an answer, which may be written among the content elements."""
    if not answer.startswith(_ELEMENT):
        return answer
    written = elements.get(answer.removeprefix(_ELEMENT), Object(1))
    text = word(written.get(f"text${language}")) or word(written.get("text"))
    if not text:
        raise RowError(f"its answer is the content element {answer!r}, whose text is not in the file")
    return text


def _lost(answers: Sequence[str]) -> Iterator[str]:
    for answer in answers[1:]:
        yield f"another answer is lost: {shortened(answer)!r}"


FORMATS: Final = (Format(name="botpress", title="Botpress 12 Q&A, JSON", recognises=_recognises, read=_read),)
