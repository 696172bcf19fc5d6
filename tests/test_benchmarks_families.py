from collections.abc import Callable
from dataclasses import replace

import pytest

from benchmarks import families as module
from benchmarks.families import MOST, OWN, families, family_name, own_family
from benchmarks.samples import samples
from benchmarks.sets import EvaluationSet, Question, read_set
from benchmarks.variants import variants
from faq import Content, GoldQuestion, Source
from tests.conftest import passage
from tests.folders import pizzeria

HERE = Source("gold.csv", 2)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> EvaluationSet:
    return read_set(pizzeria(tmp_path_factory.mktemp("sets") / "pizzeria"), "eo")


Named = Callable[[str], EvaluationSet]


@pytest.fixture
def named(whole: EvaluationSet) -> Named:
    """The pizzeria under another name."""
    return lambda name: replace(whole, name=name)


@pytest.mark.parametrize(
    ("name", "family"),
    [("covidfaq", "covidfaq"), ("covidfaq_oos", "covidfaq"), ("a_b_c", "a"), ("a-b", "a-b")],
)
def test_a_family_is_named_by_the_first_part_of_its_sets(named: Named, name: str, family: str) -> None:
    assert family_name(named(name)) == family


def test_a_variant_is_of_the_family_of_its_set(named: Named) -> None:
    assert {family_name(made) for made in variants(named("wine_red"))} == {"wine"}
    assert {family_name(made).split(":")[0] for made in variants(named("wine"))} == {"wine"}


def test_sets_of_one_source_are_one_family_with_all_their_variants(named: Named) -> None:
    found = families(map(named, ["wine", "beer_a", "wine_b", "beer"]))
    variety = len(list(variants(named("wine"))))
    assert [(family.name, len(family.corpora)) for family in found] == [
        ("beer", 2 * variety),
        ("wine", 2 * variety),
    ]


def test_a_corpus_is_the_samples_of_a_variant(named: Named) -> None:
    (family,) = families([named("wine")])
    expected = [list(samples(made, MOST)) for made in variants(named("wine"))]
    assert [len(corpus) for corpus in family.corpora] == [len(corpus) for corpus in expected]
    for corpus, made in zip(family.corpora, expected, strict=True):
        for one, other in zip(corpus, made, strict=True):
            assert (one.in_scope, one.right.tolist()) == (other.in_scope, other.right.tolist())


def test_no_corpus_is_of_more_questions_than_the_most(named: Named, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    (family,) = families([named("wine")])
    assert {len(corpus) for corpus in family.corpora} == {2}


# The content that ships


@pytest.fixture
def gold(monkeypatch: pytest.MonkeyPatch) -> Content:
    """Content with gold questions of its own in place of what ships."""
    passages = tuple(
        replace(
            passage(
                name, f"Which {name}?", *(f"{name} {word}" for word in words), answer="Yes.", language="eo"
            ),
            topic="Menu",
            article_title="Cellar" if name == "wine" else "",
        )
        for name, words in {
            "wine": ("red", "white", "sparkling", "local", "sweet", "dry"),
            "beer": ("dark", "light", "malt", "hops", "stout", "yeast"),
            "tea": ("green", "black", "mint", "iced", "fennel", "jasmine"),
            "soup": ("tomato", "onion", "leek", "cold", "thick", "clear"),
        }.items()
    )
    questions = (
        GoldQuestion("a red wine", ("wine",), "plain", "", HERE),
        GoldQuestion("wine or beer", ("wine", "beer"), "plain", "", HERE),
        GoldQuestion("lutes", (), "far", "", HERE),
    )
    content = Content(passages, gold=questions)
    monkeypatch.setattr(module, "load", lambda: content)
    return content


def test_the_first_corpus_of_the_own_family_is_the_gold_questions(gold: Content) -> None:
    own = own_family()
    asked = tuple(Question(found.question, frozenset(found.passages)) for found in gold.gold)
    expected = samples(EvaluationSet(OWN, gold, asked), MOST)
    assert own.name == OWN
    assert [sample.in_scope for sample in own.corpora[0]] == [True, True, False]
    assert [made.right.tolist() for made in own.corpora[0]] == [made.right.tolist() for made in expected]


@pytest.mark.usefixtures("gold")
def test_the_own_family_asks_what_it_hides_and_asks_for_what_is_gone() -> None:
    counts = [(len(corpus), sum(made.in_scope for made in corpus)) for corpus in own_family().corpora]
    assert counts == [
        (3, 2),
        (3, 2),  # no alternates
        (24, 18),  # all of them hidden, and one entry of four gone
        (3, 2),  # two alternates
        (16, 12),
        (8, 6),  # four alternates and no texts
        (24, 24),  # all hidden below headings that say nothing
    ]


def test_gold_questions_are_drawn_from_too(gold: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 10)
    many = tuple(replace(gold.gold[0], question=f"red wine {number}") for number in range(12))
    monkeypatch.setattr(module, "load", lambda: replace(gold, gold=many))
    assert [len(corpus) for corpus in own_family().corpora][:2] == [10, 10]


def test_headings_without_an_article_or_topic_say_that_this_is_a_faq(gold: Content) -> None:
    asked = EvaluationSet(OWN, gold, ())
    bare = replace(gold, passages=tuple(replace(p, topic="") for p in gold.passages))
    titles = [p.phrasings for p in module._untitled(asked).content.passages]
    assert titles == [("Cellar",), ("Menu",), ("Menu",), ("Menu",)]
    titles = [p.phrasings for p in module._untitled(replace(asked, content=bare)).content.passages]
    assert titles == [("Cellar",), ("FAQ",), ("FAQ",), ("FAQ",)]
