"""An answer read once: its words, its links and what visitors must be spared in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from faq.dialect import Finding, invisible, unwelcome
from faq.markdown import links_in, text_of, tokens
from faq.plain import plain

MOST: Final = 100_000
"""Answers kept, those without any Markdown not counted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Markdown of an answer holds."""

    text: str
    """Plain text, as `plain_text` gives it."""
    links: tuple[str, ...] = ()
    """Targets as typed, as `links` gives them."""
    findings: tuple[Finding, ...] = ()
    """As `dialect.findings` gives them."""


def answer_of(markdown: str) -> Answer:
    """An answer, read.

    Examples
    --------
    >>> answer_of("See **[CIDR](#cidr)**.")
    Answer(text='See CIDR.', links=('#cidr',), findings=())
    """
    text = plain(markdown)
    return _parsed(markdown) if text is None else Answer(text)


@lru_cache(maxsize=MOST)
def _parsed(markdown: str) -> Answer:
    """An answer by the parser, which is slow: a file that changed holds mostly answers that did not."""
    parsed = tokens(markdown + "\n")
    findings = (*invisible(markdown), *unwelcome(parsed))
    if markdown.endswith((" ", "\t")):  # a last line without its end is another one, within code
        parsed = tokens(markdown)
    targets = tuple(target for _, target in links_in(parsed))
    return Answer(text_of(parsed), targets, findings)
