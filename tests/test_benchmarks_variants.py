from dataclasses import replace

import pytest

from benchmarks.sets import EvaluationSet, Question
from benchmarks.variants import GONE, MOVED, fewer, hidden, moved, titled, untold, variants, without
from faq import Content, Passage
from tests.conftest import passage

PASSAGES = (
    passage("hours", "When?", "opening hours", "are you open", "from when", answer="At noon."),
    passage("dog", "May I bring my dog?", "pets", "Rex", "any animals", answer="Yes."),
    passage("wine", "Which wine?", "red or white", "drinks", "the list", answer="Red."),
    passage("wifi", "Wi-Fi?", "internet", "the password", "online", answer="No."),
)
CORPUS = Content(PASSAGES, synonyms=(("dog", "hound"),))
QUESTIONS = (
    Question("when is it open", frozenset(["hours"]), "q1"),
    Question("is Rex welcome", frozenset(["dog"]), "q2"),
    Question("dogs and wine", frozenset(["dog", "wine"]), "q3"),
    Question("wifi code", frozenset(["wifi"]), "q4"),
    Question("xylophones", frozenset(), "q5"),
    Question("do dogs get water", frozenset(["dog"]), "q6"),
)
WHOLE = EvaluationSet("pizzeria", CORPUS, QUESTIONS, (Question("wen", frozenset(["hours"]), "q1"),))


def bare(alternates: int) -> EvaluationSet:
    """The corpus with so many alternates an entry."""
    kept = tuple(replace(p, phrasings=p.phrasings[: alternates + 1]) for p in PASSAGES)
    return replace(WHOLE, content=Content(kept))


def told(evaluation: EvaluationSet) -> list[tuple[str, tuple[str, ...], str]]:
    return [(p.id, p.phrasings, p.text) for p in evaluation.content.passages]


# What each takes away, and what it keeps


@pytest.mark.parametrize(
    "made", [without(WHOLE, 0.5), fewer(WHOLE, 1), moved(WHOLE), untold(WHOLE), titled(WHOLE)]
)
def test_what_a_variant_is_not_about_stays(made: EvaluationSet) -> None:
    assert made.name.startswith("pizzeria: ")
    assert made.name != WHOLE.name
    assert (made.content.synonyms, made.rows, made.misspelt) == (CORPUS.synonyms, WHOLE.rows, ())
    whole = {p.id: p for p in PASSAGES}
    for p in made.content.passages:
        assert replace(p, phrasings=whole[p.id].phrasings, text=whole[p.id].text) == whole[p.id]
    known = {question.id: question for question in QUESTIONS}
    assert all(question.text == known[question.id].text for question in made.questions)


def test_questions_of_entries_that_are_gone_are_out_of_scope() -> None:
    made = without(WHOLE, 0.5)
    kept = {p.id for p in made.content.passages}
    assert len(kept) == 2
    assert [p for p in PASSAGES if p.id in kept] == list(made.content.passages)
    assert [question.passages for question in made.questions] == [q.passages & kept for q in QUESTIONS]
    assert {bool(question.passages) for question in made.questions[:4]} == {True, False}


def test_which_entries_go_is_drawn_with_a_fixed_seed() -> None:
    assert without(WHOLE, 0.5) == without(WHOLE, 0.5)
    assert len({tuple(p.id for p in without(WHOLE, 0.5, seed).content.passages) for seed in range(20)}) > 2


@pytest.mark.parametrize(("share", "left"), [(0.0, 4), (0.24, 4), (0.25, 3), (0.99, 1), (GONE, 3)])
def test_so_large_a_share_goes(share: float, left: int) -> None:
    assert len(without(WHOLE, share).content.passages) == left


def test_an_article_goes_or_stays_as_a_whole() -> None:
    rows = {"dog-1": "dog", "dog-2": "dog", "wine-1": "wine", "wine-2": "wine"}
    sections = tuple(passage(name, f"{name}?", answer="Yes.") for name in rows)
    made = EvaluationSet("a", Content(sections), (Question("q", frozenset(["dog-1", "dog-2"])),), (), rows)
    left = {tuple(p.id for p in without(made, 0.5, seed).content.passages) for seed in range(20)}
    assert left == {("dog-1", "dog-2"), ("wine-1", "wine-2")}


@pytest.mark.parametrize("most", [0, 1, 2, 3, 9])
def test_fewer_keeps_the_heading_and_the_first_alternates(most: int) -> None:
    assert told(fewer(WHOLE, most)) == [(p.id, p.phrasings[: most + 1], p.text) for p in PASSAGES]
    assert fewer(WHOLE, most).questions == QUESTIONS


def test_moved_says_the_alternates_in_the_text() -> None:
    assert told(moved(WHOLE))[1] == ("dog", ("May I bring my dog?",), "pets. Rex. any animals")
    many = passage("many", "Many?", *map(str, range(20)), answer="Yes.")
    ((_, phrasings, text),) = told(moved(replace(WHOLE, content=Content((many,)))))
    assert (phrasings, text.split(". ")) == (("Many?",), [str(number) for number in range(MOVED)])


def test_untold_has_no_texts() -> None:
    assert told(untold(WHOLE)) == [(p.id, p.phrasings, "") for p in PASSAGES]


def test_titled_puts_a_question_of_each_passage_that_has_several_above_it() -> None:
    made = titled(WHOLE)
    headings = {p.id: p.phrasings for p in made.content.passages}
    texts = [question.text for question in QUESTIONS if "dog" in question.passages]
    ((title,),) = (headings["dog"],)
    assert title in texts
    assert {name: headings[name] for name in ("hours", "wine", "wifi")} == {
        p.id: p.phrasings for p in PASSAGES if p.id != "dog"
    }


def test_titled_does_not_ask_what_became_a_heading() -> None:
    for seed in range(10):
        made = titled(WHOLE, seed)
        (title,) = next(p.phrasings for p in made.content.passages if p.id == "dog")
        assert list(made.questions) == [question for question in QUESTIONS if question.text != title]
    assert titled(WHOLE) == titled(WHOLE)


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_hidden_asks_exactly_the_alternates_that_are_gone(most: int) -> None:
    made = hidden(WHOLE, most)
    assert told(made) == told(fewer(WHOLE, most))
    kept = {p.id: set(p.phrasings) for p in made.content.passages}
    gone = [(text, p.id) for p in PASSAGES for text in p.phrasings if text not in kept[p.id]]
    assert len(gone) == 4 * (3 - most)
    assert made.questions == tuple(Question(text, frozenset([name])) for text, name in gone)


# Which are made of what


def names(evaluation: EvaluationSet) -> list[str]:
    return [made.name.removeprefix("pizzeria").removeprefix(": ") for made in variants(evaluation)]


def test_the_set_itself_comes_first_and_unchanged() -> None:
    assert next(variants(WHOLE)) is WHOLE


def test_alternates_are_spared_where_there_are_many() -> None:
    assert names(WHOLE) == [
        *("", "without some entries", "0 alternates", "2 alternates"),
        *("2 alternates: without some entries", "alternates as text"),
    ]
    assert names(bare(2)) == names(WHOLE)


def test_few_alternates_are_left_and_the_texts_go() -> None:
    assert names(bare(1)) == ["", "without some entries", "no texts"]


def test_headings_that_tell_nothing_are_replaced_by_questions() -> None:
    dull = tuple(replace(p, phrasings=("FAQ",)) for p in PASSAGES)
    made = replace(WHOLE, content=Content((*dull, replace(dull[0], id="more"))))
    assert names(made) == ["", "without some entries", "questions as headings"]


def test_no_variant_is_the_set_again() -> None:
    contents: list[tuple[tuple[Passage, ...], tuple[Question, ...]]] = [
        (tuple(made.content.passages), made.questions)
        for evaluation in (WHOLE, bare(1))
        for made in variants(evaluation)
    ]
    assert len(set(contents)) == len(contents) == 9
