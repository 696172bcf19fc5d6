from collections.abc import Mapping

import pytest

from retrieval import Assistant
from retrieval.language import LEAST, guessed, of_stems, rarities
from retrieval.text import Analyser, words
from retrieval.turning import TURNING


@pytest.fixture(scope="module")
def english() -> Mapping[str, float]:
    return rarities("en")


def test_rarity_is_a_share_and_never_nothing(english: Mapping[str, float]) -> None:
    assert min(english.values()) == LEAST
    assert max(english.values()) <= 1.0


def test_everyday_words_are_common_and_words_of_the_trade_are_rare(english: Mapping[str, float]) -> None:
    told = [english.get(word, 1.0) for word in ("the", "house", "router", "subnetting")]
    assert told == sorted(told)
    assert told[0] == LEAST


def test_a_stem_is_as_common_as_the_commonest_word_of_the_content(english: Mapping[str, float]) -> None:
    analyser = Analyser("en")
    stems = of_stems(english, ["meaning", "meanings", "zyx"], analyser)
    assert stems == {analyser.stem("meaning"): english["meaning"], "zyx": 1.0}


def test_the_words_of_the_language_are_folded(english: Mapping[str, float]) -> None:
    assert [word for word in list(english)[::500] if words(word) != [word]] == []


def test_a_language_without_a_list_has_no_words() -> None:
    assert rarities("eo") == {}


def test_an_index_knows_the_rarity_of_its_terms(waiter: Assistant) -> None:
    vocabulary = waiter.index.vocabulary
    rarity = {term: vocabulary.rarity[vocabulary.numbers[term]] for term in ("water", "buckwheat")}
    assert rarity["water"] < rarity["buckwheat"]


@pytest.mark.parametrize("language", sorted(TURNING))
def test_words_that_turn_a_question_are_folded_and_no_stop_words(language: str) -> None:
    turning = TURNING[language]
    assert [word for word in sorted(turning) if words(word) != [word]] == []
    assert sorted(turning & Analyser(language).stop_words) == []


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["The oven is lit at noon, and it cools down at midnight."], "en"),
        (["Der Ofen wird mittags angezündet,", "und er kühlt um Mitternacht ab."], "de"),
        (["El horno se enciende a mediodía, y ya no está caliente cuando es de noche."], "es"),
        (["Le four est allumé à midi et il refroidit à minuit, comme tous les fours."], "en"),
        (["Il forno si accende a mezzogiorno.", "Può portare qui il suo cane, se il cane non morde."], "en"),
        (["pizza calzone", "margherita 42"], "en"),
        (["", " ?!"], "en"),
        ([], "en"),
    ],
)
def test_the_stop_words_tell_the_language_and_english_is_meant_where_they_do_not(
    texts: list[str], language: str
) -> None:
    assert guessed(texts) == language


def test_foreign_names_do_not_make_a_text_foreign() -> None:
    assert guessed(["Is La Casa de las Flores near El Palacio de la Reina, or is it not?"]) == "en"


def test_the_order_of_the_texts_does_not_matter() -> None:
    texts = ["Wann ist der Ofen an?", "When is it on?", "Er ist es ab dem Mittag."]
    assert guessed(texts) == guessed(texts[::-1])
