"""PostgreSQL answers as brute force does, from one generation and never from another one."""

from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql
from sqlalchemy import Engine

from retrieval.postgres import terms
from retrieval.postgres.connection import Connection, read, where
from retrieval.postgres.failure import DatabaseError, GenerationGone
from retrieval.postgres.generation import KEPT
from retrieval.postgres.publication import publish
from retrieval.postgres.search import Search
from retrieval.postgres.upload import publish_search
from tests.conformance import (
    CORPORA,
    Answer,
    Asked,
    Corpus,
    Dense,
    answer,
    corpus_of,
    drawn,
    expected,
    questions,
    spoken,
)
from tests.postgres.generations import sound, stored
from tests.postgres.uploads import parts

_NAMES = (f"g{number}" for number in count())


def searched(engine: Engine, corpus: Corpus, shards: int = 1, name: str = "") -> Search:
    """The search of a corpus under a name of its own; its rows and texts tell the passage."""
    name = name or next(_NAMES)
    rows = [f"row {number}".encode() for number in range(corpus.passages)]
    texts = [f"text {number} \0\xff".encode() for number in range(corpus.passages)]
    names = {f"id-{number}": number for number in range(corpus.passages)}
    publish_search(engine, name, parts(corpus, rows, texts, **names), shards=shards)
    return Search(engine, name)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("shards", [1, 3])
def test_the_answers_are_those_of_brute_force(engine: Engine, shards: int) -> None:
    for name, corpus in CORPORA.items():
        search = searched(engine, corpus, shards)
        for asked in questions(corpus):
            assert answer(search, asked) == expected(corpus, asked), (name, asked)


@pytest.mark.usefixtures("eager")
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=drawn(), shards=st.integers(1, 3))
def test_the_answers_to_anything_are_those_of_brute_force(
    engine: Engine, case: tuple[Corpus, list[Asked]], shards: int
) -> None:
    corpus, several = case
    search = searched(engine, corpus, shards)
    for asked in several:
        assert answer(search, asked) == expected(corpus, asked)


def test_thousands_of_passages_are_searched_exactly(engine: Engine) -> None:
    language = spoken(20_000, 200, powers=(2.0, 1.0))
    search, simple = searched(engine, language.corpus), Dense(language.corpus)
    for number, asked in enumerate(language.asked):
        whole = asked._replace(most=(10, 50)[number // 2 % 2])
        assert answer(search, whole) == answer(simple, whole), asked


def test_terms_that_are_unknown_to_the_index_add_nothing(engine: Engine) -> None:
    search = searched(engine, CORPORA["ties"])
    assert answer(search, Asked([7, 1, 1_000_000_000], [9, 2, 1], 1)) == Answer([0], [6])


def test_none_are_found_when_none_are_wanted(engine: Engine) -> None:
    assert answer(searched(engine, CORPORA["ties"]), Asked([0], [1], 0)) == Answer([], [])


@pytest.mark.parametrize("weight", [-1, 2**23])
def test_weights_that_would_not_be_summed_exactly_are_refused(engine: Engine, weight: int) -> None:
    search = searched(engine, CORPORA["ties"])
    with pytest.raises(ValueError, match=f"{weight} is no weight; give whole numbers from 0 to 8388607"):
        search.best([0], [weight], 1)


def test_the_highest_weights_are_summed_exactly(engine: Engine) -> None:
    corpus = CORPORA["the highest impact everywhere"]
    asked = Asked(range(60), [terms.MOST_WEIGHT] * 60, 1)
    assert answer(searched(engine, corpus), asked) == Answer([0], [60 * 255 * terms.MOST_WEIGHT])


@pytest.mark.parametrize("shards", [1, 4])
def test_rows_and_texts_come_in_the_order_they_are_asked_for(engine: Engine, shards: int) -> None:
    search = searched(engine, CORPORA["ties"], shards)
    assert search.rows([8, 0, 3, 3]) == [b"row 8", b"row 0", b"row 3", b"row 3"]
    assert search.texts(np.array([5, 1])) == ["text 5 \0\xff".encode(), "text 1 \0\xff".encode()]
    assert search.rows([]) == search.texts([]) == []


@pytest.mark.parametrize("number", [9, -1])
def test_a_number_without_a_passage_is_refused(engine: Engine, number: int) -> None:
    search = searched(engine, CORPORA["ties"])
    with pytest.raises(IndexError, match=rf"\[1, {number}\]: not all are passages of generation g\d+"):
        search.rows([1, number])


def test_a_passage_is_found_by_its_id(engine: Engine) -> None:
    search = searched(engine, CORPORA["ties"])
    assert [search.place(name) for name in ("id-7", "id-70", "", "a\0b")] == [7, None, None, None]


def test_an_upload_that_is_repeated_changes_nothing(engine: Engine) -> None:
    first = searched(engine, CORPORA["ties"], name="same")
    again = searched(engine, CORPORA["ties"], name="same")
    asked = Asked([0, 1], [1, 1], 9)
    assert answer(first, asked) == answer(again, asked) == expected(CORPORA["ties"], asked)


def test_several_may_upload_the_same_search_at_once(engine: Engine) -> None:
    wrong: list[DatabaseError] = []

    def load() -> None:
        try:
            searched(engine, CORPORA["the highest impact everywhere"], name="same")
        except DatabaseError as error:
            wrong.append(error)

    uploaders = [Thread(target=load) for _ in range(4)]
    for uploader in uploaders:
        uploader.start()
    for uploader in uploaders:
        uploader.join()
    assert wrong == []


def test_what_does_not_fit_together_is_refused_and_leaves_nothing(engine: Engine) -> None:
    whole = parts(CORPORA["ties"], texts=[b""] * 9)
    short = [b""] * 8
    with pytest.raises(ValueError, match="17 ids, 18 impacts, 18 postings; give a positive one each"):
        publish_search(engine, "aa", replace(whole, ids=whole.ids[1:]))
    with pytest.raises(ValueError, match="18 ids, 18 impacts, 18 postings; give a positive one each"):
        publish_search(engine, "aa", replace(whole, impacts=whole.impacts * 0))
    with pytest.raises(ValueError, match="8 passages do not fit the postings, or 1 shards; check both"):
        publish_search(engine, "aa", replace(whole, rows=short, texts=short))
    with pytest.raises(ValueError, match="zip"):
        publish_search(engine, "aa", replace(whole, texts=short))
    with pytest.raises(GenerationGone) as raised:
        Search(engine, "aa")
    assert str(raised.value) == f"{where(engine)}: generation aa is not kept; load the current one"


def test_a_generation_without_a_search_is_told_apart_from_one_that_is_gone(
    engine: Engine, tmp_path: Path
) -> None:
    publish(engine, stored(tmp_path, "aa"), sound)
    with pytest.raises(DatabaseError) as raised:
        Search(engine, "aa")
    assert str(raised.value) == (
        f"{where(engine)}: generation aa was published without its search;"
        " publish it with --search, or let each process search its own copy"
    )


def test_the_search_and_the_files_of_a_generation_are_one(engine: Engine, tmp_path: Path) -> None:
    for number in range(KEPT + 1):
        searched(engine, CORPORA["ties"], name=f"a{number}")
        publish(engine, stored(tmp_path, f"a{number}"), sound)
    with pytest.raises(GenerationGone):
        Search(engine, "a0")
    for table in ("block", "vector", "passage", "name", "wording", "search", "chunk", "lean"):
        assert read(engine, partial(counted, table=table)) <= KEPT, table


def counted(connection: Connection, table: str) -> int:
    """How many generations a table holds something of."""
    statement = sql.SQL("select count(distinct number) from {}").format(sql.Identifier(f"index_{table}"))
    (found,) = connection.execute(statement).fetchone() or (0,)
    return int(found)


def test_every_method_says_that_the_generation_is_gone(engine: Engine, tmp_path: Path) -> None:
    search = searched(engine, CORPORA["ties"], name="a0")
    for number in range(KEPT + 1):
        publish(engine, stored(tmp_path, f"a{number}"), sound)
    for ask in (
        lambda: search.best([0], [1], 1),
        lambda: search.rows([0]),
        lambda: search.texts([0]),
        lambda: search.place("id-0"),
    ):
        with pytest.raises(GenerationGone):
            ask()


def test_a_generation_that_comes_back_under_its_name_is_not_taken_for_the_one_that_went(
    engine: Engine, tmp_path: Path
) -> None:
    search = searched(engine, CORPORA["ties"], name="a0")
    folders = [stored(tmp_path, f"a{number}") for number in range(KEPT + 1)]
    for folder in (*folders, folders[0]):
        publish(engine, folder, sound)
    with pytest.raises(GenerationGone):
        search.best([0], [1], 1)


def test_who_searches_while_others_publish_gets_no_mixture(engine: Engine, tmp_path: Path) -> None:
    corpora = [corpus_of(np.full((400, 3), impact)) for impact in (1, 2, 3)]
    asked = Asked([0, 1, 2], [1, 1, 1], 400)
    right = [expected(corpus, asked) for corpus in corpora]
    done, wrong, told = Event(), [], {"answered": 0, "gone": 0}

    def ask() -> None:
        search, number = searched(engine, corpora[0], name="b0"), 0
        while not done.is_set():
            try:
                if answer(search, asked) != right[number % 3]:
                    wrong.append(number)
                told["answered"] += 1
            except GenerationGone:
                told["gone"] += 1
                number = int(latest[-1][1:])
                search = Search(engine, latest[-1])

    latest = ["b0"]
    searched(engine, corpora[0], name="b0")
    publish(engine, stored(tmp_path, "b0"), sound)
    reader = Thread(target=ask)
    reader.start()
    try:
        for number in range(1, 4 * KEPT):
            searched(engine, corpora[number % 3], name=f"b{number}")
            publish(engine, stored(tmp_path, f"b{number}"), sound)
            latest.append(f"b{number}")
    finally:
        done.set()
        reader.join()
    assert wrong == []
    assert told["answered"] > 0
    assert told["gone"] > 0
