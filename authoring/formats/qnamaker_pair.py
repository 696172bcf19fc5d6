"""One pair of QnA Maker or its successor: what it says under the names that either of them has."""

from __future__ import annotations

from authoring.formats.row import folded_names, text_of_value, word, words
from authoring.formats.tree import Array, Object, Value
from faq.fields import is_id


def dialog_name(row: Object) -> str:
    """Where a pair says what belongs to the conversation: `context` in QnA Maker, `dialog` later."""
    return next((name for name in ("dialog", "context") if isinstance(row.get(name), Object)), "")


def dialog_of(row: Object) -> Object:
    """What belongs to the conversation."""
    found = row.get(dialog_name(row))
    return folded_names(found) if isinstance(found, Object) else Object(row.line)


def prompts_of(row: Object) -> list[Object]:
    """The follow-up prompts in the order in which they are shown."""
    found = dialog_of(row).get("prompts")
    prompts = found if isinstance(found, Array) else []
    return sorted((folded_names(item) for item in prompts if isinstance(item, Object)), key=_shown)


def _shown(prompt: Object) -> float:
    place = prompt.get("displayOrder")
    return place if isinstance(place, int | float) else 0


def target_of(prompt: Object) -> str:
    """The id of the pair that a prompt leads to."""
    inner = prompt.get("qna")
    return word(prompt.get("qnaId")) or (
        word(folded_names(inner).get("id")) if isinstance(inner, Object) else ""
    )


def metadata_of(value: Value) -> list[tuple[str, str]]:
    """Names and texts, which QnA Maker writes as a list and its successor as a mapping."""
    if isinstance(value, Object):
        return [(name, text_of_value(told)) for name, told in value.items()]
    found = []
    for item in value if isinstance(value, Array) else []:
        named = folded_names(item) if isinstance(item, Object) else Object(1)
        name = word(named.get("name"))
        found.append((name or "metadata", text_of_value(named.get("value") if name else item)))
    return found


def own_id(item: Value) -> str:
    """The id that an entry of ours had when it was written, since numbers are all that they know."""
    told = dict(metadata_of(item.get("metadata"))) if isinstance(item, Object) else {}
    return told["id"] if is_id(told.get("id", "")) else ""


def number_of(item: Value) -> str:
    """The id that both systems give a pair."""
    return word(item.get("id")) if isinstance(item, Object) else ""


def title_of(item: Value) -> str:
    """The first of its questions; empty when it has none."""
    return next(iter(words(item.get("questions"))), "") if isinstance(item, Object) else ""
