import random
from contextlib import closing
from pathlib import Path

from benchmarks.asking import filled, varied
from journal import Journal

QUESTIONS = ("What is a subnet mask?", "How do I write a good prompt?", "What is an IP address?")


def texts(file: Path) -> list[str]:
    with closing(Journal(f"sqlite:///{file}")) as journal:
        return sorted(asked.text for asked in journal.questions())


def test_a_journal_holds_as_many_questions_as_were_wanted_and_the_same_again(tmp_path: Path) -> None:
    first = texts(filled(tmp_path / "first.sqlite", QUESTIONS, 50))
    assert len(first) == 50
    assert texts(filled(tmp_path / "second.sqlite", QUESTIONS, 50)) == first


def test_some_replies_are_voted_down(tmp_path: Path) -> None:
    with closing(Journal(f"sqlite:///{filled(tmp_path / 'a.sqlite', QUESTIONS, 200)}")) as journal:
        votes = journal.votes()
    assert 0 < len(votes) < 50
    assert {vote.rating for vote in votes} == {"down"}


def test_a_question_is_put_in_other_words_that_hold_its_own() -> None:
    chance = random.Random(0)
    put = {varied("What is a subnet mask?", chance) for _ in range(100)}
    assert len(put) > 10
    assert all(len(each) >= len("What is a subnet mask?") for each in put)
