"""Rounds of speed into one picture: how the time of a question grows with the entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, product
from pathlib import Path
from typing import Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.plots import COLOURS, RC
from benchmarks.speed.contenders import OURS
from benchmarks.speed.rounds import FLOOR, Round

INCHES: Final = (6.4, 3.8)
STYLES: Final = ("-", "--")
"""Of the lines; the second for those that come after the last colour."""


def speed_plot(rounds: Sequence[Round], folder: Path) -> None:
    """Write `speed.svg`: the median of each contender over the number of entries; same rounds, same file."""
    folder.mkdir(parents=True, exist_ok=True)
    with rc_context(RC):
        figure = Figure(figsize=INCHES, layout="constrained")
        panel = figure.subplots()
        _draw(panel, rounds)
        figure.legend(loc="outside right upper")
        figure.savefig(folder / "speed.svg", format="svg", metadata={"Date": None})


def _draw(panel: Axes, rounds: Sequence[Round]) -> None:
    panel.set(xscale="log", yscale="log", xlabel="entries", ylabel="CPU ms of a question, median")
    panel.grid(color="#e5e5e5", linewidth=0.5)
    panel.spines[["top", "right"]].set_visible(False)
    names = dict.fromkeys(name for told in rounds for name in told.timings)
    looks = cycle(product(STYLES, COLOURS))
    for name, (style, colour) in zip(names, looks, strict=False):
        points = [(told.entries, told.timings[name].p50) for told in rounds if name in told.timings]
        width = 2.0 if name in OURS else 0.9
        panel.plot(*zip(*points, strict=True), style, marker=".", color=colour, linewidth=width, label=name)
    floor = [told.floor for told in rounds]
    panel.plot([told.entries for told in rounds], floor, ":", marker=".", color="#7f7f7f", label=FLOOR)
