"""Content into how well each entry and section is found by questions that its author did not foresee.

Nobody knows what visitors will type. But each phrasing was once typed by somebody: hidden, it is a question
that the rest of the content has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from authoring.hidden.asking import Found, asked
from authoring.hidden.covering import covered
from authoring.hidden.findable import Findable
from authoring.hidden.hiding import MOST, Fold, folds, hideable, nothing_hidden, ways_of
from authoring.hidden.twins import twins
from authoring.pool import results
from authoring.records import Finding, Progress, silent
from faq import Content

FEW: Final = 500
"""Questions that are asked sooner than another process has started."""
DOING: Final = "asking for hidden phrasings"


@dataclass(frozen=True, slots=True)
class Findability:
    """How well a content is found."""

    entries: tuple[Findable, ...]
    """In the order of the corpus."""
    folds: tuple[Fold, ...]
    found: tuple[tuple[Found, ...], ...]
    """What each fold was asked."""
    phrasings: int
    """How many could be hidden and asked; of a large content not all are."""

    @property
    def asked(self) -> int:
        """Hidden phrasings asked."""
        return sum(map(len, self.found))

    @property
    def first(self) -> float:
        """Share of them that found their entry first, in [0, 1]; 0 where nothing was asked."""
        return sum(entry.first for entry in self.entries) / (self.asked or 1)

    @property
    def among(self) -> float:
        """Share of them that found their entry among the first five."""
        return sum(entry.among for entry in self.entries) / (self.asked or 1)


def findability(
    content: Content, progress: Progress = silent, most: int | None = MOST, processes: int | None = None
) -> Findability:
    """How well each entry is found by its own phrasings while they are hidden, and while they are not.

    Parameters
    ----------
    content : Content
    progress : Progress
    most : int, optional
        Phrasings that are hidden of a larger content, spread over all entries; None hides all.
    processes : int, optional
        That share the work, by default as many as help; the result is the same for any number. Each is a new
        interpreter that imports the main module again: within a Streamlit app it must be 1.
    """
    hidden = folds(content, most)
    jobs = (nothing_hidden(content), *hidden)
    few = sum(len(fold.questions) for fold in hidden) < FEW
    work = results(_asked, portable(content), jobs, 1 if few else processes)
    visible, *told = _watched(work, len(jobs), progress)
    entries = tuple(_entries(content, visible, told))
    return Findability(entries, hidden, tuple(told), hideable(content))


def findings(told: Findability, remedies: Mapping[str, str] = MappingProxyType({})) -> Iterator[Finding]:
    """What is to be said of the entries that are not found well.

    Parameters
    ----------
    told : Findability
    remedies : mapping of str to str
        What was tried and helps, by the id of the entry; general advice stands for the rest.
    """
    for entry in told.entries:
        if finding := entry.finding:
            yield replace(finding, remedy=remedies.get(entry.passage.id, finding.remedy))


def table(told: Findability) -> str:
    """A Markdown table of all entries, the worst first, below a line of totals."""
    worst = sorted(told.entries, key=lambda entry: (entry.among / (entry.asked or 1), entry.first))
    lines = [
        f"{told.asked} of {told.phrasings} phrasings hidden in turn: "
        f"{told.first:.1%} find their entry first, {told.among:.1%} among the first five.",
        "",
        "| entry | hidden | first | among five | taken most by |",
        "|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_row(entry) for entry in worst)])


def _row(entry: Findable) -> str:
    name, times = entry.shadow
    taken = f"#{name} ({times})" if name else "-"
    return f"| #{entry.passage.id} | {entry.asked} | {entry.first} | {entry.among} | {taken} |"


def portable(content: Content) -> Content:
    """The content as another process can receive it: without what only links and judges need."""
    return Content(content.passages, content.smalltalk, content.synonyms, formerly={})


def _asked(content: Content, fold: Fold) -> tuple[Found, ...]:
    return tuple(asked(fold.rest(content), fold.questions))


def _watched(
    work: Iterable[tuple[Found, ...]], count: int, progress: Progress
) -> Iterator[tuple[Found, ...]]:
    progress(DOING, 0, count)
    for done, found in enumerate(work, start=1):
        progress(DOING, done, count)
        yield found


def _entries(
    content: Content, visible: Iterable[Found], hidden: Iterable[Iterable[Found]]
) -> Iterator[Findable]:
    same, covers = twins(content.passages), covered(content)
    tried = _by_passage(found for fold in hidden for found in fold)
    lost = _by_passage(found for found in visible if found.rank > 1)
    for passage in content.passages:
        place = {phrasing: number for number, phrasing in enumerate(passage.phrasings)}
        yield Findable(
            passage,
            ways=len(ways_of(passage)),
            found=tuple(sorted(tried.get(passage.id, ()), key=lambda each: place[each.question.question])),
            lost=tuple(lost.get(passage.id, ())),
            twin=same.get(passage.id, ""),
            cover=covers.get(passage.id, ""),
        )


def _by_passage(found: Iterable[Found]) -> dict[str, list[Found]]:
    grouped: dict[str, list[Found]] = {}
    for each in found:
        grouped.setdefault(each.question.passages[0], []).append(each)
    return grouped
