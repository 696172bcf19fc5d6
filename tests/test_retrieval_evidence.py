import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.evidence import MOST, SHORT, Evidence, sentences
from retrieval.query import query_of
from tests.conftest import passage

SENTENCE = st.text("abc .!*`()[]é", min_size=1, max_size=30)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["", "- ", "1. ", "> ", "> - ", "## ", "    "]),
        SENTENCE,
        st.sampled_from(["\n\n", "\n", "\n  "]),
    ),
    max_size=6,
).map(lambda blocks: "".join(mark + said + end for mark, said, end in blocks))


@given(BLOCKS)
@settings(deadline=None, max_examples=300)
def test_every_sentence_stands_verbatim_in_the_markdown(markdown: str) -> None:
    assert [sentence for sentence in sentences(markdown) if sentence not in markdown] == []


def test_every_sentence_of_the_shipped_answers_stands_verbatim_in_them(shipped: Assistant) -> None:
    torn = [
        f"{p.source}: {sentence!r}"
        for p in shipped.passages
        for sentence in sentences(p.answer)
        if sentence not in p.answer
    ]
    assert torn == [], f"{len(torn)} torn, the first: {torn[0]}"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("**Bold. Still bold.** Next.", ["**Bold. Still bold.**", "Next."]),
        ("See `a. B` here. Next.", ["See `a. B` here.", "Next."]),
        ("[A link. In it](#x) ends. Next.", ["[A link. In it](#x) ends.", "Next."]),
        ("Use e.g. IPv4, i.e. Version 4. Next.", ["Use e.g. IPv4, i.e. Version 4.", "Next."]),
        ("It is 2.5 GBASE-T. 100 m at most.", ["It is 2.5 GBASE-T.", "100 m at most."]),
        ("# Heading\n\nText.", ["Text."]),
        ("- one item\n- another", ["one item", "another"]),
        ("```\ncode. Not a sentence.\n```", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(markdown: str, expected: list[str]) -> None:
    assert list(sentences(markdown)) == expected


FILLING = "The dough rests for a day. " * 20
LONG = f"{FILLING}The oven burns beech wood. {FILLING}It reaches 450 degrees.\n\n- Beech wood hardly smokes."


def marked(question: str, answer: str) -> tuple[str, ...]:
    index = index_of(Content((passage("oven", "About the oven", answer=answer, language="eo"),)))
    return Evidence(index).of(query_of(question, index), answer)


def test_the_sentences_that_carry_the_match_are_marked_in_the_order_of_the_text() -> None:
    assert marked("beech wood", LONG) == ("The oven burns beech wood.", "Beech wood hardly smokes.")


def test_a_sentence_that_shares_a_single_word_of_several_is_not_marked() -> None:
    assert marked("degrees elsewhere", LONG) == ()
    assert marked("degrees", LONG) == ("It reaches 450 degrees.",)


def test_a_short_answer_is_not_marked() -> None:
    short = "Beech wood burns best. " * (SHORT // 23)
    assert marked("beech wood", short) == ()
    assert marked("beech wood", short + "x" * (SHORT + 1)) != ()


def test_only_a_few_sentences_are_marked() -> None:
    many = " ".join(f"Beech wood number {n} burns well, as everybody knows." for n in range(20))
    assert len(marked("beech wood", many)) == MOST


def test_a_hit_names_the_words_that_it_holds_as_they_were_read(waiter: Assistant) -> None:
    hits = {hit.passage.id: hit.matched for hit in waiter.ask("Is the glutn free dogs pizza vegan?").hits}
    assert hits["gluten"] == ("gluten", "free")
    assert hits["dog"] == ("dogs",)
    assert hits["vegan"] == ("pizza", "vegan")
