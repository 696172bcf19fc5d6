import pytest

from faq.limits import QUESTION_CHARACTERS
from retrieval import Assistant, Correction, Query
from retrieval.query import query_of


def test_a_question_keeps_every_form_that_the_steps_need(waiter: Assistant) -> None:
    assert query_of("May I bring my DOG to the Xylophone?", waiter.index) == Query(
        text="May I bring my DOG to the Xylophone?",
        cut=False,
        typed=("may", "i", "bring", "my", "dog", "to", "the", "xylophone"),
        words=("may", "i", "bring", "my", "dog", "to", "the", "xylophone"),
        said=("~may", "~i", "bring", "~my", "dog", "~to", "~the", "xylophon"),
        terms=("bring", "dog", "xylophon"),
        turning=(),
        unknown=("xylophone",),
        corrections=(),
    )


def test_a_misspelt_word_is_read_as_the_content_writes_it_and_reported(waiter: Assistant) -> None:
    query = query_of("glutn free dough", waiter.index)
    assert query.typed == ("glutn", "free", "dough")
    assert query.words == ("gluten", "free", "dough")
    assert query.said == query.terms == ("gluten", "free", "dough")
    assert (query.corrections, query.unknown) == ((Correction("glutn", "gluten"),), ())


@pytest.mark.parametrize("surplus", [0, 1, 999_500])
def test_a_question_is_cut_at_the_limit_and_says_so(waiter: Assistant, surplus: int) -> None:
    query = query_of("p" * (QUESTION_CHARACTERS + surplus), waiter.index)
    assert (len(query.text), query.cut) == (QUESTION_CHARACTERS, surplus > 0)


@pytest.mark.parametrize(
    "question", ["", "   ", "?!", "the of and", "what is it?", "\U0001f600", "\u200b\ufeff"]
)
def test_a_question_of_stop_words_or_signs_has_no_terms(waiter: Assistant, question: str) -> None:
    query = query_of(question, waiter.index)
    assert (query.terms, query.unknown, query.corrections) == ((), (), ())


def test_words_that_turn_the_question_are_kept_apart(waiter: Assistant) -> None:
    assert query_of("What does a pizza cost?", waiter.index).turning == ("cost",)
    assert query_of("Which pizza is vegan?", waiter.index).turning == ()
