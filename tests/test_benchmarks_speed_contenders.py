from pathlib import Path

import pytest

from benchmarks.speed.contender import TOP, Ready
from benchmarks.speed.contenders import BUDGET_MS, OURS, PEERS, asked, left_out
from benchmarks.speed.corpus import passages

CORPUS = passages(200)
EVERYONE = {**OURS, **PEERS}
EVERY_CONTENDER = pytest.mark.parametrize("name", EVERYONE)
STORING = [name for name in EVERYONE if name not in ("scikit-learn", "minsearch", "rank-bm25", "rapidfuzz")]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ready]:
    """Everyone on `CORPUS`, those that share an index in the same folder."""
    folder = tmp_path_factory.mktemp("indexes")
    return {name: each.ready(CORPUS, folder / each.index) for name, each in EVERYONE.items()}


def found(contender: Ready, question: str) -> list[int]:
    return list(contender.found(contender.search(question)))


@EVERY_CONTENDER
def test_a_contender_finds_an_entry_by_its_question(name: str, ready: dict[str, Ready]) -> None:
    places = (0, 77, 199)
    assert [found(ready[name], CORPUS[place].heading)[0] for place in places] == list(places)


@EVERY_CONTENDER
def test_a_contender_finds_ten_different_entries(name: str, ready: dict[str, Ready]) -> None:
    numbers = found(ready[name], CORPUS[77].heading)
    assert len(set(numbers)) == len(numbers) == (5 if name == "assistant" else TOP)


@pytest.mark.parametrize("name", [name for name in EVERYONE if name not in ("rank-bm25", "rapidfuzz")])
def test_no_question_is_read_as_a_query_language(name: str, ready: dict[str, Ready]) -> None:
    """Left out: those that take a sign for a part of the word beside it."""
    question = f'text:"({CORPUS[77].heading}*) AND NOT ~2^'
    assert found(ready[name], question)[0] == 77


@EVERY_CONTENDER
@pytest.mark.parametrize("question", ["", "?!", "zzzzqqqq"])
def test_a_contender_bears_a_question_without_a_known_word(
    name: str, question: str, ready: dict[str, Ready]
) -> None:
    assert len(found(ready[name], question)) <= TOP


@pytest.mark.parametrize("name", STORING)
def test_a_stored_index_is_read_and_not_built_again(name: str, tmp_path: Path) -> None:
    contender = EVERYONE[name]
    size = contender.ready(CORPUS[:60], tmp_path / "index").size
    again = contender.ready(CORPUS[:12], tmp_path / "index")
    assert again.size == size
    assert 59 in found(again, CORPUS[59].heading)


@EVERY_CONTENDER
def test_the_size_of_an_index_is_told_where_there_is_one(name: str, ready: dict[str, Ready]) -> None:
    assert (ready[name].size is None) == (name in ("rank-bm25", "rapidfuzz"))
    assert (ready[name].size or 1_000_000) > 50_000


def test_bm25s_ranks_alike_with_both_backends(ready: dict[str, Ready]) -> None:
    for passage in CORPUS[::20]:
        numba, numpy = (found(ready[name], passage.text) for name in ("bm25s-numba", "bm25s-numpy"))
        assert numba[:3] == numpy[:3]


def test_all_peers_are_asked_about_a_small_corpus() -> None:
    assert list(asked(1_000)) == [*OURS, *PEERS]
    assert left_out(1_000) == {}


def test_slow_peers_are_left_out_of_a_large_corpus_with_the_reason() -> None:
    assert left_out(1_000_000) == dict.fromkeys(
        ("minsearch", "rank-bm25", "sqlite-fts5", "rapidfuzz"),
        f"more than {BUDGET_MS} CPU ms a question at this size",
    )
    assert asked(1_000_000).keys() == EVERYONE.keys() - left_out(1_000_000)


def test_named_peers_are_asked_whatever_the_budget_and_the_others_are_told() -> None:
    named = ("rapidfuzz", "tantivy")
    assert list(asked(1_000_000, named)) == [*OURS, "tantivy", "rapidfuzz"]
    assert left_out(1_000_000, named) == {name: "not named" for name in PEERS if name not in named}
