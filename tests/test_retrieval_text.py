import csv
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.limits import QUESTION_CHARACTERS
from retrieval import text
from retrieval.letters import trigrams
from retrieval.stopwords import STOP_WORDS
from retrieval.text import Analyser

FIXTURES = Path(__file__).parent / "fixtures"
SAME = [json.loads(line) for line in (FIXTURES / "same_words.jsonl").read_text("utf-8").splitlines()]
ANY = st.text(st.characters(codec=None), max_size=80)


def pairs(name: str) -> list[tuple[str, str]]:
    """The first two columns of a table of cases."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as stream:
        return [(row["one"], row["other"]) for row in csv.DictReader(stream)]


@pytest.mark.parametrize("case", SAME, ids=[case["case"] for case in SAME])
def test_ways_to_type_the_same_words_are_read_alike(case: dict[str, str]) -> None:
    assert text.words(case["typed"]) == text.words(case["plain"]) != []


@pytest.mark.parametrize(("one", "other"), pairs("same_terms.csv"))
def test_forms_of_a_word_share_their_terms(one: str, other: str) -> None:
    analyser = Analyser("en")
    assert analyser.analyse(one) == analyser.analyse(other) != []


@pytest.mark.parametrize(("one", "other"), pairs("different_terms.csv"))
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    analyser = Analyser("en")
    assert analyser.analyse(one) != analyser.analyse(other)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("10.0.0.0/8", ["10.0.0.0", "/8"]),
        ("how many hosts in a /24?", ["how", "many", "hosts", "in", "a", "/24"]),
        ("and/or 24/7", ["and", "or", "24", "/7"]),
        ("TCP/IP", ["tcp", "ip"]),
        ("c++, C# or c", ["c++", "c#", "or", "c"]),
        ("802.11ax at 2.4 GHz", ["802.11ax", "at", "2.4", "ghz"]),
        ("1000BASE-T", ["1000base", "t"]),
        ("1,000,000 rows, 1,50", ["1000000", "rows", "1", "50"]),
        ("Port 443.", ["port", "443"]),
        ("snake_case", ["snake", "case"]),
        ("I can't log in", ["i", "cant", "log", "in"]),
    ],
)
def test_numbers_addresses_and_names_with_signs_stay_whole(typed: str, found: list[str]) -> None:
    assert text.words(typed) == found


@given(ANY)
@settings(deadline=None, max_examples=400)
def test_folding_what_is_folded_changes_nothing(typed: str) -> None:
    folded = text.fold(typed)
    assert text.fold(folded) == folded


@given(ANY)
@settings(deadline=None, max_examples=200)
def test_a_composed_and_a_decomposed_text_have_the_same_words(typed: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    assert text.words(composed) == text.words(decomposed)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
@settings(deadline=None, max_examples=300)
def test_what_surrounds_a_text_does_not_change_how_it_is_read(typed: str) -> None:
    read = text.words(typed)
    assert text.words(f"{typed} é") == [*read, "e"]  # letters beyond ASCII take the longer way
    assert text.words(f"{typed} 7") == [*read, "7"]  # and so do digits


@given(ANY)
@settings(deadline=None, max_examples=200)
def test_words_and_terms_are_never_empty_and_can_always_be_stored(typed: str) -> None:
    found = [*text.words(typed), *Analyser("en").analyse(typed)]
    assert all(word and not word.isspace() for word in found)
    assert "".join(found).encode("utf-8").decode("utf-8") == "".join(found)


@given(st.text(max_size=60))
@settings(deadline=None)
def test_sentences_lose_no_word(typed: str) -> None:
    pieces = text.sentences(typed)
    assert pieces
    assert "".join("".join(piece.split()) for piece in pieces) == "".join(typed.split())


def test_a_text_is_cut_at_the_limit_and_not_before() -> None:
    lengths = [len(text.clip("x" * length)) for length in (0, QUESTION_CHARACTERS - 1, QUESTION_CHARACTERS)]
    assert lengths == [0, QUESTION_CHARACTERS - 1, QUESTION_CHARACTERS]
    assert len(text.clip("x" * 1_000_000)) == QUESTION_CHARACTERS


@pytest.mark.parametrize("language", sorted(STOP_WORDS))
def test_stop_words_are_written_as_folded_words(language: str) -> None:
    assert [word for word in sorted(STOP_WORDS[language]) if text.words(word) != [word]] == []


@pytest.mark.parametrize("language", sorted(STOP_WORDS))
def test_stop_words_carry_no_term(language: str) -> None:
    assert Analyser(language).terms(sorted(STOP_WORDS[language])) == []


def test_a_language_without_a_stemmer_and_a_stop_list_keeps_its_words() -> None:
    assert Analyser("eo").analyse("La hundoj estas the masks") == ["la", "hundoj", "estas", "the", "masks"]


def test_an_analyser_without_stop_words_keeps_every_word() -> None:
    whole = Analyser("en", stop_words=frozenset())
    assert whole.analyse("Why can't I mask the subnets?") == ["whi", "cant", "i", "mask", "the", "subnet"]
    assert Analyser("en").analyse("Why can't I mask the subnets?") == ["mask", "subnet"]


def test_a_regional_language_is_analysed_as_its_language() -> None:
    assert Analyser("en-gb").analyse("How are the subnets masked?") == ["subnet", "mask"]


def test_every_member_of_a_group_of_synonyms_finds_every_other() -> None:
    analyser = Analyser("en", [("LLM", "large language model"), ("photo", "picture", "image")])
    assert analyser.analyse("pictures") == analyser.analyse("photos") == analyser.analyse("an image")
    short, long = analyser.analyse("an LLM"), analyser.analyse("a large language model")
    assert short == ["=llm"]
    assert set(short) < set(long)


def test_a_longer_synonym_keeps_its_own_words_and_needs_all_of_them() -> None:
    analyser = Analyser("en", [("LLM", "large language model")])
    assert analyser.analyse("large language models") == ["larg", "languag", "model", "=llm"]
    assert analyser.analyse("large model") == ["larg", "model"]


def test_trigrams_are_every_three_letters_in_a_row() -> None:
    assert list(trigrams(["abc", "", "x"])) == [" ab", "abc", "bc ", " x "]
