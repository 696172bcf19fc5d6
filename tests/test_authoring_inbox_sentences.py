import pytest

from authoring.comparing.difference import Change, Diff, Group
from authoring.comparing.questions import Question
from authoring.comparing.told import Told
from authoring.inbox.preview import Heard, Preview
from authoring.inbox.sentences import KINDS, MOST, sentences
from authoring.records import Finding
from faq import Source

ANSWER, NONE = Told("answer", 1.0, ("a",)), Told("abstain", 0.1, ("a",))
OFFER, TALK = Told("suggest", 0.41, ("b", "a")), Told("abstain", 0.0, (), "hello")
TITLES = (("a", "Is there cake?"),)


def changed(group: Group, number: int = 0) -> Change:
    return Change(Question(f"q{number}"), group, ANSWER, NONE, None)


def test_the_sentences_say_it_plainly() -> None:
    heard = (Heard("cake", NONE, ANSWER), Heard("tart", OFFER, OFFER), Heard("hi", TALK, NONE))
    finding = Finding("error", "link", Source("faq/entries/a.md", 3), "a link leads nowhere", "correct it")
    changes = (changed("worse"), Change(Question("cake"), "new answer", NONE, ANSWER, None))
    assert sentences(Preview(heard, (finding,), Diff(1203, changes), TITLES)) == (
        "“cake”: until now, there is no answer; afterwards, the answer is “Is there cake?” (99% sure).",
        "“tart”: as before, the first of several offers is “b” (41% sure).",
        "“hi”: until now, it is taken for small talk; afterwards, there is no answer.",
        "1,200 other questions were tried, those with a known answer and every way to ask: 1 reply changes.",
        "1 question with a known answer gets worse:",
        "“q0”: until now, the answer is “Is there cake?” (99% sure); afterwards, there is no answer.",
        "faq/entries/a.md, line 3: a link leads nowhere. To mend it: correct it.",
    )


def test_where_nothing_changes_one_sentence_says_so() -> None:
    assert sentences(Preview((), (), Diff(12), ())) == (
        "12 other questions were tried, those with a known answer and every way to ask: "
        "every reply stays as it is.",
        "The checks find nothing wrong with it.",
    )
    assert sentences(Preview((), (), Diff(), ())) == ("The checks find nothing wrong with it.",)


def test_a_reply_that_reads_the_same_beside_other_entries_says_so() -> None:
    other = Told("abstain", 0.1, ("b",))
    changes = (
        Change(Question("soup"), "changed", NONE, other, None),
        Change(Question("cake"), "answer edited", ANSWER, ANSWER, None),
    )
    told = sentences(Preview((), (), Diff(9, changes), TITLES))
    assert "“soup”: as before, there is no answer, beside other entries." in told
    assert "“cake”: as before, the answer is “Is there cake?” (99% sure)." in told


def test_long_lists_are_cut_and_counted() -> None:
    changes = tuple(changed("changed answer", number) for number in range(MOST + 2))
    told = sentences(Preview((), (), Diff(99, changes), TITLES))
    assert told[1] == "12 questions get another reply:"
    assert (told[MOST + 1][:5], told[MOST + 2]) == ("“q9”:", "And 2 more.")


@pytest.mark.parametrize("group", KINDS)
def test_every_kind_of_change_is_told(group: Group) -> None:
    assert KINDS[group][0] in sentences(Preview((), (), Diff(9, (changed(group),)), TITLES))[1]
