"""How a content reads the confidence of its replies: by words alone, and with meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from retrieval.calibration import Calibration
from retrieval.index import Index
from retrieval.meaning.opened import failure
from retrieval.selfcalibration import calibrated
from retrieval.signals import MEANING
from retrieval.weights import Weights, shipped, shipped_with_meaning


class Calibrations(NamedTuple):
    """How a content reads the confidence, as its passages are found."""

    by_words: Calibration
    with_meaning: Calibration | None
    """None where they are found by words alone, or where the model failed on what could teach any."""


def calibrations(index: Index) -> Calibrations:
    """Those of an index."""
    return Calibrations(index.calibration, index.meaning.calibration if index.meaning else None)


def calibrated_as(index: Index, known: Calibrations) -> Index:
    """An index that reads the confidence as another one does."""
    meaning = index.meaning
    if meaning and known.with_meaning:
        meaning = replace(meaning, calibration=known.with_meaning)
    return replace(index, calibration=known.by_words, meaning=meaning)


def learnt(
    index: Index, weights: Weights | None = None, meaning_weights: Weights | None = None
) -> Calibrations:
    """What the content of an index teaches of how sure it may be, by words alone and with meaning.

    Parameters
    ----------
    index : Index
    weights, meaning_weights : Weights, optional
        Others than those that ship.
    """
    by_words = calibrated(replace(index, meaning=None), weights or shipped())
    if index.meaning is None:
        return Calibrations(by_words, None)
    try:
        return Calibrations(by_words, calibrated(index, meaning_weights or shipped_with_meaning()))
    except KeyError as error:  # a question whose signals of meaning are missing
        if failure() is None or error.args[0] not in MEANING:
            raise
        return Calibrations(by_words, None)
