"""ChatterBot: conversations of a YAML corpus, of which the first two turns are a question and its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from authoring.formats.bundle import Found, text_of, yaml_rows
from authoring.formats.records import Draft, Format, FormatError, Raw, Skip
from authoring.formats.row import Pairs, RowError, array_of, rest, shortened, within, word, words
from authoring.formats.tree import Array, Object, TreeError, Value
from authoring.formats.yaml_tree import yaml_tree

_TALKS: Final = "conversations"


def _recognises(raws: Sequence[Raw]) -> bool:
    return bool(raws) and all(_is_ours(text_of(raw)) for raw in raws)


def _is_ours(text: str) -> bool:
    if _TALKS not in text:
        return False
    try:
        found = array_of(within(yaml_tree(text), _TALKS))
    except FormatError:
        return False
    return any(isinstance(turns, Array) for turns in found)


def _read(raws: Sequence[Raw]) -> Found:
    return yaml_rows(raws, _rows)


def _rows(tree: Value) -> Found:
    talks = within(tree, _TALKS)
    if not isinstance(tree, Object) or not isinstance(talks, Array):
        raise TreeError(1, f"no list {_TALKS!r} in it", "give a file of a ChatterBot corpus")
    topics = words(tree.get("categories"))
    kept = rest(tree, {_TALKS: True, "categories": topics})
    for line, turns in zip(talks.lines, talks, strict=True):
        try:
            yield _draft(line, turns, topics, kept)
        except RowError as error:
            yield Skip(line, str(error))


def _draft(line: int, turns: Value, topics: Sequence[str], kept: Pairs) -> Draft:
    said = [word(turn) for turn in array_of(turns)]
    if not said:
        raise RowError("it is no conversation")
    if not said[0]:
        raise RowError("its first turn is no text")
    if len(said) == 1 or not said[1]:
        raise RowError(f"nobody answers {shortened(said[0])!r}")
    return Draft(
        line=line,
        question=said[0],
        answer=said[1],
        topic=next(iter(topics), ""),
        tags=tuple(topics[1:]),
        metadata=kept,
        changes=tuple(f"a further turn is lost: {shortened(turn)!r}" for turn in said[2:] if turn),
    )


FORMATS: Final = (
    Format(name="chatterbot", title="ChatterBot corpus, YAML", recognises=_recognises, read=_read),
)
