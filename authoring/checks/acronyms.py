"""Acronyms that the content spells out, such as `large language model (LLM)`: they could be synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from authoring.checks.definitions import definitions
from authoring.records import CommandError, Finding, Level
from authoring.writing import write
from faq import Content, Passage, Problem
from faq.files import text_if_any
from faq.synonyms import FILE
from retrieval.text import Analyser, sentences


@dataclass(frozen=True, slots=True)
class Proposal:
    """A short and a long form that mean the same, as a heading or an answer says itself."""

    short: str
    long: str
    passage: Passage
    """The first that says so."""

    @property
    def line(self) -> str:
        """As it would stand in `synonyms.txt`."""
        return f"{self.short}, {self.long}"


class _Meanings:
    """All that acronyms stand for in one content."""

    def __init__(self, content: Content) -> None:
        language = content.passages[0].language if content.passages else "en"
        self._plain = Analyser(language, stop_words=frozenset())
        self._known = Analyser(language, content.synonyms)
        self._synonyms = content.synonyms
        self._words = {
            word for passage in content.passages for word in re.findall(r"\b[a-z]+\b", passage.text)
        }
        self.found: dict[str, list[Proposal]] = {}
        """By the short form, folded: each long form once, in the order of the content."""
        for passage in content.passages:
            for text in (passage.heading, *sentences(passage.text)):
                for short, long in definitions(text):
                    self._add(Proposal(short, long, passage))

    def _add(self, proposal: Proposal) -> None:
        others = self.found.setdefault(proposal.short.casefold(), [])
        if not any(self._same(proposal.long, other.long) for other in others):
            others.append(proposal)

    def _same(self, one: str, other: str) -> bool:
        """Whether two long forms are one, whatever their endings, or one is part of the other."""
        mine, theirs = {*self._plain.analyse(one)}, {*self._plain.analyse(other)}
        return mine <= theirs or theirs <= mine

    def is_known(self, proposal: Proposal) -> bool:
        """Whether both forms are found as one already."""
        mine, theirs = ({*self._known.analyse(form)} for form in (proposal.short, proposal.long))
        return any(term.startswith("=") for term in mine & theirs)

    def is_new(self, proposal: Proposal) -> bool:
        """Whether `synonyms.txt` does not say so, nor anything else of the short form."""
        return not self.is_known(proposal) and not self.other_synonym(proposal)

    def is_apart(self, proposal: Proposal) -> bool:
        """Whether the short form is no other word here, and the long one more than a single word."""
        short = self._known.analyse(proposal.short)
        word = not short or proposal.short.lower() in self._words
        return not word and len(self._known.analyse(proposal.long)) > 1

    def other_synonym(self, proposal: Proposal) -> str | None:
        """The long form that `synonyms.txt` has for the short one, if it is another."""
        for group in self._synonyms:
            if proposal.short.casefold() in map(str.casefold, group):
                longer = [term for term in group if any(definitions(f"{term} ({proposal.short})"))]
                return longer[0] if longer else None
        return None


def acronyms(content: Content, file: str = f"faq/{FILE}") -> tuple[Finding, ...]:
    """Advice for each acronym that could be made a synonym, and a warning for each that means two things.

    Parameters
    ----------
    content : Content
    file : str
        The content's `synonyms.txt`, as messages name it.
    """
    meanings = _Meanings(content)
    return (*_conflicts(meanings, file), *(_advice(proposal, file) for proposal in _new(meanings)))


def proposals(content: Content) -> tuple[Proposal, ...]:
    """The acronyms that the content spells out in one way and that are no synonyms yet, in its order.

    One that is a common word too, such as `IT`, is left out, since nobody could tell the two apart, once
    folded; so is one of a single word, such as `RST` for `reset`, which means more elsewhere.

    Parameters
    ----------
    content : Content
    """
    return tuple(_new(_Meanings(content)))


def _new(meanings: _Meanings) -> Iterator[Proposal]:
    for first, *others in meanings.found.values():
        if not others and meanings.is_new(first) and meanings.is_apart(first):
            yield first


def _conflicts(meanings: _Meanings, file: str) -> Iterator[Finding]:
    remedy = "spell it out wherever it means the rarer of the two"
    for first, *others in meanings.found.values():
        for other in others:
            what = f"{first.short!r} means {first.long!r} here and {other.long!r} in {other.passage.source}"
            ids = (first.passage.id, other.passage.id)
            yield _finding("warning", first, f"{what}: it cannot be made a synonym", remedy, ids)
        known = meanings.other_synonym(first)
        if known and not meanings.is_known(first):
            what = f"{first.short!r} means {first.long!r} here and {known!r} in {file}"
            yield _finding(
                "warning", first, f"{what}: it cannot be made a synonym", remedy, (first.passage.id,)
            )


def _advice(proposal: Proposal, file: str) -> Finding:
    what = f"{proposal.short!r} is spelt out as {proposal.long!r}, but is not found as that"
    return _finding("advice", proposal, what, f"add {proposal.line!r} to {file}", (proposal.passage.id,))


def _finding(level: Level, first: Proposal, what: str, remedy: str, ids: tuple[str, ...]) -> Finding:
    return Finding(level, "acronym", first.passage.source, what, remedy, ids)


def accepted(folder: Path, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Write proposals into the `synonyms.txt` of a content folder; those that were written.

    A form that stands in a group already brings the other one into it; one whose two forms stand in two
    groups is left out, and so is one that the file holds. Remarks and the order of the lines stay. The file
    is replaced as a whole, so that nobody reads half of it.

    Parameters
    ----------
    folder : Path
    proposals : iterable of Proposal

    Raises
    ------
    CommandError
        When the file cannot be read or written, or was changed meanwhile.
    """
    path = folder / FILE
    before = path.read_bytes() if path.is_file() else None
    text = text_if_any(path)
    if isinstance(text, Problem):
        raise CommandError(str(text))
    lines = (text or "").rstrip("\n").split("\n") if text else []
    written = tuple(proposal for proposal in proposals if _joined(lines, proposal))
    if written:
        write(path, "".join(f"{line}\n" for line in lines).encode(), before)
    return written


def _joined(lines: list[str], proposal: Proposal) -> bool:
    """Put a proposal into the lines of the file; whether anything changed."""
    short, long = (_holder(lines, form) for form in (proposal.short, proposal.long))
    if short is None and long is None:
        lines.append(proposal.line)
        return True
    if short is not None and long is not None:
        return False
    place, missing = (short, proposal.long) if short is not None else (long, proposal.short)
    assert place is not None
    group, remark = _apart(lines[place])
    lines[place] = f"{group}, {missing}{remark}"
    return True


def _holder(lines: list[str], form: str) -> int | None:
    """The place of the line whose group holds a form."""
    for place, line in enumerate(lines):
        group, _ = _apart(line)
        if form.casefold() in (term.strip().casefold() for term in group.split(",")):
            return place
    return None


def _apart(line: str) -> tuple[str, str]:
    """The group of a line without a comma behind it, and its remark with the space before that."""
    remark = re.search(r"(?:^|\s+)#.*", line)
    group = line[: remark.start()] if remark else line
    return group.rstrip(" \t,"), remark[0] if remark else ""
