"""An intent of Rasa with its response into a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from authoring.formats import buttons, carried
from authoring.formats.rasa_writing import HELD, SLOT, plain_example
from authoring.formats.records import Draft
from authoring.formats.row import RowError, array_of, merged, needed, rest, shortened, within, word
from authoring.formats.tree import Array, Object, Value

_BULLET: Final = re.compile(r"\s*[-*+]\s+(.*\S)\s*")
_GENERAL: Final = "faq"
"""The group of intents that says nothing about their topic."""

Placed: TypeAlias = tuple[str, int, Value]
"""Path of a file, line in it, and what stands there."""


def draft(intent: str, items: list[Placed], response: Placed | None, names: Mapping[str, str]) -> Draft:
    """What an intent says, with its first response.

    Parameters
    ----------
    intent : str
    items : list of Placed
        Everything that is said of it below `nlu`, in one file or several.
    response : Placed or None
    names : mapping of str to str
        Id of each intent.

    Raises
    ------
    RowError
        When it has no example, or no response that holds a text.
    """
    path, line, _ = items[0]
    asked, told = examples(items)
    if not asked:
        raise RowError(f"the intent {intent!r} has no examples")
    if response is None:
        raise RowError(
            f"no response for the intent {intent!r}; give the folder that holds domain.yml as well"
        )
    chosen, lost = _chosen(response)
    group, _, _ = intent.rpartition("/")
    known, others = carried.taken(_metadata(items), HELD)
    pressed = [_button(item, names) for item in array_of(chosen.get("buttons")) if isinstance(item, Object)]
    links = [target for _, target in pressed if target]
    answer = needed(chosen, "text", "text to answer with")
    return Draft(
        line=line,
        path=path,
        question=asked[0],
        answer=buttons.appended(answer, [(title, "") for title, target in pressed if not target]),
        id=names[intent],
        alternates=asked[1:],
        metadata=merged(rest(dict(others), {}), rest(chosen, {"text": answer, "buttons": pressed})),
        changes=(*told, *lost, *_changed(answer, pressed)),
        **{"topic": "" if group == _GENERAL else group} | _linked(known, links),
    )


def _linked(known: dict[str, Any], links: list[str]) -> dict[str, Any]:
    return known | {"see_also": tuple(dict.fromkeys((*known.get("see_also", ()), *links)))}


def _metadata(items: list[Placed]) -> list[tuple[str, Value]]:
    told = [within(item, "metadata") for _, _, item in items]
    return [pair for each in told if isinstance(each, Object) for pair in each.items()]


def examples(items: list[Placed]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The examples as plain words, and what has to be told about them."""
    written = [line for _, _, item in items for line in _lines(within(item, "examples"))]
    read = [found[1] for line in written if (found := _BULLET.fullmatch(line))]
    lost = [line for line in written if not _BULLET.fullmatch(line)]
    told = [f"a line of its examples without a dash is lost: {shortened(line.strip())!r}" for line in lost]
    plain = [plain_example(example) for example in read]
    if plain != read:
        told.append("entities in its examples became plain words")
    return tuple(dict.fromkeys(filter(None, plain))), tuple(told)


def _lines(examples: Value) -> Iterator[str]:
    """The lines of the examples, however they are written; items of a list need no dash."""
    for item in examples if isinstance(examples, Array) else []:
        text = word(within(item, "text") if isinstance(item, Object) else item)
        if text:
            yield text if _BULLET.fullmatch(text) else f"- {' '.join(text.split())}"
    yield from (line for line in word(examples).split("\n") if line.strip())


def _chosen(response: Placed) -> tuple[Object, list[str]]:
    """The first variation that holds a text for every channel, and what of the others is lost."""
    _, line, value = response
    variations = [_variation(item, line) for item in (value if isinstance(value, Array) else [value])]
    written = [item for item in variations if word(item.get("text"))]
    if not written:
        raise RowError("its response has no text")
    chosen = next((item for item in written if "channel" not in item), written[0])
    told = [
        f"another response is lost: {shortened(word(item.get('text')))!r}"
        for item in written
        if item is not chosen
    ]
    return chosen, told


def _variation(value: Value, line: int) -> Object:
    if isinstance(value, Object):
        return value
    found = Object(line)
    found.add("text", line, value)
    return found


def _button(button: Object, names: Mapping[str, str]) -> tuple[str, str]:
    """The text of a button, and the id of the intent that it stands for, if it is one of these."""
    intent = word(button.get("payload")).removeprefix("/").partition("{")[0]
    return word(button.get("title")), names.get(intent, "")


def _changed(answer: str, pressed: Sequence[tuple[str, str]]) -> Iterator[str]:
    if slot := SLOT.search(answer):
        yield f"Rasa filled in {slot[0]!r}, which is shown as text"
    for title, target in pressed:
        yield f"the button {title!r} became {'a link' if target else 'a line of the answer'}"
