"""Figures as JSON for programs and as Markdown for readers."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any, TypeAlias

from benchmarks.intervals import Interval
from benchmarks.quality import Quality

Columns: TypeAlias = Mapping[str, Mapping[str, Interval | None]]
"""System to measure to figure."""

DIGITS = 4
"""Of the figures in JSON."""


def json_line(told: Quality) -> str:
    """The figures of a set as one JSON object, by the names of the fields; null where none applies."""
    return json.dumps(_rounded(dataclasses.asdict(told)), ensure_ascii=False)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return round(value, DIGITS) if isinstance(value, float) else value


def markdown(told: Quality) -> str:
    """The figures of a set as a section with tables; in brackets where 95 % of other samples would lie."""
    parts = [f"## {told.set}", _counts(told), _table("measure", told.systems), _outcomes(told)]
    if told.misspelt:
        parts += ["Misspelt, the same questions:", _table("measure", told.misspelt)]
    if told.paired:
        parts += ["By how much the assistant is ahead of each peer:", _table("measure", told.paired)]
    return "\n\n".join(parts) + "\n"


def means(told: Sequence[Quality]) -> str:
    """The mean of each figure over the sets that have it, as a section with a table."""
    parts = [f"## Mean of {len(told)} sets", _mean_table([each.systems for each in told])]
    if any(each.misspelt for each in told):
        parts += ["Misspelt:", _mean_table([each.misspelt for each in told if each.misspelt])]
    return "\n\n".join(parts) + "\n"


def _counts(told: Quality) -> str:
    cut = "" if told.passages == told.entries else f", cut into {told.passages} passages"
    outside = f", {told.out_of_scope} of them out of scope" if told.out_of_scope else ""
    drawn = f"{told.questions} questions{outside}; seed {told.seed}."
    return f"{told.entries} entries{cut}, language `{told.language}`; {drawn}"


def _outcomes(told: Quality) -> str:
    shares = ", ".join(f"{name} {share:.1%}" for name, share in told.outcomes.items())
    return f"The assistant at its default risk: {shares}."


def _table(corner: str, columns: Columns) -> str:
    """Measures as rows, systems as columns; a measure that applies to none is left out."""
    return _drawn(corner, columns, lambda system, measure: _cell(columns[system].get(measure)))


def _cell(told: Interval | None) -> str:
    return "–" if told is None else f"{told.value:.3f} [{told.low:.3f}, {told.high:.3f}]"


def _mean_table(sets: Sequence[Columns]) -> str:
    def cell(system: str, measure: str) -> str:
        found = [columns[system].get(measure) for columns in sets if system in columns]
        values = [told.value for told in found if told is not None]
        return f"{fmean(values):.3f}" if values else "–"

    return _drawn("measure", sets[0], cell)


def _drawn(corner: str, columns: Columns, cell: Callable[[str, str], str]) -> str:
    measures = dict.fromkeys(measure for told in columns.values() for measure in told)
    rows = [(measure, [cell(system, measure) for system in columns]) for measure in measures]
    lines = [_line(corner, columns), f"|---|{'---|' * len(columns)}"]
    lines += [_line(measure, cells) for measure, cells in rows if set(cells) != {"–"}]
    return "\n".join(lines)


def _line(head: str, cells: Iterable[str]) -> str:
    return f"| {' | '.join((head, *cells))} |"
