from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Passage
from retrieval.analysis import Analysed, analysed
from retrieval.text import STOP, Analyser, meaningful, sentences, words
from tests.conftest import PIZZERIA, passage

ENGLISH = Analyser("en")
GROUPS = (("calzone", "folded pizza"), ("hours", "times"))
SAID = st.lists(
    st.sampled_from(["the", "Pizza", "pizzas", "folded", "oven", "is", "hot.", "Yes!", "\n", "…", "times;"]),
    max_size=8,
).map(" ".join)
PASSAGES = st.lists(
    st.builds(
        lambda asked, text, tags, title: replace(
            PIZZERIA[0], phrasings=tuple(asked), text=text, tags=tuple(tags), article_title=title
        ),
        st.lists(SAID, min_size=1, max_size=3),
        SAID,
        st.lists(SAID, max_size=2),
        SAID,
    ),
    min_size=1,
    max_size=5,
)


def spelt(told: Analysed) -> list[list[str]]:
    """The terms of each piece, `|` between two sentences."""
    names = (*told.vocabulary, "|")
    return [[names[term] for term in told.terms[slice(*ends)]] for ends in pairwise(told.ptr)]


def one(**changes: object) -> list[str]:
    """The terms of a passage's text."""
    plain = replace(PIZZERIA[0], phrasings=("x",), text="", tags=(), article_title="")
    return spelt(analysed([replace(plain, **changes)], ENGLISH))[-1]  # type: ignore[arg-type]


def obvious(asked: Passage, analyser: Analyser) -> list[list[str]]:
    """The pieces of a passage, one after another."""
    above = [term for said in (asked.article_title, *asked.tags) for term in analyser.every(words(said))]
    told = [[term] for term in above] + [analyser.every(words(said)) for said in sentences(asked.text)]
    text: list[str] = []
    for piece in filter(None, told):
        text += ["|", *piece] if text else piece
    return [*(analyser.every(words(said)) for said in asked.phrasings), text]


@given(PASSAGES, st.sampled_from([ENGLISH, Analyser("en", GROUPS), Analyser("eo")]))
@settings(deadline=None, max_examples=150)
def test_every_phrasing_and_every_text_is_a_piece_of_terms_in_their_order(
    passages: list[Passage], analyser: Analyser
) -> None:
    told = analysed(passages, analyser)
    assert spelt(told) == [piece for p in passages for piece in obvious(p, analyser)]
    assert told.first.tolist() == np.cumsum([0, *(len(p.phrasings) for p in passages)]).tolist()
    asked = [words(phrasing) for p in passages for phrasing in p.phrasings]
    assert told.wordings == tuple(map(" ".join, asked))
    assert told.sorted_terms == tuple(
        " ".join(sorted(meaningful(analyser.every(folded)))) for folded in asked
    )


@given(PASSAGES)
@settings(deadline=None, max_examples=100)
def test_the_vocabulary_is_every_term_once_those_of_stop_words_first(passages: list[Passage]) -> None:
    told = analysed(passages, ENGLISH)
    every = {term for p in passages for piece in obvious(p, ENGLISH) for term in piece} - {"|"}
    stop = sorted(term for term in every if term.startswith(STOP))
    assert told.vocabulary == (*stop, *sorted(every - set(stop)))
    assert told.stop == len(stop)


@given(PASSAGES)
@settings(deadline=None, max_examples=100)
def test_words_are_counted_once_for_each_passage(passages: list[Passage]) -> None:
    held = [
        {word for said in (*p.phrasings, p.article_title, *p.tags, p.text) for word in words(said)}
        for p in passages
    ]
    assert analysed(passages, ENGLISH).words == {
        word: sum(word in own for own in held) for word in set().union(*held)
    }


def test_two_sentences_are_kept_apart() -> None:
    assert one(text="The oven is hot. It burns\nbeech") == [
        *("~the", "oven", "~is", "hot", "|", "~it", "burn", "|", "beech"),
    ]


def test_a_sentence_without_words_leaves_no_gap() -> None:
    assert one(text="…! Hot. ?! … Oven. !") == ["hot", "|", "oven"]


def test_titles_and_tags_are_words_without_neighbours() -> None:
    told = one(article_title="Stone oven", tags=("beech wood", "smoke"), text="Hot stones")
    assert told == ["stone", "|", "oven", "|", "beech", "|", "wood", "|", "smoke", "|", "hot", "stone"]


def test_a_synonym_of_several_words_stands_behind_them() -> None:
    asked = passage("folded", "Is a folded pizza hot?", answer="Folded pizzas are. Pizza folded is not.")
    told = spelt(analysed([asked], Analyser("en", GROUPS)))
    assert told == [
        ["~is", "~a", "fold", "pizza", "=calzone", "hot"],
        ["fold", "pizza", "=calzone", "~are", "|", "pizza", "fold", "~is", "~not"],
    ]


def test_content_without_a_word_is_pieces_without_terms() -> None:
    told = analysed([replace(PIZZERIA[0], phrasings=("?", "!"), text="…")], ENGLISH)
    assert (told.vocabulary, told.stop, told.words) == ((), 0, {})
    assert (told.terms.tolist(), told.ptr.tolist(), told.first.tolist()) == ([], [0, 0, 0, 0], [0, 2])
    assert (told.wordings, told.sorted_terms) == (("", ""), ("", ""))


def test_what_one_analyser_read_is_not_taken_for_what_another_reads() -> None:
    asked = passage("ovens", "Which ovens?", answer="The ovens.")
    read = [spelt(analysed([asked], Analyser(code)))[0] for code in ("en", "eo", "en")]
    assert read == [["~which", "oven"], ["which", "ovens"], ["~which", "oven"]]
