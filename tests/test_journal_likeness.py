import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journal.likeness import alike
from journal.redaction import plain
from journal.writes import of_asked
from tests.journal.records import ASKED

EDGES = "?!.,;:'\"()[]{}…¿¡«»„“”‘’、。।؟"
whole = some.from_regex(r"[a-cदनม][ิी่้\u0301a-cदन+#%$€😀]{0,3}", fullmatch=True)
"""A word by a few letters, marks and symbols of four scripts."""
sayings = some.lists(whole, min_size=1, max_size=3)


def key(text: str) -> str:
    """The key under which a question is kept."""
    *_, asked = of_asked(replace(ASKED, text=text, alike=""), "needed")
    return str(asked.row["alike"])


@pytest.mark.parametrize(
    "texts",
    [
        ("दिन", "दान", "दीन"),
        ("ไม่", "ไม้"),
        ("is C++ fine here", "is C# fine here", "is C fine here", "is C+ fine here"),
        ("\N{GRINNING FACE}", "\N{CRYING FACE}", "???", "!!!", "(?)"),
        ("\N{GRINNING FACE} ?", "?"),
        ("Is 5 > 3?", "Is 5 < 3?", "Is 5 = 3?"),
        ("10 %", "10 €", "10"),
        ("Is it 1.5?", "Is it 5.1?"),
        ("Is it 10.0.0.1?", "Is it 10.0.1.0?", "Is it 1.10.0.0?"),
        ("What is -1?", "What is 1?"),
        ("R&D", "R D"),
    ],
)
def test_what_asks_something_else_has_a_key_of_its_own(texts: tuple[str, ...]) -> None:
    assert len({key(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "What is NAT?",
            "what is nat",
            "«What» is (NAT)?!",
            'What, is... "NAT"',
            "¿is what NAT",
            "what is `nat`",
        ),
        ("What's few-shot prompting?", "what’s few shot prompting", "what´s few–shot prompting"),
        ("TCP/IP", "tcp ip"),
        ("Füße \u200bsind da", "FÜSSE sind da?", "Fu\u0308ße sind, da"),
        ("ΐ", "\N{GREEK CAPITAL LETTER IOTA WITH DIALYTIKA}\u0301"),
        ("", " "),
    ],
)
def test_case_edge_punctuation_and_order_do_not_count(texts: tuple[str, ...]) -> None:
    assert len({key(text) for text in texts}) == 1


@pytest.mark.parametrize("text", ["Who are you?", "What is the OSI model, in 7 layers?", "don't e-mail /26"])
def test_ordinary_words_have_the_key_that_they_always_had(text: str) -> None:
    assert key(text) == alike(re.findall(r"\w+", text.casefold()))


@given(sayings, sayings)
def test_two_texts_are_alike_if_they_hold_the_same_words(one: list[str], other: list[str]) -> None:
    is_same = {plain(word) for word in one} == {plain(word) for word in other}
    assert (key(" ".join(one)) == key(" ".join(other))) == is_same


@given(sayings, some.text(EDGES, max_size=3), some.text(EDGES, max_size=3), some.randoms())
def test_punctuation_around_words_does_not_count(said: list[str], left: str, right: str, chance) -> None:  # type: ignore[no-untyped-def]
    dressed = [f"{left}{word}{right}" for word in said]
    chance.shuffle(dressed)
    assert key(" ".join(dressed)) == key(" ".join(said))


@given(some.text(EDGES, min_size=1, max_size=3), some.text(EDGES, min_size=1, max_size=3))
def test_texts_without_words_are_alike_if_they_are_the_same(one: str, other: str) -> None:
    assert (key(one) == key(other)) == (plain(one) == plain(other))
