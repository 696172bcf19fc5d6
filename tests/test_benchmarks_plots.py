from math import nan
from pathlib import Path

import numpy as np

from benchmarks.judged import Judged
from benchmarks.plots import plots


def told(seed: int, bounded: bool) -> Judged:
    chance = np.random.default_rng(seed)
    right = chance.random(80) < 0.7
    return Judged(bounded, chance.random(80), np.ones(80, np.bool_), right, {"hit@1": np.full(80, nan)})


SETS = {name: {"assistant": told(0, True), "bm25": told(1, False)} for name in ("ovens", "wine", "dogs")}


def test_the_same_sets_give_the_same_pictures(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        plots(SETS, tmp_path / "images" / folder)
    for name in ("reliability.svg", "risk-coverage.svg"):
        one, two = ((tmp_path / "images" / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two
        assert len(one) < 100_000


def test_a_picture_has_a_panel_for_each_set_and_names_the_systems(tmp_path: Path) -> None:
    plots(SETS, tmp_path)
    pictures = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    for picture in pictures.values():
        assert [picture.count(f">{name}</text>") for name in (*SETS, "assistant")] == [1, 1, 1, 1]
    assert ">bm25</text>" in pictures["risk-coverage.svg"]
    assert ">bm25</text>" not in pictures["reliability.svg"]  # its scores are no probabilities


def test_one_set_of_one_question_is_drawn_too(tmp_path: Path) -> None:
    plots({"ovens": {"assistant": told(0, True).taken(np.array([3]))}}, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
