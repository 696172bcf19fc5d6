"""Our frozen records into what JSON can hold, and back: they travel between processes."""

from __future__ import annotations

import types
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints


def plain(value: Any) -> Any:
    """A record, with the records and tuples in it, as what JSON can hold.

    Examples
    --------
    >>> from faq import Source
    >>> plain((Source("a.md", 3), b"abc", None))
    [{'path': 'a.md', 'line': 3}, 'YWJj', None]
    """
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return [plain(each) for each in value] if isinstance(value, tuple) else value


def read(kind: Any, told: Any) -> Any:
    """The record of a kind that `plain` told.

    Parameters
    ----------
    kind : type
        A dataclass, a tuple or something plain; None may be allowed.
    told : object

    Examples
    --------
    >>> from faq import Source
    >>> read(tuple[Source, bytes, int | None], [{"path": "a.md", "line": 3}, "YWJj", None])
    (Source(path='a.md', line=3), b'abc', None)
    """
    if told is None:
        return None
    if get_origin(kind) in (Union, types.UnionType):
        (kind,) = (each for each in get_args(kind) if each is not type(None))
    if is_dataclass(kind):
        kinds = get_type_hints(kind)
        return kind(**{name: read(kinds[name], each) for name, each in told.items()})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        each = inner[:1] * len(told) if inner[1:] == (...,) else inner
        return tuple(read(one, part) for one, part in zip(each, told, strict=True))
    return b64decode(told) if kind is bytes else told
