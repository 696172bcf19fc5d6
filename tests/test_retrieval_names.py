from dataclasses import replace
from zlib import crc32

from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content
from retrieval.build import index_of
from retrieval.names import names
from tests.conftest import passage

TEXTS = st.lists(
    st.one_of(st.sampled_from(["plumless", "buckeroo"]), st.text(st.characters(codec=None), max_size=4)),
    max_size=12,
)
COLLIDING = ("plumless", "buckeroo")
"""Two words of one CRC-32."""


@given(TEXTS, st.text(max_size=4))
@settings(deadline=None, max_examples=200)
def test_a_name_is_found_at_all_its_places_and_perhaps_others(texts: list[str], stranger: str) -> None:
    known = names(iter(texts))
    for text in (*texts, stranger):
        same = [place for place, other in enumerate(texts) if hashed(other) == hashed(text)]
        assert known.places(text) == same


def hashed(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def test_without_texts_nothing_is_found() -> None:
    assert names([]).places("") == []


def test_two_ids_of_one_hash_are_told_apart() -> None:
    assert hashed(COLLIDING[0]) == hashed(COLLIDING[1])
    passages = [passage(name, f"about {name}", answer="x", language="eo") for name in COLLIDING]
    index = index_of(Content(tuple(passages), formerly={"old": COLLIDING[1], "lost": "nobody"}))
    assert [index.place(name) for name in (*COLLIDING, "old", "lost", "")] == [0, 1, 1, None, None]
    alone = replace(index, content=Content(tuple(passages[:1])))
    assert [name for name in COLLIDING if index_of(alone.content).place(name) is not None] == ["plumless"]


def test_two_wordings_of_one_hash_are_told_apart() -> None:
    passages = [passage(f"p{n}", name, answer="x", language="eo") for n, name in enumerate(COLLIDING)]
    index = index_of(Content(tuple(passages)))
    assert [index.asked_alike([name]).tolist() for name in COLLIDING] == [[0], [1]]
    assert index_of(Content((passages[1],))).asked_alike([COLLIDING[0]]).tolist() == []


def test_a_wording_of_several_passages_is_found_in_all_of_them_once() -> None:
    passages = [
        passage("one", "same words", "SAME words!", answer="x", language="eo"),
        passage("two", "other words", answer="x", language="eo"),
        passage("three", "what else", "same words", answer="x", language="eo"),
    ]
    index = index_of(Content(tuple(passages)))
    assert index.asked_alike(["same", "words"]).tolist() == [0, 2]
    assert index.asked_alike(["words", "same"]).tolist() == []
