"""A YAML text into values that know the line they stand on, every scalar as the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from authoring.formats.records import FormatError
from authoring.formats.tree import DEPTH, Array, Object, TreeError, Value, whole

_UNPRINTABLE: Final = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def yaml_tree(text: str) -> Value:
    """The value of a YAML text, every scalar as the text that was typed.

    Anchors, aliases, tags and a second document are refused: nothing that people export needs them, and
    a few lines of them unfold to gigabytes.

    Raises
    ------
    TreeError

    Examples
    --------
    >>> found = yaml_tree("topic: Pizza\\nvegan: no\\nprices: [7, 8]\\n")
    >>> found, found.lines["vegan"]
    ({'topic': 'Pizza', 'vegan': 'no', 'prices': ['7', '8']}, 2)
    """
    if unprintable := _UNPRINTABLE.search(text):
        raise TreeError(text.count("\n", 0, unprintable.start()) + 1, "an invisible control character")
    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        raise TreeError(line, "this is not YAML") from None
    except FormatError:
        raise
    except (yaml.YAMLError, ValueError, OverflowError):  # as an escape that is no character
        raise TreeError(1, "this is not YAML") from None


def _document(events: Iterator[yaml.Event]) -> Value:
    found: Value = None
    begun = False
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent) and begun:
            raise TreeError(_line(event), "a second YAML document", "put it into a file of its own")
        if isinstance(event, yaml.NodeEvent):
            begun, found = True, _node(event, events, 0)
    return found


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
    if getattr(event, "anchor", None) is not None:  # an alias has one too
        raise TreeError(_line(event), "YAML anchors and aliases are not read", "write the value out")
    if getattr(event, "tag", None) is not None:
        raise TreeError(_line(event), "YAML tags are not read", "delete it, or quote the value")
    if isinstance(event, yaml.ScalarEvent):
        return whole(str(event.value))
    if depth >= DEPTH:
        raise TreeError(_line(event), f"values nest deeper than {DEPTH}")
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(event, events, depth + 1)
    return _mapping(event, events, depth + 1)


def _sequence(begin: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Array:
    found = Array(_line(begin))
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        found.add(_line(event), _node(event, events, depth))
    return found


def _mapping(begin: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Object:
    found = Object(_line(begin))
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        name = _node(event, events, depth)
        if not isinstance(name, str):
            raise TreeError(_line(event), "a name must be a word", "write 'name: value'")
        found.add(name, _line(event), _node(next(events), events, depth))
    return found
