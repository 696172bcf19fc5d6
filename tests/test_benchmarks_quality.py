import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.asked import US
from benchmarks.measures import MEASURES
from benchmarks.peers import PEERS
from benchmarks.quality import Quality, Settings, quality
from benchmarks.sets import read_set
from tests.folders import pizzeria

SMALL = ("--repeats", "20")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pizzeria(tmp_path_factory.mktemp("sets") / "pizzeria")


@pytest.fixture(scope="module")
def told(folder: Path) -> Quality:
    return quality(read_set(folder, "eo"), Settings(repeats=20))[1]


def test_a_set_is_described_by_its_counts(told: Quality) -> None:
    found = (told.set, told.language, told.entries, told.passages, told.questions, told.out_of_scope)
    assert found == ("pizzeria", "eo", 4, 4, 6, 1)


def test_every_system_has_every_measure(told: Quality) -> None:
    assert list(told.systems) == [US, *PEERS]
    assert all(list(measures) == list(MEASURES) for measures in told.systems.values())
    ours = told.systems[US]
    assert [found and found.value for found in (ours["hit@1"], ours["MRR"], ours["AUROC in scope"])] == [
        1
    ] * 3


def test_the_lead_over_a_peer_is_the_difference_of_their_values(told: Quality) -> None:
    assert list(told.paired) == list(PEERS)
    for peer, lead in told.paired.items():
        for name, found in lead.items():
            ours, theirs = told.systems[US][name], told.systems[peer][name]
            assert found is not None
            assert ours is not None
            assert theirs is not None
            assert found.value == pytest.approx(ours.value - theirs.value)
            assert found.low <= found.value <= found.high


def test_what_slips_cost_is_told_against_the_same_questions(told: Quality) -> None:
    found = told.misspelt["bm25"]
    assert list(found) == ["hit@1", "MRR", "hit@1 lost", "MRR lost"]
    spelt, lost = found["hit@1"], found["hit@1 lost"]
    assert spelt is not None
    assert lost is not None
    assert lost.value == pytest.approx(1 - spelt.value)
    assert lost.value > 0


def test_json_has_one_object_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", str(folder), str(folder), "--json", *SMALL]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == second
    assert list(first) == [
        *("set", "language", "entries", "passages", "questions", "out_of_scope", "seed"),
        *("systems", "outcomes", "misspelt", "paired"),
    ]
    assert first["systems"]["assistant"]["hit@1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert first["systems"]["bm25"]["ECE"] is None
    assert sum(first["outcomes"].values()) == pytest.approx(1, abs=0.001)


def test_without_json_it_is_a_report_and_a_mean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", str(folder), str(folder), "--questions", "5", "--seed", "3", *SMALL]) == 0
    report = capsys.readouterr().out
    assert report.count("## pizzeria\n\n4 entries, language `en`; 5 questions") == 2
    assert report.count("## Mean of 2 sets") == 1
    main(["quality", str(folder), *SMALL])
    assert "## Mean" not in capsys.readouterr().out


def test_pictures_are_written_where_asked(folder: Path, tmp_path: Path) -> None:
    assert main(["quality", str(folder), "--json", "--plots", str(tmp_path / "images"), *SMALL]) == 0
    found = sorted(path.name for path in (tmp_path / "images").iterdir())
    assert found == ["reliability.svg", "risk-coverage.svg"]


def test_a_wrong_folder_is_told_in_one_line_before_anything_is_asked(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["quality", str(folder), str(tmp_path / "gone"), "--json"]) == 1
    remedy = "a set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
    reason = f"cannot be read: No such file or directory; {remedy}"
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{tmp_path}/gone/corpus.jsonl: {reason}\n")


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_number_that_is_none_is_refused(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["quality", "anywhere", "--questions", count])
    assert stopped.value.code == 2
    assert f"argument --questions: {count!r} is no number from 1 on" in capsys.readouterr().err
