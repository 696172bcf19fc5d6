import random
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.asking import filled, varied
from journal import Journal

QUESTIONS = ("What is a subnet mask?", "How do I write a good prompt?", "What is an IP address?")


def texts(url: str) -> list[str]:
    with closing(Journal(url)) as journal:
        return sorted(asked.text for asked in journal.questions())


def test_a_journal_holds_as_many_questions_as_were_wanted_and_the_same_again(tmp_path: Path) -> None:
    first = texts(filled(f"sqlite:///{tmp_path}/first", QUESTIONS, 50))
    assert len(first) == 50
    assert texts(filled(f"sqlite:///{tmp_path}/second", QUESTIONS, 50)) == first


def test_a_journal_that_somebody_keeps_is_not_written_to(tmp_path: Path) -> None:
    url = filled(f"sqlite:///{tmp_path}/kept", QUESTIONS, 5)
    with pytest.raises(ValueError, match="holds a journal; name an empty database"):
        filled(url, QUESTIONS, 5)
    assert len(texts(url)) == 5


def test_some_replies_are_voted_down(tmp_path: Path) -> None:
    with closing(Journal(filled(f"sqlite:///{tmp_path}/a", QUESTIONS, 200))) as journal:
        votes = journal.votes()
    assert 0 < len(votes) < 50
    assert {vote.rating for vote in votes} == {"down"}


def test_a_question_is_put_in_other_words_that_hold_its_own() -> None:
    chance = random.Random(0)
    put = {varied("What is a subnet mask?", chance) for _ in range(100)}
    assert len(put) > 10
    assert all(len(each) >= len("What is a subnet mask?") for each in put)
