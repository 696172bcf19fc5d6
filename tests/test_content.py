"""The content that ships."""

from collections import Counter
from pathlib import Path

import pytest

from faq import Content, load
from retrieval.selfcalibration import LEAST_GOLD
from retrieval.text import fold

COVERED = Path(__file__).parent / "fixtures" / "covered.txt"
MOST_ALTERNATES = 30
"""More are a sign of something that should be an entry of its own."""
SUBJECTS = {"AI basics", "Prompt engineering", "Networking"}


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def test_nothing_is_wrong_with_it(content: Content) -> None:
    assert list(map(str, content.problems)) == []


def test_every_topic_that_it_must_cover_has_a_passage(content: Content) -> None:
    covered = COVERED.read_text(encoding="utf-8").split()
    assert len(set(covered)) == 98
    assert set(covered) - {passage.id for passage in content.passages} == set()


@pytest.mark.parametrize(("of_an_article", "least"), [(False, 12), (True, 6)])
def test_every_passage_is_asked_in_many_ways(content: Content, of_an_article: bool, least: int) -> None:
    counts = {
        str(p.source): len(p.phrasings) - 1 for p in content.passages if bool(p.article) == of_an_article
    }
    assert {source: count for source, count in counts.items() if not least <= count <= MOST_ALTERNATES} == {}


def test_every_gold_question_is_judged_and_of_a_subject(content: Content) -> None:
    ids = {passage.id for passage in content.passages}
    assert [str(asked.source) for asked in content.gold if not set(asked.passages) <= ids] == []
    assert [str(asked.source) for asked in content.gold if not (asked.kind and asked.subject)] == []
    assert len(content.gold) > 600


def test_the_gold_questions_are_enough_to_calibrate_by(content: Content) -> None:
    known = sum(bool(asked.passages) for asked in content.gold)
    assert known >= LEAST_GOLD[0]
    assert len(content.gold) - known >= LEAST_GOLD[1]


def test_hardly_any_gold_question_is_a_phrasing(content: Content) -> None:
    phrasings = {fold(phrasing) for p in content.passages for phrasing in p.phrasings}
    copies = [asked for asked in content.gold if asked.kind != "short" and fold(asked.question) in phrasings]
    told = "\n".join(f"{asked.source}: {asked.question}" for asked in copies)
    assert len(copies) <= 0.01 * len(content.gold), told


def test_every_passage_has_topic_tags_links_and_a_date(content: Content) -> None:
    bare = [p for p in content.passages if not (p.topic in SUBJECTS and p.tags and p.see_also and p.reviewed)]
    assert [f"{p.source}: {p.id}" for p in bare] == []


def test_no_passage_sends_its_reader_to_itself(content: Content) -> None:
    assert [p.id for p in content.passages if p.id in p.see_also] == []


def test_no_phrasing_belongs_to_two_passages(content: Content) -> None:
    counts = Counter(phrasing.casefold() for p in content.passages for phrasing in set(p.phrasings))
    assert [phrasing for phrasing, count in counts.items() if count > 1] == []


def test_at_least_eight_articles_have_several_sections(content: Content) -> None:
    sections = Counter(passage.article for passage in content.passages if passage.article)
    assert len([article for article, count in sections.items() if count >= 3]) >= 8


def test_small_talk_has_a_friendly_reply_to_what_people_type(content: Content) -> None:
    assert {"smalltalk-hello", "smalltalk-thanks", "smalltalk-help"} <= {p.id for p in content.smalltalk}
    assert all(len(passage.phrasings) > 4 for passage in content.smalltalk)


def test_every_id_was_chosen_by_its_author(content: Content) -> None:
    root = Path(__file__).parent.parent
    lines = {file: (root / file).read_text(encoding="utf-8").split("\n") for file in files(content)}
    written = [
        p.id for p in content.passages if not lines[p.source.path][p.source.line - 1].endswith(f"{{#{p.id}}}")
    ]
    assert written == []


def files(content: Content) -> set[str]:
    return {passage.source.path for passage in content.passages}
