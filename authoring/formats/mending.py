"""Questions and answers of other systems into texts that our pages show, with what was changed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from authoring.characters import cleaned, line
from authoring.formats.html import is_html, markdown_of
from authoring.formats.leftovers import without_tags
from authoring.formats.prose import closed, with_prose
from authoring.formats.targets import followed, retargeted, without_pictures
from faq.dialect import Finding, findings
from faq.limits import ANSWER_CHARACTERS
from faq.markdown import plain_text, tokens

Changes: TypeAlias = tuple[str, ...]
"""Clauses that say what was changed: `headings became smaller`."""

_ABOVE: Final = re.compile(r"\A(?:[ \t]*\n)+")
_HASHES: Final = re.compile(
    r"^((?:[ \t]*(?:>|[-*+]|[0-9]{1,9}[.)]))*[ \t]*)(#{1,6})(?=[ \t]|$)", re.MULTILINE
)
_LARGEST: Final = 3
"""Level of the largest heading in an answer."""
_HEADING_CHARACTERS: Final = 100
"""A longer line with dashes below it is a text and a line, not a heading."""
_LATEX: Final = re.compile(r"\\+((?:rule|kern|hspace|vspace|raisebox)(?![A-Za-z]))")
_LINK: Final = re.compile(r"\]\(|\]:|<")
_CONVERTED: Final = "its HTML became Markdown"
_ASKED: Final = re.compile(r"^(?=## )", re.MULTILINE)


def answer_of(text: str) -> tuple[str, Changes]:
    """An answer in our dialect of Markdown, as far as it can be mended, and what was changed.

    Examples
    --------
    >>> answer_of("# Dough\\nSee [here](/help).")
    ('### Dough\\nSee here.', ('headings are smaller', "a link to '/help' is text now"))
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    answer = _ABOVE.sub("", cleaned(text)).rstrip()
    changes = ["invisible characters are gone"] if answer != _ABOVE.sub("", text).rstrip() else []
    if len(answer) > ANSWER_CHARACTERS:
        return answer, tuple(changes)
    if is_html(answer):
        answer = _ABOVE.sub("", markdown_of(answer)).rstrip()
        changes.append(_CONVERTED)
    if _findings(answer):
        answer, more = _mended(answer)
        changes += [told for told in more if told not in changes]
    return answer, tuple(changes)


def _mended(answer: str) -> tuple[str, list[str]]:
    """Markdown without what our pages refuse, as far as there is another way to write it."""
    changes: list[str] = []
    lost: list[str] = []
    for sign, change, told in _STEPS:
        changed = change(answer) if sign.search(answer) else answer
        changes += [told] if changed != answer and told not in changes else []
        answer = changed
    if _LINK.search(answer):
        answer = with_prose(answer, lambda prose: retargeted(prose, _noted(lost)))
    changes += [f"a link to {target!r} is text now" for target in dict.fromkeys(lost)]
    return _ABOVE.sub("", answer).rstrip(), changes


def _noted(lost: list[str]) -> Callable[[str], str]:
    """The targets that our pages follow; the others are noted."""

    def target(old: str) -> str:
        if not (new := followed(old)):
            lost.append(old if len(old) <= 60 else old[:59] + "…")
        return new

    return target


def _within(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: with_prose(text, change)


def _indented(answer: str) -> str:
    """With a space before each question within code, so that it stays code whatever becomes of the fence."""
    lines = answer.split("\n")
    for token in tokens(answer):
        if token.type == "fence" and token.map:
            begin, end = token.map
            lines[begin:end] = [_ASKED.sub(" ", line) for line in lines[begin:end]]
    return "\n".join(lines)


def _smaller(prose: str) -> str:
    levels = [len(found[2]) for found in _HASHES.finditer(prose)]
    lift = "#" * max(0, _LARGEST - min(levels, default=_LARGEST))
    return _HASHES.sub(lambda found: found[1] + (found[2] + lift)[:6], prose) if lift else prose


def _marked(prose: str) -> str:
    """Headings with a line below them marked by `#`, and texts parted from the lines below them."""
    lines = prose.split("\n")
    for token in reversed(tokens(prose)):
        if token.type != "heading_open" or token.markup not in ("-", "=") or not token.map:
            continue
        begin, end = token.map
        text = " ".join(part.strip() for part in lines[begin : end - 1])
        is_heading = end - begin == 2 and len(text) <= _HEADING_CHARACTERS and text[-1:] not in ".,:;"
        level = "#" if token.markup == "=" else "##"
        lines[begin:end] = (
            [f"{level} {text}"] if is_heading and token.level == 0 else _parted(lines[begin:end])
        )
    return "\n".join(lines)


def _parted(lines: list[str]) -> list[str]:
    return [*lines[:-1], "", lines[-1]]


_STEPS: Final[tuple[tuple[re.Pattern[str], Callable[[str], str], str], ...]] = (
    (re.compile("```|~~~"), closed, "a code fence is closed now"),
    (re.compile("<|&lt;"), _within(without_tags), _CONVERTED),
    (re.compile(r"!\["), _within(without_pictures), "pictures are links now"),
    (
        _LATEX,
        _within(lambda prose: _LATEX.sub(r"\1", prose)),
        "formula commands that stretch the page are gone",
    ),
    (re.compile(r"^[ \t>]*[-=]+[ \t]*$", re.MULTILINE), _within(_marked), "headings are smaller"),
    (re.compile("#"), _within(_smaller), "headings are smaller"),
    (_ASKED, _indented, "a question in its code is indented"),
)
"""What to look for, how to change it, and what to tell."""


def question_of(text: str, beside_html: bool = False) -> tuple[str, Changes]:
    """A question, or another way to ask it, as one line of plain text, and what was changed.

    Parameters
    ----------
    text : str
    beside_html : bool
        Whether its answer is HTML: entities in the question are then meant as such.

    Examples
    --------
    >>> question_of("<p>Salt &amp;\\n<b>pepper</b>?</p>")
    ('Salt & pepper?', ('its HTML became plain text',))
    """
    asked = line(text)
    changes = ["invisible characters are gone"] if asked != " ".join(text.split()) else []
    if is_html(asked):
        plain = line(plain_text(markdown_of(asked)))
    elif beside_html:
        plain = line(html.unescape(asked))
    else:
        plain = asked
    return plain, (*changes, *(["its HTML became plain text"] if plain != asked else []))


def complaint(answer: str) -> str:
    """The first thing of an answer that our pages still cannot show; empty when there is none."""
    if len(answer) > ANSWER_CHARACTERS:
        return f"its answer is longer than {ANSWER_CHARACTERS:,} characters"
    return next((f"line {number} of its answer: {what}" for number, what, _ in _findings(answer)), "")


@lru_cache(maxsize=8)
def _findings(answer: str) -> tuple[Finding, ...]:
    """What is wrong with an answer; one that is fine is asked about twice."""
    return tuple(findings(answer))
