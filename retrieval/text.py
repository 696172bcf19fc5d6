"""The one way to fold text: questions and content pass through the same steps.

Lower case, no accents, no invisible characters, look-alike letters of other scripts made Latin where
they stand among Latin ones, then words, then stems.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import Stemmer

from faq.limits import MARKS, QUESTION_CHARACTERS
from retrieval.stopwords import STOP_WORDS
from retrieval.turning import TURNING

_HOMOGLYPHS: Final = str.maketrans("аеорсухіјѕԁһոԛԝьɡвмнктαορνικτε", "aeopcyxijsdhnqwbgbmhktaopvikte")
"""Cyrillic, Greek and Armenian lower-case letters that look Latin."""

STOP: Final = "~"
"""Begins the term of a stop word: `can` is another term than the stem of `cans`."""
REMEMBERED: Final = 200_000
"""Words whose terms are kept."""

_MARK = "[\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0e31-\u0e4e\u20d0-\u20f0]"
_HEAP_OF_MARKS = re.compile(f"({_MARK}{{{MARKS}}}){_MARK}+")
_APOSTROPHES = re.compile("['’‘`´ʼ＇]")
_POSSESSIVE = re.compile(r"'s\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_LATIN = re.compile("[a-z]")
_WORD = re.compile(
    r"""
    (?<![\w./])/\d{1,3}(?![\w/])            # a prefix length on its own: /24
    | (?<=\d)/\d{1,3}(?![\w/])              # or behind an address: 10.0.0.0/8
    | \d+(?:\.\d+)+[^\W\d_]*                # addresses, decimals, versions: 255.255.0.0, 2.5gbase
    | \b[a-z](?:\+\+|\#)                    # c++ and c#
    | [^\W_]+
    """,
    re.VERBOSE,
)
_SIGN = re.compile(r"[\d/+#]")
"""What every kind of word holds but the last, `_LETTERS`: most texts hold none, and are spared the others."""
_LETTERS = re.compile(r"[^\W_]+")

_STEMMERS: Final = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ne": "nepali", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def clip(text: str) -> str:
    """The text cut at the limit of a visitor's question, before anything slow may touch it."""
    return text[:QUESTION_CHARACTERS]


def fold(text: str) -> str:
    """The text in the form that is compared.

    Heaps of combining marks are thinned first, since normalising a long run of them takes time that
    grows with its square.

    Examples
    --------
    >>> fold("Ｗhat’s  a Sub\u00adnet‑MASK, naïvely?")
    'what a subnet-mask, naively?'
    """
    text = text.lower().replace("`", "'") if text.isascii() else _unified(text)
    if "'" in text:
        text = _POSSESSIVE.sub("", text).replace("'", "")
    if "," in text:
        text = _THOUSANDS.sub("", text)
    return " ".join(text.split())


def _unified(text: str) -> str:
    """A text in lower case whose letters are ASCII wherever they look so; all that ASCII is spared."""
    text = _APOSTROPHES.sub("'", _HEAP_OF_MARKS.sub(r"\1", text))
    text = unicodedata.normalize("NFKC", text).casefold()
    return text if text.isascii() else _plain(text)


def _plain(text: str) -> str:
    bare = "".join(
        character
        for character in unicodedata.normalize("NFD", text)
        if unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cc", "Cs") or character.isspace()
    )
    text = unicodedata.normalize("NFC", bare).replace("‐", "-").replace("‑", "-")
    return re.sub(r"\S+", _latin, text)


def _latin(found: re.Match[str]) -> str:
    """A word with look-alikes of other scripts made Latin, if it holds any Latin letter."""
    word = found[0]
    return word.translate(_HOMOGLYPHS) if not word.isascii() and _LATIN.search(word) else word


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order.

    Examples
    --------
    >>> words("Isn't 192.168.1.0/24 a subnet (Cat-6, TCP/IP)?")
    ['isnt', '192.168.1.0', '/24', 'a', 'subnet', 'cat', '6', 'tcp', 'ip']
    """
    folded = fold(text)
    return (_WORD if _SIGN.search(folded) else _LETTERS).findall(folded)


def pairs(terms: Sequence[str]) -> list[str]:
    """Neighbouring terms, joined by a space.

    Examples
    --------
    >>> pairs(["chain", "of", "thought"])
    ['chain of', 'of thought']
    """
    return [f"{left} {right}" for left, right in itertools.pairwise(terms)]


def sentences(plain: str) -> list[str]:
    """A plain text cut at the ends of its sentences and lines; at least one piece, maybe empty.

    Examples
    --------
    >>> sentences("A mask has 32 bits. It is written in decimal.\\nAn example")
    ['A mask has 32 bits.', 'It is written in decimal.', 'An example']
    """
    return [piece for piece in _SENTENCE_END.split(plain) if piece.strip()] or [""]


def meaningful(terms: Iterable[str]) -> list[str]:
    """Those of some terms that do not come from stop words."""
    return [term for term in terms if not term.startswith(STOP)]


class Analyser:
    """Words into terms for one language: stop words dropped, the rest stemmed, synonyms made one.

    Parameters
    ----------
    language : str
        A code such as `en`, `de` or `pt-br`. For one without a stemmer or a stop list that step is
        left out.
    synonyms : sequence of sequence of str
        Groups that mean the same. A single word becomes the group's term; where a longer term stands,
        the group's term is added to its words.
    stop_words : frozenset of str, optional
        Folded words to drop; the language's own by default.

    Examples
    --------
    >>> Analyser("en").terms(words("How are subnets masked?"))
    ['subnet', 'mask']
    >>> llm = Analyser("en", [("LLM", "language model"), ("photo", "picture")])
    >>> llm.analyse("pictures by LLMs"), llm.analyse("photo of a language model")
    (['=photo', '=llm'], ['=photo', 'languag', 'model', '=llm'])
    """

    def __init__(
        self,
        language: str = "en",
        synonyms: Sequence[Sequence[str]] = (),
        stop_words: frozenset[str] | None = None,
    ) -> None:
        self.language = language
        code = language.split("-")[0]
        self.stop_words = STOP_WORDS.get(code, frozenset()) if stop_words is None else stop_words
        self.turning = TURNING.get(code, frozenset())
        self._one_spelling = american if code == "en" else str
        self._stem = _stemmer(code)
        self._known = lru_cache(REMEMBERED)(self._term)
        self._words: dict[str, str] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for group in synonyms:
            self._learn(group)

    def _learn(self, group: Sequence[str]) -> None:
        name = f"={'-'.join(words(group[0]))}"
        for member in group:
            typed = words(member)
            stems = tuple(self._plain_terms(typed))
            if len(typed) == 1:
                self._words.update(dict.fromkeys(stems, name))
            elif len(stems) > 1:  # stop words left one word of it, which means something else alone
                self._longer.setdefault(stems[0], []).append((stems, name))

    def stem(self, word: str) -> str:
        """The term of a folded word: its stem, or its group's term; itself when it holds a digit."""
        plain = self._plain_stem(word)
        return self._words.get(plain, plain)

    def _plain_stem(self, word: str) -> str:
        has_digit = not word.isalpha() and any(map(str.isdigit, word))
        return word if has_digit else self._stem(self._one_spelling(word))

    def _plain_terms(self, folded: Iterable[str]) -> list[str]:
        return [self._plain_stem(word) for word in folded if word not in self.stop_words]

    def terms(self, folded: Iterable[str]) -> list[str]:
        """The terms of those folded words that carry meaning, longer synonyms behind their words."""
        return meaningful(self.every(folded))

    def every(self, folded: Iterable[str]) -> list[str]:
        """The terms of all folded words; those of stop words are marked.

        Examples
        --------
        >>> Analyser("en").every(words("How are subnets masked?"))
        ['~how', '~are', 'subnet', 'mask']
        """
        found = [self._known(word) for word in folded]
        terms = [term for term, _ in found]
        if self._longer:
            self._add_longer(terms, [place for place, (_, plain) in enumerate(found) if plain], found)
        return terms

    def term(self, word: str) -> str:
        """The term of a folded word, marked if it is a stop word."""
        return self._known(word)[0]

    def _term(self, word: str) -> tuple[str, str]:
        """The term of a word, and its stem alone; no stem for a stop word."""
        plain = self._plain_stem(word)
        return (f"{STOP}{plain}", "") if word in self.stop_words else (self._words.get(plain, plain), plain)

    def _add_longer(self, terms: list[str], places: list[int], found: Sequence[tuple[str, str]]) -> None:
        plain = [found[place][1] for place in places]
        for number in range(len(plain) - 1, -1, -1):
            for stems, name in self._longer.get(plain[number], ()):
                end = number + len(stems)
                if tuple(plain[number:end]) == stems:
                    terms.insert(places[end - 1] + 1, name)

    def analyse(self, text: str) -> list[str]:
        """The terms of a text."""
        return self.terms(words(text))


_VARIANTS: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(\w{3})is(e|ed|es|ing|er|ers|ation|ations)$", r"\1iz\2"),
        (r"ys(e|ed|es|ing|er|ers)$", r"yz\1"),
        (r"(\w{3})our(s|ed|ing|ful|able|hood)?$", r"\1or\2"),
        (r"\b(fib|cent|met|lit|calib|theat|\w+met)re(s|d)?$", r"\1er\2"),
        (
            r"\b(label|model|cancel|travel|signal|channel|tunnel|level|total|dial|fuel)l(ed|ing|er|ers)$",
            r"\1\2",
        ),
        (r"(progra)mme(s)?$", r"\1m\2"),
        (r"(licen|defen|offen)ce(s|d)?$", r"\1se\2"),
        (r"(catal|dial|anal)ogue(s)?$", r"\1og\2"),
        (r"\bgrey", "gray"),
        (r"^(?!http)([^\W\daeiouy_]{2,}[aeiou]?)(?<!s)s$", r"\1"),  # LLMs, CPUs: the stemmer leaves them
    )
)
_ANY_VARIANT: Final = re.compile("is(e|a|i)|ys(e|i)|our|re(s|d)?$|ll(e|i)|mme|ce(s|d)?$|ogue|grey|s$")
"""What each variant holds: most words hold none, and are spared the rest."""
_NUMBERS: Final = dict(
    zip(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        map(str, range(2, 13)),
        strict=True,
    )
)


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """One spelling for the British and American forms of a word, and for small numbers.

    It need not be a correct form: both sides pass through it, so that `fibre` finds `fiber`.

    Examples
    --------
    >>> [american(word) for word in ("tokenisation", "colour", "fibres", "labelled", "seven", "four")]
    ['tokenization', 'color', 'fibers', 'labeled', '7', '4']
    """
    if word in _NUMBERS:
        return _NUMBERS[word]
    if not _ANY_VARIANT.search(word):
        return word
    for pattern, replacement in _VARIANTS:
        word = pattern.sub(replacement, word)
    return word


def _stemmer(code: str):  # type: ignore[no-untyped-def]  # PyStemmer ships no types
    """A function from word to stem; one PyStemmer object must not be shared by threads, so it locks."""
    if code not in _STEMMERS:
        return str
    from threading import Lock

    stemmer, lock = Stemmer.Stemmer(_STEMMERS[code]), Lock()

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        with lock:
            return str(stemmer.stemWord(word))

    return stem
