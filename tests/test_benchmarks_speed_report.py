import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.speed.builds import Cost
from benchmarks.speed.contenders import left_out
from benchmarks.speed.plot import speed_plot
from benchmarks.speed.report import growth, growth_table, json_object, markdown, ratios
from benchmarks.speed.rounds import Round
from benchmarks.speed.starts import Start
from benchmarks.speed.timing import Timing

NAMES = ("assistant", "candidate search", "bm25s-numba", "scikit-learn", "rapidfuzz")


def measured(entries: int, *medians: float) -> Round:
    """A round of `NAMES`, as far as there are medians."""
    asked = dict(zip(NAMES, medians, strict=False))
    return Round(
        entries=entries,
        questions=200,
        loop=80.0,
        timings={name: Timing(p50, 2 * p50, p50 / 2, 0.5, 0.75) for name, p50 in asked.items()},
        costs={name: Cost(1.5, 30.0, None if name == "rapidfuzz" else 4.25) for name in asked},
        left_out=left_out(entries),
        floor=0.05,
        start=Start(20.0, 30.0, 400.0, 60.0, sklearn=False),
    )


SMALL = measured(1_000, 2.0, 0.2, 0.1, 0.5, 1.0)
LARGE = measured(1_000_000, 3.0, 0.5, 0.4, 50.0)


def test_ratios_are_medians_divided_by_medians() -> None:
    told = ratios(SMALL)
    assert told["assistant"] == pytest.approx({"bm25s-numba": 20, "scikit-learn": 4, "floor": 40})
    assert told["candidate search"] == pytest.approx({"bm25s-numba": 2, "scikit-learn": 0.4, "floor": 4})


def test_growth_is_from_one_size_to_the_next_where_both_were_asked() -> None:
    told = growth([SMALL, LARGE, replace(LARGE, entries=2_000_000)])
    assert told["scikit-learn"] == pytest.approx([100, 1])
    assert told["assistant"] == pytest.approx([1.5, 1])
    assert told["rapidfuzz"] == [None, None]


def test_the_tables_hold_every_contender_and_ratio() -> None:
    told = markdown(SMALL)
    assert "| rapidfuzz | 1.000 | 2.000 | 0.500 | 0.50 | 0.75 | 1.5 | – | 30 |" in told
    assert "| candidate search | 0.200 | 0.400 | 0.100 | 0.50 | 0.75 | 1.5 | 4.2 | 30 |" in told
    assert "|  | bm25s-numba | scikit-learn | floor |" in told
    assert "| assistant | 20.00 | 4.00 | 40.00 |" in told
    assert "| scikit-learn imported | no |" in told
    assert "Left out" not in told


def test_the_tables_name_the_peers_that_are_left_out() -> None:
    told = markdown(LARGE)
    assert told.count("Left out: ") == len(LARGE.left_out) == 4
    assert "Left out: rank-bm25 (more than 500 CPU ms a question at this size)." in told


def test_growth_is_a_table_with_a_column_a_step() -> None:
    told = growth_table([SMALL, LARGE])
    assert "| times | 1,000 to 1,000,000 |" in told
    assert "| scikit-learn | 100.0 |" in told
    assert "| rapidfuzz | – |" in told


def test_the_figures_are_one_json_object() -> None:
    told = json.loads(json_object([SMALL, LARGE]))
    assert told["growth"]["scikit-learn"] == [100.0]
    assert [size["entries"] for size in told["sizes"]] == [1_000, 1_000_000]
    assert told["sizes"][0]["timings"]["assistant"]["p99"] == 4.0
    assert told["sizes"][0]["ratios"]["assistant"]["bm25s-numba"] == 20.0
    assert told["sizes"][1]["left_out"]["rapidfuzz"].startswith("more than 500 CPU ms")


def test_the_same_rounds_give_the_same_picture_with_a_line_for_everyone(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        speed_plot([SMALL, LARGE], tmp_path / folder)
    one, two = ((tmp_path / folder / "speed.svg").read_text("utf-8") for folder in ("one", "two"))
    assert one == two
    assert [one.count(f">{name}</text>") for name in (*NAMES, "floor")] == [1] * 6


def test_one_round_alone_is_drawn_too(tmp_path: Path) -> None:
    speed_plot([LARGE], tmp_path)
    assert "rapidfuzz" not in (tmp_path / "speed.svg").read_text("utf-8")
