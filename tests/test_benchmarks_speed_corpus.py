from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.speed.corpus import COMMONEST, Asked, edited, number, passages, questions
from faq import Passage
from retrieval.language import rarities

CORPUS = passages(2_000, seed=3)
KNOWN = rarities("en")
COMMON = set(sorted((word for word in KNOWN if len(word) > 1), key=KNOWN.__getitem__)[:COMMONEST])


def words(passage: Passage) -> list[str]:
    return f"{passage.heading} {passage.text}".split()


def test_the_entries_are_the_same_for_the_same_seed_and_begin_those_of_a_larger_corpus() -> None:
    assert passages(50, seed=3) == CORPUS[:50]
    assert passages(50, seed=4) != CORPUS[:50]


def test_a_corpus_goes_on_when_a_chunk_is_full() -> None:
    large = passages(10_001, seed=3)
    assert large[:2_000] == CORPUS
    assert len({passage.text for passage in large}) == 10_001


def test_an_id_tells_the_place_of_its_entry() -> None:
    assert [number(passage.id) for passage in CORPUS] == list(range(2_000))


def test_questions_and_answers_have_the_stated_numbers_of_words() -> None:
    asked = [len(passage.heading.split()) for passage in CORPUS]
    said = [len(passage.text.split()) for passage in CORPUS]
    assert (min(asked), max(asked)) == (8, 12)
    assert (min(said), max(said)) == (45, 75)
    assert abs(np.mean(asked) - 10) < 0.2
    assert abs(np.mean(said) - 60) < 1


def test_an_entry_has_56_different_words_and_some_words_stand_in_a_quarter_of_the_entries() -> None:
    held = [set(words(passage)) for passage in CORPUS]
    frequency = Counter(word for row in held for word in row)
    assert abs(np.mean([len(row) for row in held]) - 56) < 1
    assert 11 <= sum(count > len(CORPUS) / 4 for count in frequency.values()) <= 15


def test_an_entry_comes_back_to_the_rare_words_of_its_topic() -> None:
    rare = [Counter(word for word in words(passage) if word not in COMMON) for passage in CORPUS]
    repeated = [sum(count for count in row.values() if count > 1) / row.total() for row in rare]
    assert np.mean(repeated) > 0.25


def test_a_question_holds_words_of_its_entry_s_question_and_common_ones() -> None:
    for asked in questions(CORPUS, 300):
        own = Counter(CORPUS[asked.entry].heading.split())
        added = Counter(asked.meant) - own
        assert len(asked.meant) == 8
        assert added.total() <= 2
        assert set(added) <= COMMON


def test_questions_are_about_entries_of_all_the_corpus_and_the_same_for_the_same_seed() -> None:
    asked = questions(CORPUS, 300, seed=5)
    assert asked == questions(CORPUS, 300, seed=5)
    assert asked != questions(CORPUS, 300, seed=6)
    assert min(each.entry for each in asked) < 100
    assert max(each.entry for each in asked) > 1_900


def test_one_long_word_in_five_carries_one_edit() -> None:
    pairs = [pair for asked in questions(CORPUS, 2_000) for pair in typed_and_meant(asked)]
    long = [OSA.distance(*pair) for pair in pairs if len(pair[1]) >= 4]
    assert {OSA.distance(*pair) for pair in pairs if len(pair[1]) < 4} == {0}
    assert set(long) == {0, 1}
    assert abs(np.mean(long) - 0.2) < 0.015


def typed_and_meant(asked: Asked) -> list[tuple[str, str]]:
    return list(zip(asked.question.split(" "), asked.meant, strict=True))


@given(st.text("abc", min_size=1), st.integers(0, 2**32))
def test_an_edit_is_one_letter_or_one_swap(word: str, seed: int) -> None:
    assert OSA.distance(word, edited(word, np.random.default_rng(seed))) == 1


def test_letters_are_inserted_replaced_swapped_and_deleted() -> None:
    chance = np.random.default_rng(0)
    made = Counter(kind("network", edited("network", chance)) for _ in range(400))
    assert set(made) == {"longer", "swapped", "replaced", "shorter"}
    assert min(made.values()) > 60


def kind(word: str, other: str) -> str:
    if len(word) != len(other):
        return "longer" if len(other) > len(word) else "shorter"
    return "swapped" if sorted(word) == sorted(other) else "replaced"
