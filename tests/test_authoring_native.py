from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import faq
from authoring.native import article_text, entry_text, file_text, needed_defaults
from faq import Entry, Fields, Problem, Source
from faq.document import article, questions
from faq.entry import checked
from tests.authored import ENTRIES, FIELDS, IDS, ONE_LINE

NOWHERE = Source("menu.md", 1)
DOG = Entry("dog", "May I bring my dog?", "Yes.", Fields(topic="Pets"), NOWHERE)


def read(text: str) -> list[Entry | Problem]:
    """What stands in a file of questions, wherever it stands."""
    return [
        replace(item, source=NOWHERE) if isinstance(item, Entry) else item
        for item in questions(Path("menu.md"), text)
    ]


def test_an_entry_is_written_as_an_author_would() -> None:
    fields = Fields(
        topic="Pets",
        alternates=("dogs allowed?", "and cats?"),
        tags=("animals", "terrace"),
        see_also=("cat", "fish"),
        formerly=("hound",),
        reviewed=date(2026, 11, 22),
        review_every="1 year",
        status="draft",
        reference="House rules, page 3",
        metadata=(("ticket", "17"), ("who", 'Ann "the cook"')),
    )
    entry = replace(DOG, fields=fields, answer="Yes.\n\n- on a lead\n- with a bowl")
    assert file_text([entry, DOG], "Animals", Fields(topic="Pets", tags=("animals",))) == (
        "---\ntopic: Pets\ntags: [animals]\n---\n"
        "# Animals\n\n"
        "## May I bring my dog? {#dog}\n\n"
        "Also asked:\n\n- dogs allowed?\n- and cats?\n\n"
        "Tags: terrace\nSee also: #cat, #fish\nFormerly: #hound\nReviewed: 2026-11-22\n"
        "Review every: 1 year\nStatus: draft\nSource: House rules, page 3\n"
        'Metadata: {"ticket": "17", "who": "Ann \\"the cook\\""}\n\n'
        "Yes.\n\n- on a lead\n- with a bowl\n\n"
        "## May I bring my dog? {#dog}\n\nYes.\n"
    )


@pytest.mark.parametrize(
    ("alternates", "answer", "separated"),
    [
        ((), "Tags: a", True),
        ((), "Tag: probably a slip", True),
        ((), "Answer: no", False),
        ((), "Answer:\n\nTags: a", True),
        ((), "Topic: for a whole file", True),
        ((), "- an item", False),
        (("pets?",), "- an item", True),
        (("pets?",), "No.\n\n- an item", False),
        ((), "    code", False),
        ((), "Note: bring water.", False),
    ],
)
def test_a_line_parts_fields_from_an_answer_that_looks_like_them(
    alternates: tuple[str, ...], answer: str, separated: bool
) -> None:
    entry = replace(DOG, answer=answer, fields=Fields(topic="Pets", alternates=alternates))
    text = entry_text(entry, needed_defaults(entry))
    assert text.endswith(f"\n\nAnswer:\n\n{answer}\n") == separated
    assert read(file_text([entry], "Animals", needed_defaults(entry))) == [entry]


@pytest.mark.parametrize("question", ["Why {#x}", "Why {#x", "Why {#x}?", "Why {#", "# Why", "Why #", "Why}"])
def test_a_question_may_end_like_an_id(question: str) -> None:
    entry = replace(DOG, question=question)
    assert read(file_text([entry], "Animals", needed_defaults(entry))) == [entry]


@settings(deadline=None, max_examples=80)
@given(ENTRIES, some.booleans())
def test_an_entry_is_read_back_as_it_was(entry: Entry, is_default: bool) -> None:
    defaults = needed_defaults(entry)
    if is_default:  # what others in the file have in common is not what this one says
        defaults = replace(
            defaults,
            reviewed=date(2026, 1, 1),
            review_every="2 weeks",
            reference="the cook",
            status="retired",
        )
    entry = replace(entry, source=NOWHERE)
    assert read(file_text([entry, DOG], "Any title {#x}", defaults))[0] == entry


@settings(deadline=None, max_examples=60)
@given(
    some.text(some.characters(codec="utf-8"), min_size=1),
    some.lists(some.text(min_size=1, max_size=8), max_size=25, unique=True),
)
def test_what_came_from_front_matter_goes_there(reference: str, tags: list[str]) -> None:
    text = file_text([DOG], "Animals", Fields(topic=reference, tags=tuple(tags), reference=reference))
    for item in read(text):
        if isinstance(item, Entry):
            again = file_text([item], "Animals", needed_defaults(item))
            assert [found for found in read(again) if isinstance(found, Entry)] == [item]


def test_the_topic_of_a_file_may_be_any_text() -> None:
    for topic in (
        "a: b",
        "'a'",
        '"',
        "- a",
        "{}",
        "[a, b]",
        "# no",
        "no",
        "012",
        "a\nb",
        "a\x00b",
        "e" + "\u0301" * 9,
    ):
        entry = replace(DOG, fields=Fields(topic=topic))
        assert read(file_text([entry], topic, needed_defaults(entry)))[:1] == [entry]


def test_the_source_of_several_lines_and_tags_with_commas_are_kept() -> None:
    fields = Fields(
        topic="Pets",
        tags=("x", "a, b", *(f"t{n}" for n in range(30))),
        reference="the cook\nand his mother\n",
    )
    entry = replace(DOG, fields=fields)
    assert read(file_text([entry], "Animals", needed_defaults(entry))) == [entry]


@settings(deadline=None, max_examples=25)
@given(ONE_LINE, IDS, some.lists(ENTRIES, min_size=1, max_size=3), some.booleans(), FIELDS)
def test_an_article_is_read_back_as_it_was(
    title: str, name: str, sections: list[Entry], has_opening: bool, common: Fields
) -> None:
    title = title.partition("{#")[0].strip() or "Pizza"
    common = Fields(topic=common.topic, language=common.language)
    entries = [
        replace(entry, source=NOWHERE, article=name, article_title=title, fields=fields)
        for entry in sections
        for fields in [replace(entry.fields, topic=common.topic, language=common.language)]
    ]
    if has_opening:
        entries[0] = replace(entries[0], id=name, question=title)
    found = [
        replace(item, source=NOWHERE) if isinstance(item, Entry) else item
        for item in article(Path("pizza.md"), article_text(entries, common))
    ]
    usable = [entry for entry in entries if checked(entry, 1)[0]]
    assert [item for item in found if isinstance(item, Entry)] == usable


def test_the_content_that_ships_is_read_back_as_it_was() -> None:
    entries = [replace(entry, source=NOWHERE) for entry in faq.entries() if not entry.article]
    fields = [replace(entry.fields, topic="All") for entry in entries]
    entries = [replace(entry, fields=field) for entry, field in zip(entries, fields, strict=True)]
    assert read(file_text(entries, "All", needed_defaults(entries[0]))) == entries
