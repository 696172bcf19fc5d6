import logging
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journal import Rating, Vote, VoteStore, hour

VOTE = Vote(
    conversation="c1",
    answer="a1",
    time="2026-11-22T17:00Z",
    outcome="answer",
    passage="subnet-mask",
    hash="0123456789ab",
    confidence=0.93,
    rating="up",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "votes" / "votes.sqlite"


def store_in(file: Path, wait_seconds: float = 0.05) -> VoteStore:
    return VoteStore(f"sqlite:///{file}", wait_seconds)


def test_a_vote_is_kept_and_read_back_whole(file: Path) -> None:
    assert store_in(file).keep(VOTE)
    assert store_in(file).votes() == (VOTE,)


def test_the_same_vote_again_leaves_one_row(file: Path) -> None:
    store = store_in(file)
    assert all(store.keep(VOTE) for _ in range(50))
    assert store.votes() == (VOTE,)


def test_a_changed_mind_replaces_the_vote(file: Path) -> None:
    store, down = store_in(file), replace(VOTE, rating="down")
    assert [store.keep(VOTE), store.keep(down)] == [True, True]
    assert store.votes() == (down,)


def test_a_vote_taken_back_leaves_no_row(file: Path) -> None:
    store = store_in(file)
    assert [store.keep(VOTE), store.keep(replace(VOTE, rating=None))] == [True, True]
    assert store.votes() == ()


def test_the_columns_hold_nothing_that_a_visitor_typed(file: Path) -> None:
    store_in(file).keep(VOTE)
    with sqlite3.connect(file) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(votes)")]
    database.close()
    assert columns == [
        "conversation", "answer", "time", "outcome", "passage", "hash", "confidence", "rating"
    ]  # fmt: skip


def test_the_file_is_written_ahead_and_synchronised_fully(file: Path) -> None:
    store = store_in(file)
    store.keep(VOTE)
    with store._opened().connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    assert (mode, synchronous) == ("wal", 2)


def test_a_locked_database_is_waited_for_and_then_given_up(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = store_in(file)
    store.keep(VOTE)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with caplog.at_level(logging.WARNING):
        kept = store.keep(replace(VOTE, answer="a2"))
    other.execute("ROLLBACK")
    other.close()
    assert not kept
    assert "a vote was not kept: (sqlite3.OperationalError) database is locked" in caplog.text
    assert store.keep(replace(VOTE, answer="a2"))


def test_votes_can_be_read_while_another_process_writes(file: Path) -> None:
    store = store_in(file)
    store.keep(VOTE)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    found = store.votes()
    other.execute("ROLLBACK")
    other.close()
    assert found == (VOTE,)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "votes"
    folder.mkdir(mode=0o500)
    assert not store_in(folder / "votes.sqlite").keep(VOTE)


def test_a_database_opened_read_only_keeps_nothing_and_stops_nothing(file: Path) -> None:
    store_in(file).keep(VOTE)
    read_only = VoteStore(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert not read_only.keep(replace(VOTE, rating="down"))
    assert store_in(file).votes() == (VOTE,)


def test_a_folder_that_cannot_be_made_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "votes").write_text("a file where the folder should be")
    store = store_in(tmp_path / "votes" / "votes.sqlite")
    assert (store.keep(VOTE), store.votes()) == (False, ())


@pytest.mark.parametrize("damage", [b"this is no database" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_corrupted_database_keeps_nothing_and_stops_nothing(file: Path, damage: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(damage)
    store = store_in(file)
    assert (store.keep(VOTE), store.votes()) == (False, ())
    assert file.read_bytes() == damage


def test_a_database_cut_off_in_the_middle_keeps_nothing_and_stops_nothing(file: Path) -> None:
    store_in(file).keep(VOTE)
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    file.write_bytes(file.read_bytes()[:3000])
    for leftover in file.parent.glob("*-*"):
        leftover.unlink()
    store = store_in(file)
    assert (store.keep(VOTE), store.votes()) == (False, ())


@pytest.mark.parametrize(
    "url", ["nonsense", "postgresql+nodriver://me:hunter2@host/db", "sqlite:////proc/none/x"]
)
def test_a_wrong_url_is_logged_without_its_password(url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        kept = VoteStore(url).keep(VOTE)
    assert not kept
    assert "a vote was not kept: " in caplog.text
    assert "hunter2" not in caplog.text


def test_what_is_stored_never_reaches_the_log(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = store_in(file)
    store.keep(VOTE)
    with sqlite3.connect(file) as database:
        database.execute("DROP TABLE votes")
    database.close()
    with caplog.at_level(logging.WARNING):
        assert not store.keep(VOTE)
    assert VOTE.conversation not in caplog.text.replace("conversation", "")


def test_votes_of_many_threads_are_all_kept(file: Path) -> None:
    store = store_in(file, wait_seconds=30)
    votes = [replace(VOTE, answer=f"a{number:02}") for number in range(40)]
    shares = [votes[number::8] for number in range(8)]
    threads = [Thread(target=lambda share=share: list(map(store.keep, share))) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.votes() == tuple(votes)


steps = some.lists(
    some.tuples(some.sampled_from("ab"), some.sampled_from("xyz"), some.sampled_from(["up", "down", None])),
    max_size=12,
)


@settings(max_examples=50, deadline=None)
@given(steps)
def test_the_last_word_on_each_answer_stands(said: list[tuple[str, str, Rating | None]]) -> None:
    store, told = VoteStore("sqlite://"), {}
    for conversation, answer, rating in said:
        vote = replace(VOTE, conversation=conversation, answer=answer, rating=rating)
        assert store.keep(vote)
        told[conversation, answer] = vote
    standing = [told[key] for key in sorted(told) if told[key].rating]
    assert store.votes() == tuple(standing)


@given(some.datetimes(timezones=some.just(UTC)))
def test_an_hour_hides_minutes_and_never_lies_ahead(moment: datetime) -> None:
    told = datetime.strptime(hour(moment), "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    assert told.minute == 0
    assert timedelta(0) <= moment - told < timedelta(hours=1)
