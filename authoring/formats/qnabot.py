"""QnABot on AWS: its JSON and its spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from authoring.formats import buttons
from authoring.formats.bundle import Found, json_rows, text_of
from authoring.formats.json_tree import plain_json
from authoring.formats.qnabot_sheet import is_sheet, sheet_rows
from authoring.formats.qnabot_writing import LISTED, write
from authoring.formats.records import Draft, Format, Raw, Skip
from authoring.formats.row import (
    Pairs,
    RowError,
    array_of,
    mapping_of,
    merged,
    needed,
    object_of,
    questions_of,
    rest,
    word,
)
from authoring.formats.tree import Array, Object, TreeError, Value
from faq.markdown import plain_text

_TYPE: Final = "qna"
_GO_TO: Final = "QID::"
"""What a button's value begins with that leads to another answer."""


@dataclass(frozen=True, slots=True)
class _Others:
    """The items that a button may lead to."""

    titles: Mapping[str, str]
    """First question by id."""
    names: Mapping[str, str]
    """Id by first question."""


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_ours(_first(text_of(raw))) for raw in raws)


def _first(text: str) -> object:
    """The value of a JSON text, or of the first line of one that was written line by line."""
    return plain_json(text) or plain_json(text.lstrip().partition("\n")[0])


def _is_ours(value: object) -> bool:
    if isinstance(value, dict) and isinstance(value.get(LISTED), list):
        return any(isinstance(item, dict) and "qid" in item for item in value[LISTED][:5])
    row = value[0] if isinstance(value, list) and value else value
    return isinstance(row, dict) and "qid" in row and "q" in row


def _read(raws: Sequence[Raw]) -> Found:
    return json_rows(raws, _rows)


def _rows(tree: Value) -> Found:
    """The rows of an export of the designer, or of one that was written line by line."""
    found = tree.get(LISTED) if isinstance(tree, Object) and LISTED in tree else tree
    if isinstance(found, Object):
        found, only = Array(found.line), found
        found.add(only.line, only)
    if not isinstance(found, Array):
        raise TreeError(1, f"no list {LISTED!r} in it", "export the questions again from the designer")
    yield from drafts(found.lines, found)


def drafts(lines: Sequence[int], items: Sequence[Value]) -> Found:
    """What each item of QnABot says, whatever file it came from."""
    titles = {word(row.get("qid")): _title(row) for row in items if isinstance(row, Object)}
    others = _Others(titles, {title: name for name, title in titles.items() if title})
    for line, item in zip(lines, items, strict=True):
        try:
            yield _draft(line, object_of(item), others)
        except RowError as error:
            yield Skip(line, str(error), _title(item) if isinstance(item, Object) else "")


def _title(row: Object) -> str:
    asked = row.get("q")
    return word(asked[0] if isinstance(asked, Array) and asked else asked)


def _draft(line: int, row: Object, others: _Others) -> Draft:
    kind = word(row.get("type")) or _TYPE
    if kind != _TYPE:
        raise RowError(f"it is no question but of the type {kind!r}")
    question, alternates, told = questions_of(row.get("q"))
    answer, spoken = _answers(row)
    card = mapping_of(row.get("r"))
    pressed = [item for item in array_of(card.get("buttons")) if isinstance(item, Object)]
    targets = {place: target for place, button in enumerate(pressed) if (target := _target(button, others))}
    shown = [_button(button) for place, button in enumerate(pressed) if place not in targets]
    name, topic, tags = word(row.get("qid")), word(row.get("t")), _tags(row.get("tags"))
    used = {"q": True, "a": True, "type": True, "qid": name, "t": topic, "tags": tags}
    used |= {"alt": mapping_of(row.get("alt")), "r": card}
    return Draft(
        line=line,
        question=question,
        answer=buttons.appended(answer, shown),
        id=name,
        alternates=alternates,
        topic=topic,
        tags=tags,
        see_also=tuple(dict.fromkeys(targets.values())),
        metadata=merged(spoken, rest(card, {"buttons": pressed}, "r."), rest(row, used)),
        changes=(*told, *_changes(answer, pressed, targets, others.titles)),
    )


def _answers(row: Object) -> tuple[str, Pairs]:
    """The answer as it is shown, and the other forms of it that differ."""
    others = mapping_of(row.get("alt"))
    shown, plain = word(others.get("markdown")), word(row.get("a"))
    kept = rest(others, {"markdown": shown}, "alt.")
    if not shown:
        return needed(row, "a", "answer"), kept
    same = plain in ("", shown, plain_text(shown).strip())
    return shown, kept if same else (("a", plain), *kept)


def _tags(value: Value) -> tuple[str, ...]:
    return tuple(tag for part in word(value).split(",") if (tag := part.strip()))


def _button(button: Object) -> tuple[str, str]:
    return word(button.get("text")), word(button.get("value"))


def _target(button: Object, others: _Others) -> str:
    """The id of the answer that a button leads to, by its id or by asking its question."""
    _, value = _button(button)
    if value.upper().startswith(_GO_TO):
        return value[len(_GO_TO) :].strip()
    return others.names.get(value, "")


def _changes(
    answer: str, pressed: list[Object], targets: Mapping[int, str], titles: Mapping[str, str]
) -> Iterator[str]:
    if "{{" in answer:
        yield "it holds a template in double braces, which is shown as text"
    for place, button in enumerate(pressed):
        text = word(button.get("text"))
        if place not in targets:
            yield f"the button {text!r} became a line of the answer"
        elif text not in ("", titles.get(targets[place])):
            yield f"the text of a button is lost: {text!r}"


FORMATS: Final = (
    Format(
        name="qnabot",
        title="QnABot on AWS, JSON",
        recognises=_recognises,
        read=_read,
        write=write,
        ending=".json",
    ),
    Format(
        name="qnabot-xlsx",
        title="QnABot on AWS, spreadsheet",
        recognises=is_sheet,
        read=lambda raws: sheet_rows(raws, drafts),
    ),
)
