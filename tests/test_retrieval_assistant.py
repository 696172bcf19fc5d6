import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content, Entry, Fields, Source
from faq.limits import QUESTION_CHARACTERS
from faq.load import passage_of
from retrieval import Assistant, Hit, Reply
from retrieval.assistant import MOST_HITS
from retrieval.build import index_of
from retrieval.calibration import Calibration
from retrieval.logit import Logit
from retrieval.risk import Threshold
from retrieval.signals import SIGNALS
from retrieval.weights import Weight, Weights
from tests.conftest import PIZZERIA, passage, pizzeria

NAUGHTY = [
    json.loads(line)
    for line in (Path(__file__).parent / "fixtures" / "naughty.jsonl").read_text("utf-8").splitlines()
]
WORDS = sorted(
    {word for asked in PIZZERIA for text in (*asked.phrasings, asked.text) for word in text.split()}
)
TYPED = st.one_of(
    st.text(st.characters(codec=None), max_size=120),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "", "\n", "\0", "\ud800", "é", "/24"])).map("".join),
)
SURE = Weights(
    "a test",
    {"bm25": Weight(1.0, 0.0, 0.0)},
    in_scope=Logit(9.0, {}),
    first=Logit(9.0, {}),
    thresholds=(Threshold(0.1, 0.5, 10, 10, 1),),
    suggest=0.2,
)
"""Weights that answer whatever shares a word."""
HOSTILE = {
    "a hundred thousand combining marks": "a" + "\u0301" * 100_000,
    "a hundred thousand different marks": "a" + "\u0316\u0301\u0489\u20dd" * 25_000,
    "a million letters": "a" * 1_000_000,
    "a million words": "pizza " * 1_000_000,
    "a million brackets": "(" * 1_000_000,
    "a million spaces": " " * 1_000_000,
    "a million ligatures that unfold": "\ufdfa" * 1_000_000,
    "a million digits": "1," * 500_000,
    "a million apostrophes": "'s" * 500_000,
    "a million lone surrogates": "\udc80" * 1_000_000,
    "ideographs": "\u7f51" * 1_000_000,
}


def sound(reply: Reply, assistant: Assistant) -> None:
    """What holds of every reply, whatever was asked."""
    assert 0.0 <= reply.confidence <= 1.0
    assert reply.answered == (reply.best is not None) == (reply.outcome == "answer")
    assert len(reply.query.text) <= QUESTION_CHARACTERS
    assert [hit.rank for hit in reply.hits] == list(range(1, len(reply.hits) + 1))
    assert len(reply.hits) <= MOST_HITS
    assert len({hit.passage.id for hit in reply.hits}) == len(reply.hits)
    for hit in reply.hits:
        credible(hit, reply, assistant)


def credible(hit: Hit, reply: Reply, assistant: Assistant) -> None:
    """What holds of every hit: it is of the corpus, and its receipt is true."""
    assert assistant.passage(hit.passage.id) is hit.passage
    assert str(hit.passage.source).endswith(f":{hit.passage.source.line}")
    assert hit.phrasing in hit.passage.phrasings
    assert set(hit.matched) <= set(reply.query.words)
    assert all(sentence in hit.passage.answer for sentence in hit.evidence)
    assert hit.passage.article or not hit.evidence
    assert [name for name, _ in hit.signals] == list(SIGNALS)
    assert all(0.0 <= value <= 1.0 for _, value in hit.signals)


@given(TYPED)
@settings(deadline=None, max_examples=250)
def test_any_text_gets_a_sound_reply_and_always_the_same(waiter: Assistant, typed: str) -> None:
    reply = waiter.ask(typed)
    sound(reply, waiter)
    assert waiter.ask(typed) == reply


@pytest.mark.parametrize("typed", NAUGHTY, ids=ascii)
def test_naughty_strings_get_a_sound_reply(shipped: Assistant, typed: str) -> None:
    for question in (typed, f"{typed} {typed}", f'"{typed}"', f"subnet mask\n{typed}", f"{typed}\0"):
        sound(shipped.ask(question), shipped)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_text_is_cut_before_anything_else_is_done_to_it(waiter: Assistant, name: str) -> None:
    reply = waiter.ask(HOSTILE[name])
    sound(reply, waiter)
    assert reply.query.text == HOSTILE[name][:QUESTION_CHARACTERS]
    assert reply.query.cut
    cut = waiter.ask(HOSTILE[name][:QUESTION_CHARACTERS])
    assert (reply.hits, reply.confidence) == (cut.hits, cut.confidence)


def test_every_assigned_character_alone_and_within_a_word_is_a_question(waiter: Assistant) -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    letters = [*random.Random(7).sample(every, 1_500), *every[:0x500]]
    for start in range(0, len(letters), 60):
        sound(waiter.ask(" ".join(letters[start : start + 60])), waiter)
        sound(waiter.ask("piz".join(letters[start : start + 60])), waiter)


@pytest.mark.parametrize("asked", PIZZERIA, ids=[asked.id for asked in PIZZERIA])
def test_a_passage_is_found_by_its_own_questions(waiter: Assistant, asked: object) -> None:
    place = next(p for p in PIZZERIA if p is asked)
    found = [waiter.ask(phrasing).hits[0].passage.id for phrasing in place.phrasings]
    assert found == [place.id] * len(place.phrasings)


def test_an_authors_own_words_come_first_whatever_the_weights(waiter: Assistant) -> None:
    blind = replace(waiter, weights=replace(SURE, score={}))
    asked = [(p.id, phrasing.upper()) for p in PIZZERIA for phrasing in p.phrasings]
    assert [(blind.ask(typed).hits[0].passage.id, typed) for _, typed in asked] == asked


def test_the_joke_is_answered_with_its_receipt(waiter: Assistant) -> None:
    reply = waiter.ask("does PINEAPPLE really belong on a pizza??")
    assert reply.best is not None
    assert reply.best.passage.answer == "Ask the cook. Then run."
    assert str(reply.best.passage.source) == "entries/pizzeria.md:8"
    assert reply.best.phrasing == "Does pineapple belong on pizza?"
    assert reply.best.matched == ("pineapple", "belong", "pizza")


@pytest.mark.parametrize("question", ["", " ", "?", "\U0001f600\U0001f600", "\u7f51\u7edc"])
def test_what_holds_no_word_of_the_content_gets_no_hit(waiter: Assistant, question: str) -> None:
    reply = waiter.ask(question)
    assert (reply.outcome, reply.confidence, reply.hits, reply.smalltalk) == ("abstain", 0.0, (), None)


@pytest.mark.parametrize(
    "question", ["what is the of and", "how do I do it?", "the", "is it", "why is it so"]
)
def test_grammar_words_alone_find_what_shares_them_and_are_not_answered(
    shipped: Assistant, question: str
) -> None:
    reply = shipped.ask(question)
    assert (reply.query.terms, reply.outcome) == ((), "abstain")
    assert reply.hits


def test_a_question_of_everyday_words_finds_the_passage_that_asks_in_them(waiter: Assistant) -> None:
    passages = (
        passage("why", "Why is it so?", answer="Because the oven was lit."),
        passage("who", "Who are you?", answer="The cook."),
    )
    assistant = replace(waiter, index=index_of(Content(passages)))
    assert [assistant.ask(q).hits[0].passage.id for q in ("so why is it", "who you are")] == ["why", "who"]


def test_an_index_that_was_taught_its_own_thresholds_answers_by_them(waiter: Assistant) -> None:
    own = (Threshold(0.1, 0.9, 60, 20, 2), Threshold(0.2, 0.7, 60, 30, 6))
    taught = Calibration(0.0, 1.0, {}, own, suggest=0.4, questions=60, why="a test")
    calibrated = replace(waiter.index, calibration=taught)
    plain, own_way = (
        replace(waiter, index=index, weights=SURE, risk=0.15) for index in (waiter.index, calibrated)
    )
    assert (plain.usual.answer_threshold, plain.usual.suggest_threshold) == (0.5, SURE.suggest)
    assert (own_way.usual.answer_threshold, own_way.usual.suggest_threshold) == pytest.approx((0.8, 0.4))
    untaught = replace(calibrated, calibration=replace(taught, questions=0))
    assert replace(own_way, index=untaught).usual.suggest_threshold == SURE.suggest


@given(
    order=st.permutations(range(len(PIZZERIA))),
    typed=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
)
@settings(deadline=None, max_examples=12)
def test_shuffling_the_corpus_changes_no_score(order: list[int], typed: list[str]) -> None:
    passages = pizzeria("eo")
    plain = Assistant(index_of(Content(passages)))
    shuffled = Assistant(index_of(Content(tuple(passages[place] for place in order))))
    first, second = (assistant.ask(" ".join(typed)) for assistant in (plain, shuffled))
    scores = [sorted(hit.score for hit in reply.hits) for reply in (first, second)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-4)
    assert first.confidence == pytest.approx(second.confidence, abs=1e-4)
    clear = {hit.passage.id: hit.score for hit in first.hits}
    for hit in second.hits:
        assert clear.get(hit.passage.id, min(scores[0])) == pytest.approx(hit.score, abs=1e-4)


def test_equal_passages_keep_the_order_of_the_corpus() -> None:
    twins = [
        passage(f"twin-{n}", "Where is the cellar?", answer="Downstairs.", language="eo") for n in range(9)
    ]
    reply = Assistant(index_of(Content(tuple(twins)))).ask("where is the cellar")
    assert [hit.passage.id for hit in reply.hits] == [f"twin-{n}" for n in range(MOST_HITS)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tokenization", "tokenisation"),
        ("fiber optic cable", "fibre optic cable"),
        ("unlabeled data", "unlabelled data"),
        ("What are LLMs?", "What are llm?"),
        ("seven layers of the OSI model", "7 layers of the OSI model"),
        ("what\u2019s a subnet mask", "what's a subnet mask"),
        ("\uff33ubnet \uff4d\uff41\uff53\uff4b", "subnet mask"),
    ],
)
def test_two_spellings_find_the_same_passage_first(shipped: Assistant, one: str, other: str) -> None:
    assert shipped.ask(one).hits[0].passage == shipped.ask(other).hits[0].passage


def test_cat_6_and_cat6_are_one_cable(shipped: Assistant) -> None:
    found = {
        shipped.ask(f"{name} maximum length").hits[0].passage.id
        for name in ("cat6", "cat 6", "CAT-6", "Cat 6")
    }
    assert len(found) == 1


@pytest.mark.parametrize(
    ("asked", "passage_id"),
    [
        ("how many hosts in a /26", "hosts-per-subnet"),
        ("what does 255.255.255.0 mean?", "subnet-mask"),
        ("subneting", "subnetting"),
    ],
)
def test_numbers_and_misspelt_words_find_what_they_mean(
    shipped: Assistant, asked: str, passage_id: str
) -> None:
    assert passage_id in [hit.passage.id for hit in shipped.ask(asked).hits[:2]]


def test_synonyms_find_each_other_in_both_directions() -> None:
    passages = (
        passage("calzone", "How is a calzone folded?", answer="In half.", language="eo"),
        passage("hours", "What are the opening hours?", answer="From noon.", language="eo"),
        passage("wine", "Which wine is there?", answer="Red.", language="eo"),
    )
    groups = (("calzone", "folded pizza"), ("hours", "times"))
    waiter = Assistant(index_of(Content(passages, synonyms=groups)))
    plain = Assistant(index_of(Content(passages)))
    assert [waiter.ask(asked).hits[0].passage.id for asked in ("times", "calzone")] == ["hours", "calzone"]
    assert plain.ask("times").hits == ()
    swapped = Assistant(
        index_of(
            Content(
                (passage("x", "Which folded pizza is there?", answer="One.", language="eo"),), synonyms=groups
            )
        )
    )
    assert [hit.passage.id for hit in swapped.ask("calzone").hits] == ["x"]


def test_a_former_id_and_what_is_related_are_found(shipped: Assistant) -> None:
    former = shipped.index.content.formerly
    assert all(shipped.passage(old) is shipped.passage(new) is not None for old, new in former.items())
    reply = shipped.ask("What is a subnet mask?")
    assert reply.best is not None
    pointed = [shipped.passage(name) for name in reply.best.passage.see_also]
    assert list(reply.related) == [p for p in pointed if p is not None][:3]
    assert shipped.passage("no-such-id") is None


def test_a_section_without_pointers_is_related_to_its_neighbours() -> None:
    fields = Fields(language="eo")
    sections = [
        passage_of(
            Entry(name, name, f"About {name}.", fields, Source("articles/oven.md", line), "oven", "The oven")
        )
        for line, name in enumerate(("wood", "stone", "smoke", "ashes"), start=1)
    ]
    other = passage("hours", "When do you open?", answer="At noon.", language="eo")
    waiter = replace(Assistant(index_of(Content((*sections, other)))), weights=SURE)
    related = {name: [p.id for p in waiter.ask(name).related] for name in ("wood", "stone", "ashes", "open")}
    assert related == {"wood": ["stone"], "stone": ["smoke", "wood"], "ashes": ["smoke"], "open": []}


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When do you open?", "hours"),
        ("WHEN do you   open", "hours"),
        ("pets welcome", "dog"),
        ("pets", None),
        ("do you open when", None),
        ("", None),
    ],
)
def test_an_author_s_own_words_name_their_passage_without_a_search(
    waiter: Assistant, question: str, name: str | None
) -> None:
    passage = waiter.word_for_word(question)
    assert (passage and passage.id) == name
    if passage:
        assert waiter.ask(question).hits[0].passage.id == name


def test_words_that_two_passages_have_name_neither() -> None:
    twice = [passage(name, "same words", answer=name, language="eo") for name in ("one", "other")]
    assert Assistant(index_of(Content(tuple(twice)))).word_for_word("same words") is None
