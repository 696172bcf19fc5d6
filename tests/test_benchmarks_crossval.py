"""Cross-validation on small folders; the content that ships is too large to index again and again here."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.crossval import crossval
from benchmarks.families import Family, families
from benchmarks.fit import Variant, fitted
from benchmarks.quality import Settings, quality
from benchmarks.sets import EvaluationSet, read_set
from retrieval.weights import Weights
from tests.folders import brewery, pizzeria

SMALL = Settings(repeats=20)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two sets of one source, and one of another."""
    here = tmp_path_factory.mktemp("sets")
    return {
        name: make(here / name)
        for name, make in {"pizza": pizzeria, "pizza_more": pizzeria, "beer": brewery}.items()
    }


@pytest.fixture(scope="module")
def sets(folders: dict[str, Path]) -> dict[str, EvaluationSet]:
    return {name: read_set(folder, "eo") for name, folder in folders.items()}


@pytest.fixture(scope="module")
def own(sets: dict[str, EvaluationSet]) -> Family:
    (family,) = families([replace(sets["beer"], name="own")])
    return family


@pytest.fixture(autouse=True)
def _quick(own: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.taught.own_family", lambda **_: own)
    monkeypatch.setattr("benchmarks.__main__.read_set", lambda folder: read_set(folder, "eo"))


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """The names of the families of each fit, and what it says that it was fitted on."""
    seen: list[tuple[list[str], str]] = []

    def spied(learnt: Sequence[Family], own: Family, on: str, variant: Variant) -> Weights:
        seen.append(([*(family.name for family in learnt), own.name], on))
        return fitted(learnt, own, on, variant)

    monkeypatch.setattr("benchmarks.taught.fitted", spied)
    return seen


def test_each_set_is_measured_by_weights_that_saw_nothing_of_its_family(
    sets: dict[str, EvaluationSet], fits: list[tuple[list[str], str]]
) -> None:
    learnt = [sets["pizza"], sets["beer"], sets["pizza_more"]]
    measured = [figures.set for _, figures in crossval(learnt, [], SMALL)]
    assert measured == ["pizza", "pizza_more", "beer"]
    assert fits == [(["beer", "own"], "all but pizza"), (["pizza", "own"], "all but beer")]


def test_a_set_that_is_measured_only_teaches_nothing(
    sets: dict[str, EvaluationSet], fits: list[tuple[list[str], str]]
) -> None:
    strange = replace(sets["beer"], name="wine")
    measured = [figures.set for _, figures in crossval([sets["pizza"]], [strange], SMALL)]
    assert measured == ["pizza", "wine"]
    assert fits == [(["own"], "all but pizza"), (["pizza", "own"], "all but wine")]


def test_a_set_that_is_measured_only_is_kept_from_its_kin(
    sets: dict[str, EvaluationSet], fits: list[tuple[list[str], str]]
) -> None:
    measured = [found.set for _, found in crossval([sets["pizza"]], [sets["pizza_more"]], SMALL)]
    assert measured == ["pizza", "pizza_more"]
    assert fits == [(["own"], "all but pizza")]


def test_the_figures_are_those_of_the_other_families_weights(
    sets: dict[str, EvaluationSet], own: Family
) -> None:
    told = dict(zip(("pizza", "beer"), crossval([sets["pizza"], sets["beer"]], [], SMALL), strict=True))
    weights = fitted(families([sets["beer"]]), own, "all but pizza")
    said, figures = quality(sets["pizza"], SMALL, weights)
    assert told["pizza"][1] == figures
    for system, judged in said.told.items():
        assert np.array_equal(told["pizza"][0].told[system].confidence, judged.confidence)


def test_the_command_works_end_to_end(folders: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["crossval", str(folders["pizza"]), str(folders["beer"])]
    assert main([*chosen, "--measured", str(folders["pizza_more"]), "--json", "--repeats", "20"]) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [found["set"] for found in said] == ["pizza", "pizza_more", "beer"]
    assert all(0 <= found["systems"]["assistant"]["hit@1"]["value"] <= 1 for found in said)


def test_without_json_it_is_a_report_and_a_mean(
    folders: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["crossval", str(folders["pizza"]), str(folders["beer"]), "--repeats", "20"]) == 0
    report = capsys.readouterr().out
    assert [line for line in report.splitlines() if line.startswith("## ")] == [
        *("## pizza", "## beer", "## Mean of 2 sets")
    ]


def test_pictures_are_written_where_asked(folders: dict[str, Path], tmp_path: Path) -> None:
    chosen = ["crossval", str(folders["pizza"]), "--json", "--repeats", "20"]
    assert main([*chosen, "--plots", str(tmp_path / "images")]) == 0
    assert sorted(path.name for path in (tmp_path / "images").iterdir()) == [
        *("reliability.svg", "risk-coverage.svg")
    ]


@pytest.mark.parametrize("where", ["learnt", "measured"])
def test_a_wrong_folder_is_told_before_anything_is_fitted(
    folders: dict[str, Path],
    fits: list[tuple[list[str], str]],
    tmp_path: Path,
    where: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gone, sound = str(tmp_path / "gone"), str(folders["pizza"])
    chosen = [sound, gone] if where == "learnt" else [sound, "--measured", gone]
    assert main(["crossval", *chosen]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.split(": ")[0], fits) == ("", f"{gone}/corpus.jsonl", [])


def test_what_is_fitted_is_written_where_weights_are_read(
    folders: dict[str, Path],
    own: Family,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("benchmarks.taught.own_family", lambda **_: own)
    monkeypatch.setattr("benchmarks.__main__.FILE", tmp_path / "weights.json")
    assert main(["fit", str(folders["pizza"]), str(folders["beer"])]) == 0
    told = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))["fitted_on"]
    assert told.startswith(
        "beer, pizza, variants of them, and the content that ships with its gold questions"
    )
    assert capsys.readouterr().out == f"{tmp_path / 'weights.json'}: fitted on {told}\n"
