import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal import Journal, hour
from journal.database import Database
from journal.erasing import alike_erased, all_erased, text_erased
from journal.likeness import alike
from journal.retention import tidied
from tests.journal.records import ANSWERED, ASKED, DECISION, VOTE
from tests.journal.watching import WAIT_SECONDS, journal_at, wait_for

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
OLD, NEW = hour(NOW - timedelta(days=91)), hour(NOW - timedelta(days=89))
SYLLABLES = [consonant + vowel for consonant in "bdklmnprst" for vowel in "aeiou"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "journal.sqlite"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


def secrets(number: int, length: int = 12) -> list[str]:
    """Words that stand nowhere else."""
    chance = random.Random(number)
    return ["".join(chance.choices(SYLLABLES, k=length)) for _ in range(number)]


def found(folder: Path, words: list[str]) -> list[str]:
    """Those of the words that stand anywhere in the files of a folder."""
    content = b"\n".join(path.read_bytes() for path in sorted(folder.iterdir()))
    return [word for word in words if word.encode() in content]


def fill(url: str, words: list[str], times: list[str]) -> None:
    """Questions, votes and decisions that each hold a word, told in one go."""
    with closing(
        Journal(url, "all", wait_seconds=WAIT_SECONDS, now=lambda: NOW - timedelta(days=60))
    ) as journal:
        for number, (word, time) in enumerate(zip(words, times, strict=True)):
            answer = f"a{number}"
            padded = f"{'x ' * (number % 200)}{word}"
            journal.asked(
                replace(ASKED, answer=answer, time=time, text=padded, corrections=word, alike=alike([word]))
            )
            if number % 3 == 0:
                journal.voted(replace(VOTE, answer=answer, time=time, comment=word))
            if number % 5 == 0:
                journal.decided(replace(DECISION, time=time, text=word, alike=alike([word])))
        assert journal.flush(WAIT_SECONDS)


def test_of_an_expired_text_no_byte_is_left_in_any_file(url: str, file: Path) -> None:
    words = secrets(400)
    times = random.Random(1).choices([OLD, NEW], k=len(words))
    fill(url, words, times)
    old = [word for word, time in zip(words, times, strict=True) if time == OLD]
    new = [word for word, time in zip(words, times, strict=True) if time == NEW]
    assert found(file.parent, words) == words
    with closing(Journal(url, now=lambda: NOW)) as journal:
        assert journal.flush(WAIT_SECONDS)
        wait_for(lambda: not found(file.parent, old))
        assert len(journal.questions()) == len(new)
        assert {each.time for each in journal.votes()} == {NEW}
        assert {bool(each.text) for each in journal.decisions() if each.time == OLD} == {False}
        assert found(file.parent, new) == new


def test_it_is_deleted_once_a_day_while_the_process_runs(url: str) -> None:
    today = NOW
    with closing(Journal(url, days=1, wait_seconds=WAIT_SECONDS, now=lambda: today)) as journal:
        journal.asked(replace(ASKED, time=hour(NOW)))
        assert journal.flush(WAIT_SECONDS)
        assert len(journal.questions()) == 1
        today = NOW + timedelta(days=2)
        journal.asked(replace(ANSWERED, time=hour(today)))
        wait_for(lambda: journal.questions() == ())
        assert [count.day for count in journal.counts()] == ["2026-11-24"]


def test_while_another_program_reads_the_log_stays_and_that_is_said(url: str, file: Path) -> None:
    fill(url, secrets(3), [OLD] * 3)
    database = Database(url)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM votes").fetchall()
        assert not tidied(database, hour(NOW))
        reader.execute("ROLLBACK")
    assert tidied(database, hour(NOW))
    database.close()
    assert found(file.parent, secrets(3)) == []


def test_files_that_were_put_aside_go_when_they_are_old(url: str, file: Path) -> None:
    database = Database(url)
    database.write(())
    aside = [Path(f"{file}.corrupt-20260101T000000Z"), Path(f"{file}.spool-x.unread")]
    for path in aside:
        path.write_bytes(b"anything")
    tidied(database, hour(datetime.now(UTC) - timedelta(days=90)))
    assert [path.exists() for path in aside] == [True, True]
    tidied(database, hour(datetime.now(UTC) + timedelta(hours=2)))
    assert [path.exists() for path in aside] == [False, False]
    database.close()


ERASE: list[tuple[Callable[[Database, str], int], list[str]]] = [
    (lambda database, _: all_erased(database), []),
    (lambda database, word: text_erased(database, f" {word.upper()} "), ["others"]),
    (lambda database, word: alike_erased(database, alike([word])), ["others"]),
]


@pytest.mark.parametrize(("erase", "stays"), ERASE, ids=["all", "text", "alike"])
def test_of_what_is_erased_no_byte_is_left_in_any_file(
    url: str, file: Path, erase: Callable[[Database, str], int], stays: list[str]
) -> None:
    words = secrets(100)
    fill(url, words, [NEW] * len(words))
    database = Database(url)
    assert erase(database, words[0]) > 0
    database.close()
    assert found(file.parent, words) == (words[1:] if stays else [])
    with journal_at(url) as journal:
        assert len(journal.votes()) == (33 if stays else 0)


def test_a_word_in_a_comment_is_erased_with_its_question(url: str) -> None:
    with journal_at(url) as journal:
        journal.voted(replace(VOTE, comment="Nothing on Atlantis"), ANSWERED)
    database = Database(url)
    assert text_erased(database, "atlantis") == 2
    database.close()
    with journal_at(url) as journal:
        assert (journal.votes(), journal.questions()) == ((), ())
