"""Judged questions into two pictures: whether confidences are true, and what silence buys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle
from math import ceil
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.judged import Judged, Numbers
from benchmarks.measures import reliability, risks

ACROSS = 4
"""Panels in a row."""
PANEL_INCHES = 2.4
LEAST = 5
"""Questions of a bin whose share of right ones is drawn."""
POINTS = 60
"""Of a curve, so that the file stays small."""
COLOURS: Final = ("#0b5fd3", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#7f7f7f")
"""The assistant's, then its peers'; told apart by colour-blind readers too (Okabe and Ito)."""
RC: Final[dict[Any, Any]] = {
    "svg.hashsalt": "faq",
    "svg.fonttype": "none",
    "font.size": 8,
    "axes.titlesize": 8,
}
"""The salt makes two runs write the same ids; text stays text."""

Sets: TypeAlias = Mapping[str, Mapping[str, Judged]]
"""Name of a set to system to what it said; the assistant is the first system."""
Curve: TypeAlias = Callable[[Judged], tuple[Numbers, Numbers]]
"""What a system said into the points of its curve."""


def plots(sets: Sets, folder: Path) -> None:
    """Write `reliability.svg` and `risk-coverage.svg`; the same sets give the same files.

    Reliability is drawn of those systems whose confidences lie in [0, 1].
    """
    folder.mkdir(parents=True, exist_ok=True)
    axes = ("confidence", "share right")
    _written(folder / "reliability.svg", sets, _reliability, axes)
    axes = ("share of the questions answered, surest first", "share wrong among them")
    _written(folder / "risk-coverage.svg", sets, _risk_coverage, axes)


def _reliability(told: Judged) -> tuple[Numbers, Numbers]:
    if not told.bounded:
        return np.zeros(0), np.zeros(0)
    return reliability(told.confidence, told.right, LEAST)


def _risk_coverage(told: Judged) -> tuple[Numbers, Numbers]:
    risk = risks(told.confidence, told.right)
    ends = np.flatnonzero(~np.isnan(risk))
    kept = ends[np.unique(np.linspace(0, len(ends) - 1, POINTS).astype(np.intp))]
    return (kept + 1) / len(risk), risk[kept]


def _written(file: Path, sets: Sets, curve: Curve, axes: tuple[str, str]) -> None:
    across = min(ACROSS, len(sets))
    down = ceil(len(sets) / across)
    size = (max(2, across) * PANEL_INCHES, down * PANEL_INCHES + 0.7)
    with rc_context(RC):
        figure = Figure(figsize=size, layout="constrained")
        panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
        for panel, (name, said) in zip(panels, sets.items(), strict=False):
            _draw(panel, name, said, curve)
        for panel in panels[len(sets) :]:
            panel.set_axis_off()
        for panel in panels[max(0, len(sets) - across) : len(sets)]:  # nothing is drawn below them
            panel.tick_params(labelbottom=True)
        figure.supxlabel(axes[0])
        figure.supylabel(axes[1])
        figure.legend(
            *panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=2 * max(2, across) - 2
        )
        figure.savefig(file, format="svg", metadata={"Date": None})


def _draw(panel: Axes, name: str, said: Mapping[str, Judged], curve: Curve) -> None:
    panel.set(title=name, xlim=(0, 1), ylim=(0, 1))
    panel.grid(color="#e5e5e5", linewidth=0.5)
    panel.spines[["top", "right"]].set_visible(False)
    if curve is _reliability:
        panel.plot((0, 1), (0, 1), color="#7f7f7f", linewidth=0.8, linestyle=":")
    for place, ((system, told), colour) in enumerate(zip(said.items(), cycle(COLOURS), strict=False)):
        x, y = curve(told)
        if len(x):  # the assistant, which is the first, lies on top
            width = 0.9 if place else 2.0
            panel.plot(x, y, color=colour, linewidth=width, zorder=3 - place / 100, label=system)
