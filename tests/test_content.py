"""The content that ships."""

from collections import Counter
from pathlib import Path

import pytest

from faq import Content, load

COVERED = Path(__file__).parent / "fixtures" / "covered.txt"
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


def test_every_entry_has_four_to_eight_alternates(content: Content) -> None:
    counts = {p.source: len(p.phrasings) - 1 for p in content.passages if not p.article}
    assert {str(source): count for source, count in counts.items() if not 4 <= count <= 8} == {}


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
