"""The parser of our Markdown dialect: a text into the tokens of markdown-it-py."""

from __future__ import annotations

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from faq.limits import NESTING


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Every link is one: the parser would hide `javascript:` from those who look for it."""
        return True


def _too_deep(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Reads line by line what nests deeper than allowed; the parser would drop all the rest of the file."""
    if state.level < 2 * NESTING + 2:
        return False
    state.push("paragraph_open", "p", 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.map, inline.children = [line, line + 1], []
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    state.push("paragraph_close", "p", -1)
    state.line = line + 1
    return True


def parser() -> MarkdownIt:
    """A new parser of our dialect; it takes every link, so that each can be judged."""
    made = _Reader("commonmark", {"html": False}).enable(["table", "strikethrough"])
    made.block.ruler.before("table", "too_deep", _too_deep)
    return made


_PARSER: Final = parser().disable(["html_block", "html_inline"])  # which would find nothing
_BLOCKS: Final = parser().disable(["html_block", "inline", "text_join"])


def tokens(text: str) -> list[Token]:
    """The block tokens of a Markdown text, as markdown-it-py makes them; raw HTML is text."""
    return _PARSER.parse(text)


def blocks(text: str) -> list[Token]:
    """The same without what stands within a line: no token has children, which is faster."""
    return _BLOCKS.parse(text)


def is_open(token: Token) -> bool:
    """Whether a token is a code fence without a last line; its text must have ended with a line end."""
    if token.type != "fence" or not token.map:
        return False
    return token.map[1] - token.map[0] < token.content.count("\n") + 2
