"""The values that JSON and YAML files hold, with the line each stands on."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from authoring.formats.records import FormatError

Value: TypeAlias = "Object | Array | str | int | float | bool | None"

DEPTH: Final = 60
"""Of nested values; what people export nests six deep."""
_HALF: Final = re.compile("[\ud800-\udfff]")
_AGAIN: Final = "export the file again, or mend this line"


class TreeError(FormatError):
    """A text that cannot be taken apart, with the line where that shows."""

    def __init__(self, line: int, what: str, remedy: str = _AGAIN) -> None:
        super().__init__(f"line {line}: {what}; {remedy}")
        self.line, self.what = line, what


class Object(dict[str, Value]):
    """Names and values; of a name that stands twice, the last value."""

    __slots__ = ("line", "lines", "repeated")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        """Of each name."""
        self.repeated: list[tuple[str, int]] = []
        """Names whose value was overruled by a later one, and their lines."""

    def add(self, name: str, line: int, value: Value) -> None:
        """Put a value under a name, and remember the line."""
        if name in self:
            self.repeated.append((name, self.lines[name]))
        self[name], self.lines[name] = value, line


class Array(list[Value]):
    """Values in a row."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []
        """Of each value."""

    def add(self, line: int, value: Value) -> None:
        """Append a value, and remember the line."""
        self.append(value)
        self.lines.append(line)


def whole(text: str) -> str:
    """A text in which half of a surrogate pair, which no file can hold, is shown as such.

    Examples
    --------
    >>> whole("pizza \\ud83c") == "pizza \\N{REPLACEMENT CHARACTER}"
    True
    """
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)
