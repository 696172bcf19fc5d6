"""How fast the model of this process reads a content."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from typing import Final

from benchmarks.footprint import calibration
from benchmarks.meaning.contents import content_of, questions_of, texts_in
from benchmarks.meaning.fresh import Figures
from retrieval.meaning.memory import Encodes
from retrieval.meaning.opened import encoder

READINGS: Final = 3
SAMPLE: Final = 300
"""Texts of a reading."""


def read(entries: int, questions: int) -> Figures:
    """How much there is to read in a content, how fast that goes, and what can be asked of it."""
    content, model = content_of(entries), encoder()
    assert model is not None, "this is asked of processes with a model"
    texts = texts_in(content)
    return {
        "passages": len(content.passages),
        "texts": len(texts),
        "speed": speed(model, texts),
        "loop": calibration(),
        "questions": questions_of(content, questions),
    }


def speed(model: Encodes, texts: Sequence[str]) -> float:
    """Texts that a model reads in a CPU second: the median of some readings, each of other texts."""
    chance = random.Random(0)
    return statistics.median(
        _speed(model, chance.sample(texts, min(SAMPLE, len(texts)))) for _ in range(READINGS)
    )


def _speed(model: Encodes, texts: Sequence[str]) -> float:
    begin = time.process_time()
    model.vectors(texts)
    return len(texts) / (time.process_time() - begin)
