"""What authors write and what is searched: values that never change once made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a text was written.

    Examples
    --------
    >>> str(Source("faq/entries/billing.md", 14))
    'faq/entries/billing.md:14'
    """

    path: str
    """From the working directory when the file lies below it, with forward slashes."""
    line: int
    """Of the heading or the table row, from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one content file, and how to mend it.

    Examples
    --------
    >>> str(Problem(Source("faq/entries/net.md", 3), "'What?' has no answer", "write it below"))
    "faq/entries/net.md:3: 'What?' has no answer; write it below"
    """

    source: Source
    what: str
    remedy: str
    loses: bool = field(default=False, compare=False)
    """Whether something that stands in the file is left out because of it."""

    def __str__(self) -> str:
        return f"{self.source}: {self.what}; {self.remedy}"


class ContentError(ValueError):
    """Content that cannot be used; its text is one line for each problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Fields:
    """What authors may say of an entry besides question and answer.

    File front matter gives a `Fields` of defaults; the lines below a heading or the cells of a row
    overrule them.
    """

    topic: str = ""
    language: str = "en"
    alternates: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    """Ids, without the `#`."""
    formerly: tuple[str, ...] = ()
    """Ids that the entry had before: links to them still work."""
    reviewed: date | None = None
    review_every: str = ""
    """A duration as typed: `12 months`."""
    status: str = ""
    """`""`, `draft` or `retired`; only the first is shown to visitors."""
    reference: str = ""
    """Where the fact comes from, in the author's words (the field `Source`)."""
    metadata: tuple[tuple[str, str], ...] = ()
    """Names and texts that other programs keep with the entry; nothing here reads them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its answer, or a section of an article: one unit as an author wrote it."""

    id: str
    question: str
    answer: str
    """Markdown."""
    fields: Fields
    source: Source
    article: str = ""
    """Id of the article that the section belongs to; empty for an entry."""
    article_title: str = ""

    @property
    def title(self) -> str:
        """The question, or `Article › Section`."""
        if not self.article or self.id == self.article:
            return self.question
        return f"{self.article_title} › {self.question}"


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is searched, scored and shown: an entry or one section of an article."""

    id: str
    """Unique in the corpus."""
    title: str
    """The question, or `Article › Section`."""
    phrasings: tuple[str, ...]
    """The question and its alternates; never empty."""
    text: str
    """Plain text of the answer, without markup: what is indexed besides the phrasings."""
    answer: str
    """Markdown: what is shown."""
    topic: str
    tags: tuple[str, ...]
    see_also: tuple[str, ...]
    language: str
    reference: str
    reviewed: str
    """ISO date, or empty."""
    source: Source
    article: str
    """Id of the article, or empty for an entry."""
    article_title: str
    hash: str
    """First 12 hex digits of the SHA-256 of question and answer: tells one wording from the next."""

    @property
    def heading(self) -> str:
        """The question or section heading alone."""
        return self.phrasings[0]


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question whose right answer is known."""

    question: str
    passages: tuple[str, ...]
    """Ids of all that answer it, any of which is right; empty when none does."""
    kind: str
    """What sort of question it is, for tables; may be empty."""
    subject: str
    """What it is about, for tables; may be empty."""
    source: Source


@dataclass(frozen=True, slots=True)
class Content:
    """All that a content folder says."""

    passages: Sequence[Passage]
    """In the order of their files and lines."""
    smalltalk: tuple[Passage, ...] = ()
    """Greetings and the like, with friendly replies; never searched as entries."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words and terms that mean the same here."""
    formerly: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Old id to present id."""
    gold: tuple[GoldQuestion, ...] = ()
    """Questions whose right answer is known; a stored index does not keep them."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong, sorted by file and line; what they concern may be left out."""
