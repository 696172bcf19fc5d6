"""A JSON text into values that know the line they stand on."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from math import isfinite
from typing import Final

from authoring.formats.tree import DEPTH, Array, Object, TreeError, Value, whole

_DIGITS: Final = 300
"""Of a number that is read as one; a longer one stays the text it is."""
_SPACE: Final = re.compile(r"[ \t\n\r]*")


def json_tree(text: str) -> Value:
    """The value of a JSON text; of several that follow each other, as in JSON Lines, an array.

    Raises
    ------
    TreeError

    Examples
    --------
    >>> found = json_tree('[\\n  {"q": "Why?"},\\n  7\\n]')
    >>> found, found.lines
    ([{'q': 'Why?'}, 7], [2, 3])
    """
    reader = _JsonReader(text)
    values = Array(1)
    place = reader.next(0)
    while place < len(text):
        value, end = reader.value(place, 0)
        values.add(reader.line(place), value)
        place = reader.next(end)
    if not values:
        raise TreeError(1, "the file is empty", "export it again")
    return values[0] if len(values) == 1 else values


def plain_json(text: str) -> object:
    """The value of a JSON text without lines, fast; None when there is none."""
    try:
        return json.loads(text, parse_int=_number, strict=False)
    except (ValueError, RecursionError):
        return None


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _DIGITS else digits


def _fraction(digits: str) -> float | str:
    return number if isfinite(number := float(digits)) else digits


_SCALARS: Final = json.JSONDecoder(parse_int=_number, parse_float=_fraction, parse_constant=str, strict=False)


class _JsonReader:
    """Takes objects and arrays apart itself, to know their lines, and leaves the rest to `json`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [found.start() for found in re.finditer("\n", text)]

    def line(self, place: int) -> int:
        return bisect_left(self.ends, place) + 1

    def next(self, place: int) -> int:
        """The first place from one on that is no space."""
        found = _SPACE.match(self.text, place)
        return found.end() if found else place

    def value(self, place: int, depth: int) -> tuple[Value, int]:
        letter = self.text[place : place + 1]
        if letter in ("{", "[") and depth >= DEPTH:
            raise TreeError(self.line(place), f"values nest deeper than {DEPTH}")
        if letter == "{":
            return self.object(place, depth)
        if letter == "[":
            return self.array(place, depth)
        try:
            value, end = _SCALARS.raw_decode(self.text, place)
        except ValueError:
            raise self.wrong(place) from None
        return whole(value) if isinstance(value, str) else value, end

    def object(self, place: int, depth: int) -> tuple[Object, int]:
        found = Object(self.line(place))
        for start in self.items(place, "}"):
            if self.text[start : start + 1] != '"':
                raise self.wrong(start)
            name, end = self.value(start, depth)
            colon = self.next(end)
            if self.text[colon : colon + 1] != ":":
                raise self.wrong(colon)
            value, self.end = self.value(self.next(colon + 1), depth + 1)
            found.add(str(name), self.line(start), value)
        return found, self.end

    def array(self, place: int, depth: int) -> tuple[Array, int]:
        found = Array(self.line(place))
        for start in self.items(place, "]"):
            value, self.end = self.value(start, depth + 1)
            found.add(self.line(start), value)
        return found, self.end

    def items(self, place: int, closing: str) -> Iterator[int]:
        """Where each item begins; whoever takes one says in `end` where it ended."""
        place = self.next(place + 1)
        if self.text[place : place + 1] != closing:
            yield place
            place = self.next(self.end)
            while self.text[place : place + 1] == ",":
                yield self.next(place + 1)
                place = self.next(self.end)
        if self.text[place : place + 1] != closing:
            raise self.wrong(place)
        self.end = place + 1

    def wrong(self, place: int) -> TreeError:
        early = place >= len(self.text)
        return TreeError(self.line(place), "the file ends too early" if early else "this is not JSON")
