from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Assistant
from retrieval.text import STOP
from tests.conftest import PIZZERIA, found

SAID = sorted({word for p in PIZZERIA for said in (*p.phrasings, p.text) for word in said.split()})


@given(st.lists(st.sampled_from([*SAID, "glutn", "xylophone", "pizza"]), max_size=8).map(" ".join))
@settings(deadline=None, max_examples=80)
def test_the_words_that_count_are_those_with_a_meaning_that_the_content_knows(
    waiter: Assistant, typed: str
) -> None:
    index, asked = waiter.index, found(f"pizza {typed}", waiter.index).asked
    query, terms = asked.query, index.vocabulary.terms
    told = [(word, index.analyser.term(word)) for word in dict.fromkeys(query.words)]
    expected = [(word, term) for word, term in told if term in index.vocabulary and term[0] != STOP]
    assert [(word, terms[asked.known.numbers[slot]]) for word, slot in asked.heard] == expected
