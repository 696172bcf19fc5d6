"""What every database must do: collected where a fixture `url` gives one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, inspect

from journal import Asked, Count, Decision, Journal, Keeping, Outcome, Vote, alike, reading
from journal.batch import Batch
from journal.database import Database
from journal.writes import of_asked, of_vote
from tests.journal.records import ANSWERED, ASKED, BACK, DECISION, KEY, UP, VOTE, Model

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
WAIT_SECONDS = 30
COLUMNS = {
    "journal_attempts": "name failed until",
    "journal_counts": "day outcome passage hash tenths questions",
    "journal_decisions": "alike kind passage time text",
    "journal_questions": "conversation answer time outcome passage hash confidence text alike corrections",
    "journal_version": "version",
    "journal_writers": "writer batch day",
    "votes": "conversation answer time outcome passage hash confidence rating comment",
}
"""All that there is a place for."""
Opened = Callable[..., Journal]
_names = (f"n{number}" for number in count())


@pytest.fixture
def opened(url: str) -> Iterator[Opened]:
    """Opens journals of the same database, as several processes would."""
    journals: list[Journal] = []

    def made(keeping: Keeping = "needed", at_least: int = 1, now: datetime = NOW) -> Journal:
        journals.append(Journal(url, keeping, at_least=at_least, wait_seconds=WAIT_SECONDS, now=lambda: now))
        return journals[-1]

    yield made
    for journal in journals:
        journal.close()


@pytest.fixture
def open_once(opened: Opened) -> Opened:
    """The same, with one journal for each setting."""
    return cache(opened)


def told(journal: Journal, *asked: Asked) -> Journal:
    """The journal, with questions that are kept by now."""
    for each in asked:
        journal.asked(each)
    assert journal.flush(WAIT_SECONDS)
    return journal


def test_questions_that_nobody_waits_for_are_written_together(opened: Opened) -> None:
    journal = told(opened(), *(replace(ASKED, answer=f"a{number}") for number in range(100)))
    assert len(journal.questions()) == 100
    assert journal._writer._number <= 3


def test_a_vote_takes_the_questions_before_it_along(opened: Opened) -> None:
    journal = told(opened())
    journal.asked(ASKED)
    assert journal.voted(VOTE) == "kept"
    assert [each.answer for each in journal.questions()] == [ASKED.answer]


def test_an_unanswered_question_is_kept_and_read_back_whole(opened: Opened) -> None:
    journal = told(opened(), ASKED)
    assert (journal.questions(), opened().questions()) == ((ASKED,), (ASKED,))


def test_an_answered_question_is_only_counted(opened: Opened) -> None:
    journal = told(opened(), ANSWERED, replace(ANSWERED, answer="a2"))
    expected = Count(day="2026-11-22", outcome="answer", passage="osi", hash="0f", tenths=9, questions=2)
    assert (journal.questions(), journal.counts()) == ((), (expected,))


@pytest.mark.parametrize("outcome", ["answer", "chosen", "smalltalk", "suggest", "abstain"])
def test_every_text_is_kept_only_if_that_is_asked_for(opened: Opened, outcome: Outcome) -> None:
    asked = replace(ASKED, outcome=outcome)
    assert told(opened("off"), asked).questions() == ()
    assert bool(told(opened("needed"), asked).questions()) == (outcome in ("suggest", "abstain"))
    assert told(opened("all"), asked).questions() == (asked,)


def test_where_nothing_is_kept_of_questions_nothing_is_counted_and_votes_are_still(opened: Opened) -> None:
    journal = told(opened("off"), ASKED)
    assert journal.voted(VOTE, ANSWERED) == "kept"
    assert (journal.questions(), journal.counts()) == ((), ())
    assert journal.votes() == (replace(VOTE, comment=""),)


def test_a_vote_against_an_answer_brings_its_text_and_takes_it_away_again(opened: Opened) -> None:
    journal = told(opened(), ANSWERED)
    assert journal.voted(VOTE, ANSWERED) == "kept"
    assert (journal.votes(), journal.questions()) == ((VOTE,), (ANSWERED,))
    assert journal.voted(BACK, ANSWERED) == "kept"
    assert (journal.votes(), journal.questions()) == ((), ())


def test_a_changed_mind_takes_the_text_and_the_comment_away(opened: Opened) -> None:
    journal = opened()
    journal.voted(VOTE, ANSWERED)
    journal.voted(replace(UP, comment="not to be kept"), ANSWERED)
    assert (journal.votes(), journal.questions()) == ((UP,), ())


def test_a_vote_taken_back_leaves_the_text_of_what_was_not_answered(opened: Opened) -> None:
    journal = told(opened(), ASKED)
    journal.voted(VOTE, ASKED)
    journal.voted(BACK, ASKED)
    assert journal.questions() == (ASKED,)


def test_the_same_vote_again_changes_nothing(opened: Opened) -> None:
    journal = told(opened(), ANSWERED)
    assert {journal.voted(VOTE, ANSWERED) for _ in range(20)} == {"kept"}
    assert (journal.votes(), journal.questions()) == ((VOTE,), (ANSWERED,))
    assert sum(count.questions for count in journal.counts()) == 1


def test_a_text_is_kept_under_the_names_of_its_vote(opened: Opened) -> None:
    journal = opened()
    journal.voted(VOTE, replace(ANSWERED, conversation="another", answer="another"))
    assert journal.questions() == (ANSWERED,)


def test_the_last_decision_stands_and_can_be_taken_back(opened: Opened) -> None:
    journal = opened()
    other = replace(DECISION, kind="outside", passage="")
    assert [journal.decided(DECISION), journal.decided(other)] == ["kept", "kept"]
    assert journal.decisions() == (other,)
    journal.decided(replace(DECISION, kind=None))
    assert journal.decisions() == ()


def test_the_text_of_a_decision_is_read_if_enough_conversations_asked_alike(opened: Opened, url: str) -> None:
    journal = told(opened(), ASKED, replace(ASKED, conversation="c2"))
    journal.decided(DECISION)
    database = Database(url)
    read = [
        database.read(lambda found, least=least: reading.decisions(found, None, None, least))  # type: ignore[misc]
        for least in (1, 2, 3)
    ]
    database.close()
    assert read == [(DECISION,), (DECISION,), (replace(DECISION, text=""),)]


def test_there_is_no_place_for_anything_else(opened: Opened, url: str) -> None:
    told(opened())
    engine = create_engine(url)
    tables = inspect(engine)
    found = {
        name: " ".join(column["name"] for column in tables.get_columns(name))
        for name in tables.get_table_names()
    }
    engine.dispose()
    assert found == COLUMNS


def test_personal_data_is_replaced_and_times_are_rounded(opened: Opened) -> None:
    journal = opened()
    asked = replace(
        ASKED,
        time="2026-11-22T17:29Z",
        text="I am jo@example.org",
        corrections="jo@example.rog -> jo@example.org",
    )
    told(journal, asked)
    journal.voted(replace(VOTE, answer="a2", comment="Call +49 151 2345678"), replace(ANSWERED, answer="a2"))
    journal.decided(replace(DECISION, text="jo@example.org asks"))
    first = next(each for each in journal.questions() if each.answer == ASKED.answer)
    assert (first.text, first.corrections) == ("I am [email]", "[email] -> [email]")
    assert first.time.endswith(":00Z")
    assert journal.votes()[0].comment == "Call [phone]"
    assert journal.decisions()[0].text == "[email] asks"


def test_words_in_the_place_of_a_key_are_not_kept(opened: Opened) -> None:
    journal = told(opened(), replace(ASKED, alike="call jo"), replace(ASKED, answer="a2", alike=""))
    assert [each.alike for each in journal.questions()] == [
        alike(["jo", "call"]),
        alike(["who", "are", "you"]),
    ]


def asked_by(conversation: str, key: str = KEY, text: str = ASKED.text) -> Asked:
    return replace(ASKED, conversation=conversation, alike=alike([key]), text=text)


def test_a_text_is_given_out_only_if_enough_conversations_asked_alike(opened: Opened) -> None:
    rare, same, common = asked_by("c1", "rare"), asked_by("c1", "same"), asked_by("c1", "common")
    again = [replace(same, answer=f"a{number}") for number in range(2, 9)]
    others = [asked_by(f"c{number}", "common") for number in (2, 3)]
    told(opened(), *(replace(each, answer=each.alike) for each in (rare, same, common)), *again, *others)
    shown = [{each.alike for each in opened(at_least=least).questions()} for least in (1, 2, 3, 4)]
    two = {alike(["common"])}
    assert shown == [{alike([key]) for key in ("rare", "same", "common")}, two, two, set()]


def test_a_comment_is_given_out_only_if_enough_conversations_asked_alike(opened: Opened) -> None:
    journal = opened()
    for number in (1, 2):
        vote = replace(VOTE, conversation=f"c{number}")
        journal.voted(vote, replace(ANSWERED, conversation=vote.conversation))
    assert [vote.comment for vote in opened(at_least=2).votes()] == [VOTE.comment] * 2
    assert [vote.comment for vote in opened(at_least=3).votes()] == ["", ""]
    assert [group.comments for group in opened(at_least=2).groups()] == [(VOTE.comment,) * 2]
    assert [group.comments for group in opened(at_least=2).needed(9).groups] == [(VOTE.comment,) * 2]
    assert opened(at_least=3).needed(9).groups == ()


def test_a_vote_for_an_answer_is_none_against_it(opened: Opened) -> None:
    journal = told(opened("all"), ANSWERED)
    journal.voted(UP, ANSWERED)
    assert [group.down for group in journal.groups()] == [0]
    assert journal.needed(9).groups == ()
    journal.voted(VOTE, ANSWERED)
    assert [group.down for group in journal.needed(9).groups] == [1]


def test_a_comment_without_its_question_is_given_out_only_to_all(opened: Opened) -> None:
    opened().voted(VOTE)
    assert [opened(at_least=least).votes()[0].comment for least in (1, 2)] == [VOTE.comment, ""]


def test_what_is_read_lies_between_two_hours(opened: Opened) -> None:
    hours = [f"2026-11-22T{hour:02}:00Z" for hour in (15, 16, 17)]
    journal = told(opened(), *(replace(ASKED, time=hour, answer=hour) for hour in hours))
    for hour in hours:
        journal.voted(replace(UP, time=hour, answer=hour))
    since, until = NOW - timedelta(hours=1), NOW
    assert [each.time for each in journal.questions(since, until)] == hours[1:2]
    assert [each.time for each in journal.votes(since, until)] == hours[1:2]
    assert [each.time for each in journal.questions(since)] == hours[1:]
    assert [each.time for each in journal.questions(until=until)] == hours[:2]


def test_counts_are_read_by_whole_days(opened: Opened) -> None:
    days = [f"2026-11-{day}" for day in (20, 21, 22)]
    journal = told(opened(), *(replace(ANSWERED, time=f"{day}T17:00Z") for day in days))
    day = timedelta(days=1)
    assert [count.day for count in journal.counts(NOW - day, NOW - day)] == days[1:2]
    midnight = NOW.replace(hour=0, minute=0)
    assert [count.day for count in journal.counts(until=midnight)] == days[:2]


def test_a_batch_that_was_written_is_not_written_again(url: str) -> None:
    database = Database(url)
    first = Batch("w", 1, "2026-11-22", of_asked(ANSWERED, "needed"))
    second = replace(first, number=2)
    for batches in ([first], [first, second], [second], [first]):
        database.write(batches)
    journal = Journal(url, now=lambda: NOW)
    assert [count.questions for count in journal.counts()] == [2]
    journal.close()
    database.close()


def test_one_transaction_holds_a_vote_its_change_and_its_return(url: str) -> None:
    said = [VOTE, UP, VOTE, BACK, UP, UP]
    writes = tuple(write for vote in said for write in of_vote(vote, ANSWERED, "needed"))
    database = Database(url)
    database.write([Batch("w", 1, "2026-11-22", writes)])
    journal = Journal(url, now=lambda: NOW)
    assert (journal.votes(), journal.questions()) == ((UP,), ())
    journal.close()
    database.close()


words = some.text(max_size=40) | some.sampled_from(["a\0b", "\ud800", "jo@example.org", "=1+1"])
steps = some.lists(
    some.tuples(
        some.sampled_from(["ask", "up", "down", "back"]),
        some.sampled_from("ab"),
        some.sampled_from("xy"),
        some.sampled_from(["answer", "suggest", "abstain", "chosen", "smalltalk"]),
        some.floats(0, 1),
        words,
    ),
    max_size=12,
)
quiet = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quiet
@given(some.sampled_from(["off", "needed", "all"]), steps)
def test_it_holds_what_a_plain_model_holds(open_once: Opened, keeping: Keeping, said: list[tuple]) -> None:  # type: ignore[type-arg]
    journal, model, name = open_once(keeping), Model(keeping), next(_names)
    for verb, conversation, answer, outcome, confidence, text in said:
        asked = replace(
            ASKED, conversation=name + conversation, answer=answer, outcome=outcome, confidence=confidence,
            passage=name, text=text, corrections=text,
        )  # fmt: skip
        if verb == "ask":
            journal.asked(asked)
            model.asked(asked)
        else:
            vote = replace(
                VOTE, conversation=asked.conversation, answer=answer, comment=text,
                rating=None if verb == "back" else verb,
            )  # fmt: skip
            assert journal.voted(vote, asked) == "kept"
            model.voted(vote, asked)
    assert journal.flush(WAIT_SECONDS)
    mine = [each for each in journal.questions() if each.conversation.startswith(name)]
    assert tuple(mine) == model.questions()
    assert tuple(v for v in journal.votes() if v.conversation.startswith(name)) == model.votes()
    assert tuple(c for c in journal.counts() if c.passage == name) == model.counts()


@quiet
@given(words, words, words, some.floats())
def test_no_text_of_any_characters_stops_anything(
    open_once: Opened, text: str, name: str, comment: str, confidence: float
) -> None:
    journal, conversation = open_once("all"), next(_names)
    asked = replace(
        ASKED, conversation=conversation, answer=name, time=name, passage=name, hash=name, alike=name,
        text=text, confidence=confidence,
    )  # fmt: skip
    vote = replace(
        VOTE, conversation=conversation, answer=name, time=name, passage=name, hash=name, comment=comment,
        confidence=confidence,
    )  # fmt: skip
    journal.asked(asked)
    assert journal.voted(vote, asked) == "kept"
    assert journal.decided(Decision(alike=name, kind="added", passage=name, time=name, text=text)) == "kept"
    assert [each.conversation for each in journal.votes() if each.conversation == conversation] == [
        conversation
    ]
    assert [each.conversation for each in journal.questions() if each.conversation == conversation]


def test_every_record_is_a_row(opened: Opened) -> None:
    for record, table in ((Asked, "journal_questions"), (Vote, "votes"), (Decision, "journal_decisions")):
        assert {field.name for field in fields(record)} == set(COLUMNS[table].split())
