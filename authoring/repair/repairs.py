"""What `--fix` changes in the text of a Markdown file; every function keeps the number of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from authoring.repair.dates import dates_meant
from faq import frontmatter
from faq.entry import body_of
from faq.fields import folded
from faq.frontmatter import YamlError
from faq.markdown import sections, tokens

_CLOSING: Final = re.compile(r"(?:[ \t]+#+)?[ \t]*$")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that was mended, or that could not be without asking."""

    line: int
    what: str
    done: bool = True


Fixed = tuple[str, tuple[Fix, ...]]
"""A text, and what was changed in it."""


def with_plain_ends(text: str) -> Fixed:
    """Without a byte order mark, with line ends as `\\n`, and one at the end."""
    fixes = []
    if text.startswith("\ufeff"):
        fixes.append(Fix(1, "a byte order mark was deleted"))
    if "\r" in text:
        fixes.append(Fix(1, "line ends of another system were replaced"))
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if plain and not plain.endswith("\n"):
        fixes.append(Fix(plain.count("\n") + 1, "the last line was ended"))
        plain += "\n"
    return plain, tuple(fixes)


def without_trailing_spaces(text: str) -> Fixed:
    """Without spaces at the ends of lines, but for those that break a line, and those in code."""
    matter, code = _matter(text), _code(text)
    lines = text.split("\n")
    fixes = []
    for number, line in enumerate(lines):
        bare = line.rstrip(" \t")
        breaks = line.endswith("  ") and bare and "".join(lines[number + 1 : number + 2]).strip()
        if line == bare or number < matter or number in code or breaks or bare.endswith("\\"):
            continue
        lines[number] = bare
        fixes.append(Fix(number + 1, "spaces at the end of the line were deleted"))
    return "\n".join(lines), tuple(fixes)


def _matter(text: str) -> int:
    """The number of lines that the front matter takes; all of them when it is not closed."""
    try:
        return frontmatter.cut(text)[1]
    except YamlError:
        return text.count("\n") + 1


def _code(text: str) -> set[int]:
    """The lines that stand in code, from 0."""
    found = (
        token.map for token in tokens(text + "\n") if token.type in ("fence", "code_block") and token.map
    )
    return {line for first, last in found for line in range(first, last)}


def with_ids(text: str, ids: Mapping[int, str]) -> Fixed:
    """With an id in each heading that has none.

    Parameters
    ----------
    text : str
    ids : mapping of int to str
        The line of a heading to the id in use for it.
    """
    lines = text.split("\n")
    fixes = []
    for section in sections(text):
        if section.id is None and (name := ids.get(section.line)):
            heading = lines[section.line - 1]
            end = heading[_end(heading) :].rstrip()
            lines[section.line - 1] = f"{heading[: _end(heading)]} {{#{name}}}{end}"
            fixes.append(Fix(section.line, f"the id {{#{name}}} was written into the heading"))
    return "\n".join(lines), tuple(fixes)


def _end(heading: str) -> int:
    """Where the words of a heading end; number signs may follow them."""
    found = _CLOSING.search(heading)
    return found.start() if found else len(heading)


def with_iso_dates(text: str) -> Fixed:
    """With `Reviewed` dates as year-month-day; those that can mean two days are told and left."""
    lines = text.split("\n")
    fixes = []
    for number, typed in sorted(_dates(text)):
        if not _ISO.fullmatch(typed):
            line, fix = _dated(lines[number - 1], typed, number)
            lines[number - 1] = line
            fixes += fix
    return "\n".join(lines), tuple(fixes)


def _dated(line: str, typed: str, number: int) -> tuple[str, list[Fix]]:
    meant = [day.isoformat() for day in dates_meant(typed)]
    name, colon, value = line.partition(":")
    if len(meant) == 1 and typed in value:
        what = f"the date {typed!r} was written as {meant[0]}"
        return name + colon + value.replace(typed, meant[0], 1), [Fix(number, what)]
    if len(meant) == 2:
        what = f"the date {typed!r} was left, since it can mean {meant[0]} or {meant[1]}"
        return line, [Fix(number, what, done=False)]
    return line, []


def _dates(text: str) -> Iterator[tuple[int, str]]:
    """Line and value of each field `Reviewed`."""
    try:
        matter, _ = frontmatter.cut(text)
        typed = frontmatter.mapping(matter)
    except YamlError:
        typed = {}
    for name, (line, value) in typed.items():
        if folded(name) == "reviewed" and isinstance(value, str):
            yield line + 1, value
    for section in sections(text):
        body = body_of(section)
        told = body.values.get("reviewed")
        if isinstance(told, str):
            yield body.lines["reviewed"], told
