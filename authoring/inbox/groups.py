"""Questions that visitors asked into groups of those that ask alike, the most asked first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from authoring.inbox.asked import Asked, merged, together
from authoring.inbox.clusters import LIKENESS, clusters, means
from authoring.inbox.vectors import vectors
from retrieval.index import Index


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask alike."""

    whole: Asked
    """All of them as one, under the wording that names them."""
    members: tuple[Asked, ...]
    """The most asked first; of those that were asked equally often, the most central."""

    @property
    def name(self) -> str:
        """The wording that stands for all: that of the first member."""
        return self.whole.text


def grouped(rows: Iterable[Asked], index: Index, likeness: float = LIKENESS) -> tuple[Group, ...]:
    """The questions in groups, those first that were asked most.

    Only the most asked ones are compared with each other (`clusters.CLUSTERED`); those behind them join the
    nearest group, or stay alone. SciPy is imported; `Clerk.grouped` does the same in a child process.

    Parameters
    ----------
    rows : iterable of Asked
        Those of the same key are one question.
    index : Index
        Of the content: its words and what they weigh.
    likeness : float
        Least mean cosine between groups that become one, in (0, 1].
    """
    questions = merged(rows)
    texts, times = [each.text for each in questions], [each.times for each in questions]
    return groups_of(questions, alike(texts, times, index, likeness))


def groups_of(questions: Sequence[Asked], places: Iterable[Sequence[int]]) -> tuple[Group, ...]:
    """The groups whose members stand at some places among the questions."""
    members = (tuple(questions[place] for place in each) for each in places)
    return tuple(Group(together(each), each) for each in members)


def alike(
    texts: Sequence[str], times: Sequence[int], index: Index, likeness: float = LIKENESS
) -> list[list[int]]:
    """The places of the questions of each group, as `Group` and `grouped` order them.

    Parameters
    ----------
    texts : sequence of str
        The most asked first.
    times : sequence of int
        How often each was asked.
    index : Index
    likeness : float
    """
    if not texts:
        return []
    rows = vectors(texts, index)
    numbers = clusters(rows, likeness)
    central = np.asarray(rows.multiply(means(rows, numbers)[numbers]).sum(axis=1)).ravel()
    often = np.asarray(times)
    order = np.lexsort((np.arange(len(texts)), -central.round(5), -often, numbers))
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    found = [part.tolist() for part in np.split(order, cuts)]
    return sorted(found, key=lambda part: (-int(often[part].sum()), part[0]))
