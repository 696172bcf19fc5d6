import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content
from retrieval import Assistant
from retrieval.bm25 import ASKED, B
from retrieval.build import index_of
from retrieval.candidates import MOST, candidates
from retrieval.index import Index
from retrieval.postings import Postings
from retrieval.query import query_of
from retrieval.vocabulary import UNITS
from tests.conftest import PIZZERIA, found, passage, pieces

WORDS = sorted({word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})
TYPED = st.lists(st.sampled_from([*WORDS, "xylophone", "delivers", "ovens"]), max_size=9).map(" ".join)


@pytest.fixture(scope="module")
def many() -> Index:
    """More passages than are looked at, about the same few words."""
    said = ("oven", "stone", "wood", "the", "smoke")
    return index_of(
        Content(
            tuple(
                passage(
                    f"p{n}",
                    f"How {said[n % 5]} {said[n % 3]} {n}",
                    answer=" ".join(said[: n % 4]) or "x",
                    language="eo",
                )
                for n in range(3 * MOST)
            )
        )
    )


def impacts(index: Index) -> dict[str, dict[int, int]]:
    """What each term tells of each passage that holds it."""
    assert isinstance(index.postings, Postings)
    return {
        term: dict(zip(places.tolist(), told.tolist(), strict=True))
        for term, (places, told) in zip(index.vocabulary.terms, index.postings.whole(), strict=True)
    }


@pytest.mark.parametrize(
    ("question", "most"),
    [("oven", MOST), ("the stone oven", MOST), ("wood smoke", MOST), ("the the 17", 19), ("17", 1)],
)
def test_the_candidates_are_those_that_adding_up_all_impacts_finds(
    many: Index, question: str, most: int
) -> None:
    told, scores = impacts(many), dict.fromkeys(range(len(many.passages)), 0)
    for term in dict.fromkeys(question.split()):
        weight = max(1, round(float(many.vocabulary.odds[many.vocabulary.numbers[term]]) * UNITS))
        for number, impact in told[term].items():
            scores[number] += impact * weight
    best = sorted((number for number in scores if scores[number]), key=lambda n: (-scores[n], n))
    assert found(question, many).passages.tolist() == best[:MOST]
    assert len(best[:MOST]) == most


def test_a_passage_asked_for_in_its_own_words_is_a_candidate_however_many_are_better() -> None:
    loud = [passage(f"p{n}", "pizza", "pizza dough", answer="pizza pizza", language="eo") for n in range(99)]
    own = passage("own", "Pizza? Dough!", answer=" ".join(f"word{n}" for n in range(400)), language="eo")
    index = index_of(Content((*loud, own)))
    found_for = {question: found(question, index) for question in ("dough pizza", "pizza dough")}
    assert 99 not in found_for["dough pizza"].passages
    told = found_for["pizza dough"]
    assert sorted(told.passages.tolist()) == list(range(100))
    assert told.alike.all()


@pytest.mark.parametrize("question", ["", "?", "xylophone", "qqqq zzzz"])
def test_what_shares_no_word_with_the_content_has_no_candidates(waiter: Assistant, question: str) -> None:
    assert candidates(query_of(question, waiter.index), waiter.index) is None


@given(TYPED)
@settings(deadline=None, max_examples=80)
def test_the_question_s_words_are_counted_wherever_the_candidates_say_them(
    waiter: Assistant, typed: str
) -> None:
    index, told = waiter.index, found(f"pizza {typed}", waiter.index)
    terms = [index.vocabulary.terms[number] for number in told.asked.known.numbers]
    slots = [index.vocabulary.terms[number] for number in told.asked.slots]
    assert (
        slots[: len(terms)] == terms == [t for t in dict.fromkeys(told.query.said) if t in index.vocabulary]
    )
    read = pieces(index)
    own = [read[number] for number in told.passages]
    asked = [[term for phrasing in each[:-1] for term in phrasing] for each in own]
    whole = [[*every, *each[-1]] for every, each in zip(asked, own, strict=True)]
    assert told.phrasings.tolist() == [[p.count(t) for t in terms] for each in own for p in each[:-1]]
    assert told.begins.tolist() == [sum(len(each) - 1 for each in own[:place]) for place in range(len(own))]
    assert told.whole.tolist() == [[each.count(term) for term in terms] for each in whole]
    assert told.forms.tolist() == [
        [[slot in each for slot in slots] for each in some] for some in (whole, asked)
    ]


@given(TYPED)
@settings(deadline=None, max_examples=40)
def test_counts_are_weighed_by_where_they_stand_and_how_long_it_is(waiter: Assistant, typed: str) -> None:
    index, told = waiter.index, found(f"pizza {typed}", waiter.index)
    terms = [index.vocabulary.terms[number] for number in told.asked.known.numbers]
    read = pieces(index)
    asked = [[term for phrasing in own[:-1] for term in phrasing] for own in read]
    usual_asked = sum(map(len, asked)) / len(read)
    usual_text = sum(len(own[-1]) for own in read) / len(read)
    for place, number in enumerate(told.passages):
        above, text = asked[number], read[number][-1]
        of_asked = [above.count(t) / (1 - B + B * len(above) / usual_asked) for t in terms]
        of_text = [text.count(t) / (1 - B + B * len(text) / usual_text) for t in terms]
        both = [ASKED * one + other for one, other in zip(of_asked, of_text, strict=True)]
        assert told.earned_asked[place].tolist() == pytest.approx(of_asked, rel=1e-5)
        assert told.earned[place].tolist() == pytest.approx(both, rel=1e-5)
