"""The front matter of a content file into plain strings, by a strict subset of YAML.

PyYAML's safe loader accepts far more than an author needs, and some of it hangs or surprises: merge
keys that explode, anchors, tags, duplicate keys, `no` for False, `012` for 10. This reader knows
strings, lists and mappings, and refuses the rest with the line where it stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TypeAlias

import yaml

from faq.limits import NESTING

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

FENCE = "---"
_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")


class YamlError(ValueError):
    """Front matter that this reader refuses, with the line (from 1) within the given text."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(f"{line}: {what}; {remedy}")
        self.line, self.what, self.remedy = line, what, remedy


def cut(text: str) -> tuple[str, int]:
    """The front matter of a text and the number of lines it takes, both fences included.

    Returns
    -------
    tuple of str and int
        `("", 0)` when the text does not begin with a line `---`.

    Raises
    ------
    YamlError
        When the closing fence is missing.

    Examples
    --------
    >>> cut("---\\ntopic: Pizza\\n---\\n# Menu\\n")
    ('topic: Pizza', 3)
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return "", 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), number + 1
    raise YamlError(1, "front matter is not closed", "end it with a line '---'")


def mapping(text: str) -> dict[str, tuple[int, Value]]:
    """The keys of a YAML mapping with the line (from 1) and the value of each.

    Raises
    ------
    YamlError
        For anything but a mapping of strings, lists and mappings, and for text that is not YAML.

    Examples
    --------
    >>> mapping("topic: Pizza\\nvegan: no\\ntags: [a, b]")
    {'topic': (1, 'Pizza'), 'vegan': (2, 'no'), 'tags': (3, ['a', 'b'])}
    """
    try:
        return _top(yaml.parse(text, Loader=yaml.BaseLoader))
    except yaml.reader.ReaderError as error:
        line = text[: int(error.position)].count("\n") + 1
        raise YamlError(line, "an invisible control character", "delete it") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join((error.problem or "this is not YAML").split())
        remedy = "write 'key: value', and quote a value that holds ': ' or '#'"
        raise YamlError(mark.line + 1 if mark else 1, what, remedy) from None
    except YamlError:
        raise
    except (ValueError, OverflowError):  # chr() inside PyYAML, for an escape beyond Unicode
        escape = next(found for found in _ESCAPE.finditer(text) if int(found[1], 16) > sys.maxunicode)
        line = text[: escape.start()].count("\n") + 1
        raise YamlError(line, "an escape that is no character", "write the character itself") from None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _top(events: Iterator[yaml.Event]) -> dict[str, tuple[int, Value]]:
    for event in events:
        if isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            continue
        if isinstance(event, yaml.StreamEndEvent):
            return {}
        if not isinstance(event, yaml.MappingStartEvent):
            line = _line(event)
            raise YamlError(line, "this is no list of fields", "write 'key: value' lines")
        _refuse_magic(event)
        found = _pairs(events, depth=1)
        _refuse_more(events)
        return found
    return {}


def _refuse_more(events: Iterator[yaml.Event]) -> None:
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            line = _line(event)
            raise YamlError(line, "a second YAML document", "keep one block of fields")


def _pairs(events: Iterator[yaml.Event], depth: int) -> dict[str, tuple[int, Value]]:
    found: dict[str, tuple[int, Value]] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = _line(event)
        _refuse_magic(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise YamlError(line, "a field name must be a word", "write 'key: value'")
        if event.value == "<<":
            raise YamlError(line, "YAML merge keys are not read", "write the fields out")
        if event.value in found:
            raise YamlError(line, f"field {event.value!r} stands twice", "keep one of them")
        found[_encodable(event)] = line, _value(next(events), events, depth)
    return found


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Value:
    _refuse_magic(event)
    if isinstance(event, yaml.ScalarEvent):
        return _encodable(event)
    if depth > NESTING:
        line = _line(event)
        raise YamlError(line, f"values nest deeper than {NESTING}", "write them flatter")
    if isinstance(event, yaml.SequenceStartEvent):
        return list(_items(events, depth + 1))
    return {key: value for key, (_, value) in _pairs(events, depth + 1).items()}


def _encodable(event: yaml.ScalarEvent) -> str:
    """The text of a scalar; half a surrogate pair, as in `"\\ud800"`, would break any output."""
    try:
        event.value.encode()
    except UnicodeEncodeError:
        line = _line(event)
        raise YamlError(line, "half a character", "write the character itself") from None
    return str(event.value)


def _items(events: Iterator[yaml.Event], depth: int) -> Iterator[Value]:
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return
        yield _value(event, events, depth)


def _refuse_magic(event: yaml.Event) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is not None or isinstance(event, yaml.AliasEvent):
        what, remedy = "YAML anchors and aliases are not read", "write the value out, or quote it"
    elif tag is not None:
        what, remedy = f"the YAML tag {tag!r} is not read", "delete it, or quote the value"
    else:
        return
    raise YamlError(_line(event), what, remedy)
