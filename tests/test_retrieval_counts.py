from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from retrieval.counts import counts_of

TERMS = tuple("abcdef")
DOCUMENTS = st.lists(st.lists(st.sampled_from(TERMS), max_size=9), min_size=1, max_size=7)


@given(DOCUMENTS)
@settings(deadline=None, max_examples=150)
def test_terms_are_counted_as_scikit_learn_counts_them(documents: list[list[str]]) -> None:
    peer = CountVectorizer(analyzer=lambda terms: terms, vocabulary=TERMS)
    counts = counts_of(documents, {term: number for number, term in enumerate(TERMS)})
    assert counts.toarray().tolist() == peer.transform(documents).toarray().tolist()
    assert counts.has_sorted_indices
