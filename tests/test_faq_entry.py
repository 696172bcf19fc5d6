from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.entry import Body, Place, body_of, checked, entry_of, slug
from faq.fields import is_id
from faq.markdown import Section
from faq.records import Entry, Fields, Problem, Source

PLACE = Place("menu.md", Fields(topic="Menu", tags=("food",)))


def section(body: str, heading: str = "What?", name: str | None = None) -> Section:
    return Section(3, 2, heading, name, body, 4)


def body(text: str) -> Body:
    return body_of(section(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What's a **subnet** mask?", "what-s-a-subnet-mask"),
        ("  IPv4 -- or IPv6?  ", "ipv4-or-ipv6"),
        ("snake_case", "snake-case"),
        ("Größe & STRASSE", "grösse-strasse"),
        ("ﬁne ² ①", "fine-2-1"),
        ("日本語?", "日本語"),
        ("???", ""),
        ("word " * 30, "word-" * 15 + "word"),
        ("w" * 200, "w" * 80),
    ],
)
def test_a_heading_gives_an_id(text: str, expected: str) -> None:
    assert slug(text) == expected


@settings(deadline=None, max_examples=200)
@given(some.text(max_size=120))
def test_every_slug_is_an_id_and_its_own_slug(text: str) -> None:
    found = slug(text)
    assert not found or is_id(found)
    assert slug(found) == found


def test_the_answer_begins_at_the_first_line_that_is_no_field() -> None:
    text = "\nTags: a\n\nAlso asked:\n\n- b\n* c\n  and d\n+ e\n\nSee also: #f\nNote: g\n\nTags: h\n\n"
    assert body(text) == Body(
        values={"tags": "a", "also asked": ["b", "c and d", "e"], "see also": "#f"},
        lines={"tags": 5, "also asked": 7, "see also": 14},
        unknown=(),
        twice=(),
        answer="Note: g\n\nTags: h",
        answer_line=15,
    )


@pytest.mark.parametrize("line", ["Answer:", " Answer:  "])
def test_a_line_of_its_own_may_begin_the_answer(line: str) -> None:
    found = body(f"Tags: a\n{line}\n\n\nTags: are words.\n")
    assert (found.answer, found.values, found.answer_line) == ("Tags: are words.", {"tags": "a"}, 8)
    assert body(f"Also asked:\n- b\n{line}\n- c\n").answer == "- c"


def test_a_sentence_that_begins_with_the_word_answer_is_part_of_the_answer() -> None:
    assert body("Answer: yes.\nAnswer:\n").answer == "Answer: yes.\nAnswer:"


@pytest.mark.parametrize("line", ["See also: #a", "  see_also: #a", "SEE-ALSO:   #a  ", "See also : #a"])
def test_a_field_is_known_however_it_is_spelt(line: str) -> None:
    assert body(f"{line}\n\nYes.").values == {"see also": "#a"}


@pytest.mark.parametrize(
    "line",
    [
        "Note: this is an answer.",
        "https://example.org",
        "Status:draft",
        "    Status: draft",
        "- Status: draft",
        "**Status:** draft",
        "Taggs: " + "a" * 201,
        "TL;DR: yes",
        "Tags",
        ": a",
    ],
)
def test_an_answer_may_begin_with_nearly_anything(line: str) -> None:
    found = body(f"{line}\nTags: a")
    assert (found.answer, found.values, found.unknown) == (f"{line}\nTags: a", {}, ())


@pytest.mark.parametrize("name", ["Reviewer", "The status", "Taggs", "also askd", "Topic", "Language"])
def test_a_line_much_like_a_field_is_reported_and_not_shown(name: str) -> None:
    found = body(f"{name}: a\n\nYes.")
    assert (found.answer, found.values, found.unknown) == ("Yes.", {}, ((name.lower(), 4),))


def test_alternates_end_where_the_list_ends() -> None:
    assert body("Also asked: a\n- b\n\nYes.\n- c").values == {"also asked": ["a", "b"]}
    assert body("Also asked:\n\n- a\n\n    code\n").answer == "    code"
    assert body("Also asked:\n\n1. a\n").answer == "1. a"
    assert body("Also asked:\n- a\n---\n").answer == "---"


def test_an_entry_is_made_with_what_its_file_says() -> None:
    entry, problems = entry_of(section("\nTags: cheese\n\nYes.\n", name="what"), PLACE)
    fields = Fields(topic="Menu", tags=("food", "cheese"))
    assert (entry, problems) == (Entry("what", "What?", "Yes.", fields, Source("menu.md", 3)), ())


def test_everything_wrong_with_an_entry_is_told_at_once() -> None:
    text = "Taggs: a\nTopic: b\nStatus: c\nStatus: draft\nReviewed: soon\n\n<b>\n\n[d](e)\n"
    entry, problems = entry_of(section(text, heading="What\u202e?"), PLACE)
    assert entry == Entry(
        "what", "What\u202e?", "<b>\n\n[d](e)", Fields("Menu", tags=("food",), status="draft"),
        Source("menu.md", 3),
    )  # fmt: skip
    assert sorted(map(str, problems)) == sorted(
        [
            "menu.md:3: an invisible character that turns the writing direction; delete it",
            "menu.md:4: unknown field 'taggs'; did you mean 'tags'?",
            "menu.md:5: field 'topic' is for a whole file; "
            "write it at the top of the file, between two lines '---'",
            "menu.md:7: field 'status' stands twice; keep one of them",
            "menu.md:8: 'soon' is not a date; write year-month-day, as in 2026-01-31",
            "menu.md:10: HTML '<b>' is shown as text; use Markdown, or put it in `backticks`",
            "menu.md:12: a link to 'e'; link to https://…, mailto:… or an entry as in #its-id",
        ]
    )


@pytest.mark.parametrize("line", ["Review_every: 2 weeks", "Review every: 2 weeks"])
def test_front_matter_spelling_works_below_a_heading(line: str) -> None:
    entry, problems = entry_of(section(f"{line}\n\nYes."), PLACE)
    assert entry is not None
    assert (entry.fields.review_every, problems) == ("2 weeks", ())


@pytest.mark.parametrize(
    ("path", "messages"),
    [
        (
            "menu.md",
            [
                "menu.md:3: a heading without words; write the question there",
                "menu.md:3: '?' has no answer; write it below the heading",
            ],
        ),
        (
            "menu.CSV",
            [
                "menu.CSV:3: a row without a question; write the question there",
                "menu.CSV:3: '?' has no answer; write it in the column 'answer'",
            ],
        ),
    ],
)
def test_what_cannot_be_shown_is_left_out_with_every_reason(path: str, messages: list[str]) -> None:
    found = checked(Entry("", "?", " \n", Fields(), Source(path, 3)), 4)
    assert (found[0], list(map(str, found[1]))) == (None, messages)


def test_an_id_that_is_none_is_explained_where_it_was_typed() -> None:
    remedy = "use letters, digits and single hyphens, as in"
    for path, example in {Path("a.md"): "{#subnet-mask}", Path("a.csv"): "subnet-mask"}.items():
        entry = Entry("a_b", "What?", "Yes.", Fields(), Source(str(path), 3))
        problem = Problem(entry.source, "'a_b' cannot be an id", f"{remedy} {example}")
        assert checked(entry, 4) == (None, (problem,))
