"""How a content stands without any change: what every question finds now, to compare trials with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

from authoring.hidden.asking import Asker, Found, asker
from authoring.hidden.findability import Findability, portable
from authoring.hidden.hiding import Fold, nothing_hidden
from authoring.hidden.proposals import Proposal
from faq import Content, GoldQuestion
from retrieval.calibrations import Calibrations, calibrated_as, learnt


@dataclass(frozen=True, slots=True)
class Standing:
    """What every question finds now."""

    content: Content
    calibrations: Calibrations
    """Of the content; the changed one is read by them too, so that only what is found makes a difference."""
    folds: tuple[Fold, ...]
    found: tuple[tuple[Found, ...], ...]
    """What each fold was asked; last, what the whole was: its gold questions, and all its phrasings."""

    @property
    def whole(self) -> int:
        """Number of what was asked while nothing was hidden; folds have the numbers below."""
        return len(self.folds)

    def changed(self, number: int, proposals: Iterable[Proposal]) -> Asker:
        """One who asks the rest of a fold, or the whole, with some proposals carried out."""
        is_whole = number == self.whole
        left = self.content if is_whole else self.folds[number].rest(self.content)
        ask = asker(reduce(lambda content, proposal: proposal.applied(content), proposals, left))
        return _calibrated(ask, self.calibrations) if is_whole else ask


def standing(content: Content, told: Findability) -> Standing:
    """How a content stands, given how well it is found."""
    ask = asker(content)
    known = learnt(ask.assistant.index)
    ask = _calibrated(ask, known)
    visible = nothing_hidden(content).questions
    gold = [_present(question, content) for question in content.gold]
    whole = tuple(map(ask.found, (*gold, *visible)))
    return Standing(portable(content), known, told.folds, (*told.found, whole))


def _calibrated(ask: Asker, known: Calibrations) -> Asker:
    index = calibrated_as(ask.assistant.index, known)
    return replace(ask, assistant=replace(ask.assistant, index=index))


def _present(question: GoldQuestion, content: Content) -> GoldQuestion:
    """A gold question with present ids for former ones."""
    return replace(question, passages=tuple(content.formerly.get(name, name) for name in question.passages))
