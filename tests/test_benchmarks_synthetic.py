from pathlib import Path

from authoring.checks.check import CHECKS
from benchmarks.checking import KINDS, checking
from benchmarks.synthetic import PHRASINGS, written
from faq import load


def test_the_content_is_whole_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    content = load(written(tmp_path / "one", 30, seed=7))
    assert content.problems == ()
    assert [passage.id for passage in content.passages] == [f"e{number}" for number in range(30)]
    assert {len(passage.phrasings) for passage in content.passages} == {PHRASINGS}
    again = load(written(tmp_path / "other", 30, seed=7))
    assert [p.answer for p in again.passages] == [p.answer for p in content.passages]
    other = load(written(tmp_path / "third", 30, seed=8))
    assert [p.answer for p in other.passages] != [p.answer for p in content.passages]


def test_every_check_is_timed() -> None:
    told = checking(20)
    assert [line.split("|")[1].strip() for line in told.splitlines()[4:]] == [*KINDS, "all together"]


def test_the_checks_are_those_of_the_maintainer_s_tools() -> None:
    assert tuple(CHECKS) == KINDS
