"""Servers that are killed, come back, or are replaced by their replica."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from retrieval import Assistant, store
from retrieval.postgres.connection import Connection, engine_of, read, where, write
from retrieval.postgres.distant import distant
from retrieval.postgres.failure import DatabaseError
from retrieval.postgres.generation import generation
from retrieval.postgres.lean import lean
from retrieval.postgres.publication import followed, publish
from retrieval.postgres.schema import create
from retrieval.postgres.search import Search
from retrieval.postgres.upload import publish_search
from tests.conformance import CORPORA, Asked, answer, expected
from tests.postgres.generations import sound, stored
from tests.postgres.looking import wait_for
from tests.postgres.running import Server, served_folder
from tests.postgres.uploads import answering, parts

CORPUS = CORPORA["duplicates"]
ASKED = Asked([1, 2, 3], [5, 1, 1], 4)


def uploaded(engine: Engine, name: str) -> Search:
    """The search of a small corpus."""
    publish_search(engine, name, parts(CORPUS, one=1))
    return Search(engine, name)


def test_what_was_acknowledged_survives_that_the_server_is_killed(server: Server, tmp_path: Path) -> None:
    engine = engine_of(server.url())
    search = uploaded(engine, "aa")
    publish(engine, stored(tmp_path / "from", "aa"), sound)
    server.kill()
    with pytest.raises(DatabaseError, match="; check that the server runs and that the URL names it"):
        search.best(*ASKED)
    server.start()
    assert answer(search, ASKED) == expected(CORPUS, ASKED)
    assert search.place("one") == 1
    sound(followed(engine, tmp_path / "to", sound))
    engine.dispose()


def test_a_publication_that_the_server_does_not_survive_is_not_there(server: Server) -> None:
    engine = engine_of(server.url())
    create(engine)

    def work(connection: Connection) -> None:
        connection.execute("insert into index_generation (name, turn) values ('aa', 1)")
        server.kill()
        connection.execute("select 1")

    with pytest.raises(DatabaseError):
        write(engine, work)
    server.start()
    assert generation(engine) is None
    engine.dispose()


def test_a_replica_answers_and_takes_over_under_the_same_urls(server: Server, tmp_path: Path) -> None:
    with served_folder() as folder:
        replica = server.replica(folder / "replica")
        writer = engine_of(server.url(others=[replica], query="?target_session_attrs=read-write"))
        reader = engine_of(server.url(others=[replica], query="?target_session_attrs=prefer-standby"))
        try:
            uploaded(writer, "aa")
            publish(writer, stored(tmp_path / "from", "aa"), sound)
            wait_for(lambda: generation(reader) == "aa")
            assert read(reader, _recovers) == (True,)
            search = Search(reader, "aa")
            with pytest.raises(DatabaseError) as raised:
                publish(reader, stored(tmp_path / "from", "bb"), sound)
            assert str(raised.value).endswith(
                "; write to the primary: add ?target_session_attrs=read-write to the URL"
            )

            server.kill()
            assert answer(search, ASKED) == expected(CORPUS, ASKED)
            with pytest.raises(DatabaseError):
                publish(writer, tmp_path / "from" / "bb", sound)
            replica.promote()
            publish(writer, tmp_path / "from" / "bb", sound)
            assert generation(reader) == "bb"
            assert answer(search, ASKED) == expected(CORPUS, ASKED)
            assert where(writer) == f"PostgreSQL at {server.address},{replica.address}/postgres"
        finally:
            for engine in (writer, reader):
                engine.dispose()
            replica.stop()


QUESTIONS = ("what is dish1", "what is dihs3", "What is dish4?", "begin 1", "nonsense")


def test_whole_questions_are_answered_alike_by_the_primary_the_replica_and_what_it_becomes(
    server: Server, built: Callable[[int], Path], tmp_path: Path
) -> None:
    here = Assistant(store.load(built(1)))
    right = [here.ask(question) for question in QUESTIONS]
    with served_folder() as folder:
        replica = server.replica(folder / "replica")
        writer = engine_of(server.url(others=[replica], query="?target_session_attrs=read-write"))
        reader = engine_of(server.url(others=[replica], query="?target_session_attrs=prefer-standby"))
        try:
            there = answering(writer, here.index, tmp_path)
            assert [there.ask(question) for question in QUESTIONS] == right
            publish(writer, built(1))
            wait_for(lambda: generation(reader) == here.generation)
            spread = Assistant(distant(lean(here.index), reader))
            assert read(reader, _recovers) == (True,)
            assert [spread.ask(question) for question in QUESTIONS] == right

            server.kill()
            assert [spread.ask(question) for question in QUESTIONS] == right
            with pytest.raises(DatabaseError):
                there.ask(QUESTIONS[0])
            replica.promote()
            assert [assistant.ask(question) for question in QUESTIONS for assistant in (there, spread)] == [
                reply for reply in right for _ in range(2)
            ]
        finally:
            for engine in (writer, reader):
                engine.dispose()
            replica.stop()


def test_a_server_that_is_killed_and_comes_back_between_two_reads_of_a_question_costs_nothing_but_time(
    server: Server, built: Callable[[int], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, here = engine_of(server.url()), Assistant(store.load(built(1)))
    there, rows = answering(engine, here.index, tmp_path), Search.rows

    def amid(search: Search, numbers: Iterable[int]) -> list[bytes]:
        server.kill()
        server.start()
        return rows(search, numbers)

    monkeypatch.setattr(Search, "rows", amid)
    assert there.ask(QUESTIONS[0]) == here.ask(QUESTIONS[0])
    engine.dispose()


def _recovers(connection: Connection) -> tuple[bool]:
    (found,) = connection.execute("select pg_is_in_recovery()").fetchone() or (False,)
    return (bool(found),)
