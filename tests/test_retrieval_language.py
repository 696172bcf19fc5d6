from collections.abc import Mapping

import pytest

from retrieval import Assistant
from retrieval.language import LEAST, Language, language_of
from retrieval.text import Analyser, words
from retrieval.turning import TURNING


@pytest.fixture(scope="module")
def english() -> Language:
    return language_of(Analyser("en"))


def test_rarity_is_a_share_and_never_nothing(english: Language) -> None:
    rarities: Mapping[str, float]
    for rarities in (english.words, english.stems):
        assert min(rarities.values()) == LEAST
        assert max(rarities.values()) <= 1.0


def test_everyday_words_are_common_and_words_of_the_trade_are_rare(english: Language) -> None:
    told = [english.words.get(word, 1.0) for word in ("the", "house", "router", "subnetting")]
    assert told == sorted(told)
    assert told[0] == LEAST


def test_a_stem_is_as_common_as_its_commonest_word(english: Language) -> None:
    analyser = Analyser("en")
    forms = ("mean", "means", "meaning", "meanings")
    assert len({analyser.stem(word) for word in forms}) == 1
    assert english.stems[analyser.stem("mean")] <= min(english.words[word] for word in forms[:3])


def test_the_words_of_the_language_are_folded(english: Language) -> None:
    assert [word for word in list(english.words)[::500] if words(word) != [word]] == []


def test_a_language_without_a_list_has_no_words() -> None:
    assert language_of(Analyser("eo")) == Language({}, {})


def test_an_index_knows_the_rarity_of_its_terms(waiter: Assistant) -> None:
    vocabulary = waiter.index.vocabulary
    rarity = {term: vocabulary.rarity[vocabulary.numbers[term]] for term in ("water", "buckwheat")}
    assert rarity["water"] < rarity["buckwheat"]


@pytest.mark.parametrize("language", sorted(TURNING))
def test_words_that_turn_a_question_are_folded_and_no_stop_words(language: str) -> None:
    turning = TURNING[language]
    assert [word for word in sorted(turning) if words(word) != [word]] == []
    assert sorted(turning & Analyser(language).stop_words) == []
