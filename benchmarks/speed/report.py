"""Rounds of speed into Markdown for readers and JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from benchmarks.speed.contender import TOP
from benchmarks.speed.contenders import OURS
from benchmarks.speed.rounds import FLOOR, Round

RIVALS: Final = ("bm25s-numba", "tantivy", "scikit-learn")
"""The peers whose times ours are divided by, besides the floor."""
DIGITS: Final = 4
"""Of the figures in JSON."""
_NONE: Final = "–"


def ratios(told: Round) -> dict[str, dict[str, float]]:
    """By how many times the median of each of ours is that of a rival; of those that were asked."""
    theirs = {name: told.timings[name].p50 for name in RIVALS if name in told.timings}
    return {
        own: {name: told.timings[own].p50 / p50 for name, p50 in {**theirs, FLOOR: told.floor}.items()}
        for own in OURS
    }


def growth(rounds: Sequence[Round]) -> dict[str, list[float | None]]:
    """By how many times the median of each contender grows from each size to the next.

    None where it was not asked at both.
    """
    names = dict.fromkeys(name for told in rounds for name in told.timings)
    return {name: [_growth(name, *pair) for pair in pairwise(rounds)] for name in names}


def json_object(rounds: Sequence[Round]) -> str:
    """All figures as one JSON object."""
    sizes = [dataclasses.asdict(told) | {"ratios": ratios(told)} for told in rounds]
    return json.dumps(_rounded({"sizes": sizes, "growth": growth(rounds)}), ensure_ascii=False)


def markdown(told: Round) -> str:
    """The figures of one size as a section with tables."""
    parts = [f"## {told.entries:,} entries", _said(told), _contenders(told), _left_out(told)]
    parts += ["Medians of ours as multiples of others:", _ratios(told), "Start:", _start(told)]
    return "\n\n".join(filter(None, parts)) + "\n"


def growth_table(rounds: Sequence[Round]) -> str:
    """How the medians grow with the number of entries, as a section with a table."""
    steps = [f"{small.entries:,} to {large.entries:,}" for small, large in pairwise(rounds)]
    rows = {
        name: [_NONE if factor is None else f"{factor:.1f}" for factor in factors]
        for name, factors in growth(rounds).items()
    }
    return f"## Growth of the medians\n\n{_table(['times', *steps], rows)}\n"


def _growth(name: str, small: Round, large: Round) -> float | None:
    if name not in small.timings or name not in large.timings:
        return None
    return large.timings[name].p50 / small.timings[name].p50


def _said(told: Round) -> str:
    return "\n".join(
        (
            f"{told.questions} questions, each asked of everyone before the next.",
            "Times are CPU milliseconds of the asking thread; "
            f"the calibration loop takes {told.loop:.1f} of them, "
            f"the floor, which reads what a question needs and does no more, {told.floor:.3f}.",
            "Alone is the median of asking one contender all questions in a row, when its caches are warm.",
            "Hits rank the contenders on this synthetic corpus and say nothing about real questions.",
            "Build and peak are those of fresh processes; contenders that share an index share them.",
        )
    )


def _contenders(told: Round) -> str:
    head = [
        "contender",
        "p50, ms",
        "p99, ms",
        "alone, ms",
        "hit@1",
        f"hit@{TOP}",
        "build, CPU s",
        "size, MB",
        "peak, MB",
    ]
    return _table(head, {name: _cells(name, told) for name in told.timings})


def _cells(name: str, told: Round) -> list[str]:
    timing, cost = told.timings[name], told.costs[name]
    size = _NONE if cost.size is None else f"{cost.size:.1f}"
    times = [f"{milliseconds:.3f}" for milliseconds in (timing.p50, timing.p99, timing.alone)]
    hits = [f"{share:.2f}" for share in (timing.hit1, timing.hit10)]
    return [*times, *hits, f"{cost.seconds:.1f}", size, f"{cost.peak:.0f}"]


def _left_out(told: Round) -> str:
    return "\n".join(f"Left out: {name} ({reason})." for name, reason in told.left_out.items())


def _ratios(told: Round) -> str:
    found = ratios(told)
    head = list(next(iter(found.values())))
    return _table(["", *head], {own: [f"{row[name]:.2f}" for name in head] for own, row in found.items()})


def _start(told: Round) -> str:
    begun = told.start
    rows = {
        "loading the stored index, CPU ms": [f"{begun.load_cpu:.1f}"],
        "the same, wall ms": [f"{begun.load_wall:.1f}"],
        "process start to first answer, wall ms": [f"{begun.first:.1f}"],
        "resident memory after it, MB": [f"{begun.memory:.1f}"],
        "scikit-learn imported": ["yes" if begun.sklearn else "no"],
    }
    return _table(["what", "median"], rows)


def _table(head: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    lines = [_line(head), f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(_line((name, *cells)) for name, cells in rows.items())])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rounded(value: Any) -> Any:
    """The same values, with the digits that mean something."""
    match value:
        case dict():
            return {name: _rounded(each) for name, each in value.items()}
        case list() | tuple():
            return [_rounded(each) for each in value]
        case float():
            return round(value, DIGITS)
        case _:
            return value
