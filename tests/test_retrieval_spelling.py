import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval import Assistant
from retrieval.records import Correction
from retrieval.spelling import SHORTEST, TWO_ERRORS, Spelling, deletions, filed, spelling

WORDS = st.text("abcd", min_size=1, max_size=11)
CONTENT = {"subnet": 9, "subnetting": 3, "mask": 8, "router": 5, "routes": 1, "few": 2, "shot": 2, "cat6": 1}


def known(counts: dict[str, int], language: tuple[str, ...] = ()) -> Spelling:
    return spelling(counts, (), filed(dict.fromkeys(language, 0.5)))


def errors(one: str, other: str) -> int:
    """Letters inserted, deleted, replaced, or swapped with their neighbour: the textbook's table."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)]
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


def obvious(word: str, counts: dict[str, int]) -> str | None:
    """Every word compared: fewest errors, the same first letter, the commoner, the alphabet."""
    allowed = 2 if len(word) >= TWO_ERRORS else 1
    near = [other for other in counts if len(other) >= SHORTEST - 1 and errors(word, other) <= allowed]
    return min(near, key=lambda w: (errors(word, w), w[0] != word[0], -counts[w], w), default=None)


@given(st.dictionaries(WORDS, st.integers(1, 4), max_size=25), WORDS)
@settings(deadline=None, max_examples=400)
def test_the_nearest_word_is_that_of_a_search_over_all_words(counts: dict[str, int], word: str) -> None:
    assert known(counts).nearest(word) == obvious(word, counts)


@given(st.text(string.ascii_lowercase, min_size=TWO_ERRORS, max_size=16), st.data())
@settings(deadline=None, max_examples=200)
def test_two_errors_anywhere_in_a_longer_word_are_forgiven(word: str, data: st.DataObject) -> None:
    typed = word
    for _ in range(2):
        place = data.draw(st.integers(0, len(typed) - 1))
        typed = typed[:place] + data.draw(st.sampled_from("qxz")) + typed[place + 1 :]
    assert known({word: 1}).nearest(typed) == word


@pytest.mark.parametrize("typed", ["sunbet", "subet", "subnnet", "sabnet", "subnets"])
def test_a_swap_a_loss_a_double_and_a_wrong_letter_are_repaired(typed: str) -> None:
    words, corrections = known(CONTENT).repaired(["the", typed])
    assert (words, corrections) == (["the", "subnet"], (Correction(typed, "subnet"),))


def test_what_the_content_or_the_language_knows_is_left_alone() -> None:
    told = known(CONTENT, ("masks", "rooter")).repaired(["routes", "masks", "rooter", "mask"])
    assert told == (["routes", "masks", "rooter", "mask"], ())


@pytest.mark.parametrize("typed", ["cat7", "sub1net", "802.11ax", "/24", "msk", "c++", "pizza"])
def test_digits_short_words_and_strangers_are_left_alone(typed: str) -> None:
    assert known(CONTENT).repaired([typed]) == ([typed], ())


def test_words_written_apart_are_joined_and_words_written_as_one_are_split() -> None:
    told = known(CONTENT, ("sub", "cat")).repaired(["sub", "netting", "cat", "6", "fewshot"])
    joined = (Correction("sub netting", "subnetting"), Correction("cat 6", "cat6"))
    assert told == (["subnetting", "cat6", "few", "shot"], (*joined, Correction("fewshot", "few shot")))


def test_two_good_words_are_not_joined() -> None:
    counts = {"in": 1, "formation": 1, "information": 1}
    assert known(counts).repaired(["in", "formation"]) == (["in", "formation"], ())


@given(st.lists(st.one_of(WORDS, st.sampled_from(sorted(CONTENT)), st.text("ab12", min_size=1)), max_size=8))
@settings(deadline=None, max_examples=300)
def test_every_change_is_reported_and_nothing_else(typed: list[str]) -> None:
    words, corrections = known(CONTENT, ("abba", "dada")).repaired(typed)
    rest, told = list(typed), []
    for correction in corrections:
        seen = correction.typed.split()
        place = next(p for p in range(len(rest)) if rest[p : p + len(seen)] == seen)
        told += [*rest[:place], *correction.read_as.split()]
        rest = rest[place + len(seen) :]
    assert [*told, *rest] == words
    assert all(c.typed != c.read_as for c in corrections)


@given(st.text(string.ascii_lowercase, min_size=1, max_size=12))
@settings(deadline=None, max_examples=300)
def test_no_single_word_that_is_known_or_has_a_digit_is_ever_corrected(shipped: Assistant, word: str) -> None:
    checker = shipped.index.spelling
    for typed in (word, f"{word}7"):
        _, corrections = checker.repaired([typed])
        assert not (corrections and checker.knows(typed))
    assert all(" " in c.read_as for c in checker.repaired([f"{word}7"])[1])


@pytest.mark.parametrize("word", ["", "a", "ab", "letter", "eightlet", "longerthaneight"])
def test_deletions_are_the_beginning_with_letters_left_out(word: str) -> None:
    head = word[:7]
    one = {head[:place] + head[place + 1 :] for place in range(len(head))}
    two = {rest[:place] + rest[place + 1 :] for rest in one for place in range(len(rest))}
    assert deletions(word, 0) == {head}
    assert deletions(word, 1) == {head} | one
    assert deletions(word, 2) == {head} | one | two


def test_rarity_is_one_for_a_word_that_the_language_lacks() -> None:
    checker = spelling(CONTENT, (), filed({"house": 0.25}))
    assert (checker.rarity("house"), checker.rarity("subnet"), checker.rarity("qqqq")) == (0.25, 1.0, 1.0)
