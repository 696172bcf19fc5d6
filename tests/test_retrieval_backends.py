"""The back end in memory answers as brute force does; tests/postgres holds PostgreSQL to the same."""

import numpy as np
import pytest
from hypothesis import given, settings

from retrieval.postings import Postings, postings
from tests.conformance import CORPORA, Asked, Corpus, Dense, answer, drawn, expected, questions, spoken


def postings_of(corpus: Corpus) -> Postings:
    """The postings as the assistant searches them."""
    terms = np.repeat(np.arange(corpus.terms, dtype=np.int32), np.diff(corpus.ptr))
    order = np.argsort(corpus.ids, kind="stable")
    cells = corpus.ids[order], terms[order], corpus.impacts[order]
    return postings(*cells, (corpus.passages, corpus.terms))


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_the_answers_are_those_of_brute_force(corpus: Corpus) -> None:
    search = postings_of(corpus)
    for asked in questions(corpus):
        assert answer(search, asked) == expected(corpus, asked), asked


@settings(deadline=None)
@given(drawn())
def test_the_answers_to_anything_are_those_of_brute_force(case: tuple[Corpus, list[Asked]]) -> None:
    corpus, several = case
    search = postings_of(corpus)
    for asked in several:
        assert answer(search, asked) == expected(corpus, asked)


def test_a_corpus_of_common_and_rare_words_is_searched_as_by_brute_force() -> None:
    language = spoken(passages=300, questions=5)
    search, simple = postings_of(language.corpus), Dense(language.corpus)
    for asked in language.asked:
        assert answer(search, asked) == answer(simple, asked) == expected(language.corpus, asked)


def test_thousands_of_passages_are_searched_exactly() -> None:
    language = spoken(4_000, 200, powers=(2.0, 1.0))
    search, simple = postings_of(language.corpus), Dense(language.corpus)
    for number, asked in enumerate(language.asked):
        whole = asked._replace(most=(1, 10)[number // 2 % 2])
        assert answer(search, whole) == answer(simple, whole), asked
