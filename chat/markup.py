"""Content Markdown and plain text into Markdown that is safe to show, with what matched marked.

What a visitor typed never comes here: it is shown with `st.text`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from faq.markdown import tokens
from retrieval.text import Analyser, words

KEPT: Final = 2_000
"""Texts whose Markdown is remembered, since each run of the page draws what stands on it."""
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:~<>&=])")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_CODE: Final = re.compile(r"(?<![`\\])(`+)(?!`)(?:.+?)(?<!`)\1(?!`)", re.DOTALL)
_BLOCK: Final = re.compile("```|~~~|    |\t")
"""Without any of these no block of code begins, fenced or indented."""
_ENTRY_LINK: Final = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*)#(?=[A-Za-z0-9])", re.MULTILINE)
_WORD: Final = re.compile(r"(?<![^\W\d])/\d{1,3}|\d+(?:\.\d+)+|[^\W_]+(?:['’][^\W_]+)*")
_JOINER: Final = "\u2060"
"""Invisible, takes no room, and allows no line break."""


def label(text: str) -> str:
    """Plain text as Markdown that shows exactly this text: for headings, buttons and captions.

    Examples
    --------
    >>> print(label("What does *.txt mean?"))
    What does \\*\\.txt mean?
    """
    return _SPECIAL.sub(r"\\\1", _CONTROL.sub(" ", text))


def shown(answer: str, sentences: Iterable[str] = (), query: str = "") -> str:
    """An answer's Markdown as the pages show it.

    Images become links, so that nothing is fetched from another host; links to other entries become
    permalinks; the given sentences are marked.

    Parameters
    ----------
    answer : str
        Content Markdown.
    sentences : iterable of str
        Parts of it, as its paragraphs have them. One that cannot be marked safely is left as it is.
    query : str
        What permalinks say before the id, such as `log=0&`.

    Examples
    --------
    >>> shown("See [CIDR](#cidr). It is short.", ["It is short."])
    'See [CIDR](?id=cidr). :blue-background[It is short.]'
    """
    return _shown(answer, tuple(sentences), query)


@lru_cache(maxsize=KEPT)
def _shown(answer: str, sentences: tuple[str, ...], query: str) -> str:
    for sentence in sentences:
        answer = _marked_sentence(answer, sentence)
    return without_images(permalinks(answer, query))


def without_images(markdown: str) -> str:
    """The Markdown with each image turned into a link, wherever it stands.

    Examples
    --------
    >>> without_images("![a cat](https://pets.example/cat.png)").replace(chr(0x2060), "|")
    '!|[a cat](https://pets.example/cat.png)'
    """
    return markdown.replace("![", f"!{_JOINER}[")


def permalinks(markdown: str, query: str = "") -> str:
    """The Markdown with links such as `#cidr` turned into `?id=cidr`, except in code.

    Examples
    --------
    >>> permalinks("[CIDR](#cidr) is written `[x](#y)`")
    '[CIDR](?id=cidr) is written `[x](#y)`'
    >>> permalinks("[CIDR](#cidr)", "log=0&")
    '[CIDR](?log=0&id=cidr)'
    """
    if not _ENTRY_LINK.search(markdown):
        return markdown
    return _outside_code(markdown, lambda text: _ENTRY_LINK.sub(rf"\1?{query}id=", text))


def marked(text: str, matched: Iterable[str], language: str = "en") -> str:
    """Plain text as Markdown, like `label`, with the matched words and their other forms marked.

    Examples
    --------
    >>> marked("What are subnets?", ["subnet"])
    'What are :blue-background[subnets]?'
    """
    return _marked(text, tuple(matched), language)


@lru_cache(maxsize=KEPT)
def _marked(text: str, matched: tuple[str, ...], language: str) -> str:
    analyser = _analyser(language)
    wanted = {analyser.stem(word) for word in matched}
    parts, end = [], 0
    for found in _WORD.finditer(text):
        before = text[end : found.start()]
        word = label(found[0])
        hit = wanted.intersection(map(analyser.stem, words(found[0]))) and not before.endswith(":")
        parts += [label(before), f":blue-background[{word}]" if hit else word]
        end = found.end()
    return "".join([*parts, label(text[end:])])


@lru_cache(maxsize=64)
def _analyser(language: str) -> Analyser:
    return Analyser(language)


def _marked_sentence(markdown: str, sentence: str) -> str:
    """The Markdown with the first place of the sentence marked, whatever its line breaks."""
    if not _can_be_marked(sentence):
        return markdown
    pattern = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    fences = tuple(_fences(markdown))
    for found in pattern.finditer(markdown):
        if not any(begin <= found.start() < end for begin, end in fences):
            inner = " ".join(found[0].split())
            return f"{markdown[: found.start()]}:blue-background[{inner}]{markdown[found.end() :]}"
    return markdown


def _can_be_marked(sentence: str) -> bool:
    """Whether it may stand between square brackets and loses nothing there."""
    depth = 0
    for bracket in re.findall(r"[\[\]]", sentence):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    unsafe = "![", "\n>", ":blue-background["
    return bool(sentence.strip()) and depth == 0 and "\\" not in sentence and not _any_in(unsafe, sentence)


def _any_in(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """The Markdown with every piece that is no code changed."""
    parts, end = [], 0
    for begin, stop in sorted(_code(markdown)):
        if begin >= end:
            parts += [change(markdown[end:begin]), markdown[begin:stop]]
            end = stop
    return "".join([*parts, change(markdown[end:])])


def _code(markdown: str) -> Iterator[tuple[int, int]]:
    """Where code stands, in blocks and within lines: positions of characters."""
    fences = list(_fences(markdown))
    yield from fences
    for begin, end in _between(fences, len(markdown)):
        for found in _CODE.finditer(markdown, begin, end):
            if "\n\n" not in found[0]:
                yield found.span()


def _between(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = 0
    for begin, end in spans:
        yield start, begin
        start = end
    yield start, length


def _fences(markdown: str) -> Iterator[tuple[int, int]]:
    """Where code blocks stand: positions of characters."""
    if not _BLOCK.search(markdown):
        return
    starts = [0]
    for line in markdown.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for token in tokens(markdown):
        if token.type in ("fence", "code_block") and token.map:
            yield starts[token.map[0]], min(starts[token.map[1]], len(markdown))
