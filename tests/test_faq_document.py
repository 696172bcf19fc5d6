from pathlib import Path

import pytest

from faq.document import article, questions
from faq.records import Entry, Fields, Problem, Source


def told(found: list[Entry | Problem]) -> list[str]:
    return [str(item) if isinstance(item, Problem) else f"{item.id} = {item.title}" for item in found]


def asked(text: str, name: str = "menu.md") -> list[Entry | Problem]:
    return list(questions(Path(name), text))


def written(text: str, name: str = "dough.md") -> list[Entry | Problem]:
    return list(article(Path(name), text))


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("---\ntopic: Pizza\n---\n# Menu\n## What?\nYes.", "Pizza"),
        ("# Menu\n## What?\nYes.", "Menu"),
        ("---\ntopic:\n---\n# Menu {#m}\n## What?\nYes.", "Menu"),
        ("## What?\nYes.", "The menu of today"),
    ],
)
def test_the_topic_is_the_front_matter_or_the_title_or_the_name_of_the_file(text: str, topic: str) -> None:
    (entry,) = asked(text, "the-menu_of-today.md")
    assert isinstance(entry, Entry)
    assert entry.fields.topic == topic


def test_lines_stay_true_below_front_matter() -> None:
    text = "---\ntags: [a]\n\n---\n# Menu\n\n## What?\n\nYes.\n\n## Why?\n\n![b](c)\n"
    assert asked(text) == [
        Entry("what", "What?", "Yes.", Fields("Menu", tags=("a",)), Source("menu.md", 7)),
        Problem(
            Source("menu.md", 13), "an image", "describe it in words; pictures are fetched from other hosts"
        ),
        Entry("why", "Why?", "![b](c)", Fields("Menu", tags=("a",)), Source("menu.md", 11)),
    ]


def test_broken_front_matter_costs_the_defaults_only() -> None:
    for matter in ("topic: [Pizza", "topic: a: b", "- topic", "topic: a\ntopic: b"):
        problem, entry = asked(f"---\n{matter}\n---\n## What?\nYes.")
        assert isinstance(problem, Problem)
        fields = Fields("Menu")
        line = matter.count("\n") + 5
        assert entry == Entry("what", "What?", "Yes.", fields, Source("menu.md", line - 1))


def test_front_matter_in_the_wrong_place_is_reported() -> None:
    assert told(asked("\n---\ntopic: a\n---\n## What?\nYes.")) == [
        "menu.md:2: front matter below the first line; delete what stands above it",
        "what = What?",
    ]
    assert told(asked("---\ntopic: a\n\n## What?\nYes.")) == [
        "menu.md:1: front matter is not closed; end it with a line '---'",
        "what = What?",
    ]


def test_a_question_written_as_a_title_is_not_lost_in_silence() -> None:
    assert told(asked("# Menu\nNotes.\n## What?\nYes.\n# Why?\nThus.")) == [
        "menu.md:5: 'Why?' is a second title; begin a question with '## '",
        "what = What?",
    ]
    assert told(asked("# Why?\nThus.")) == ["menu.md:1: no question in this file; begin one with '## '"]


def test_an_article_is_cut_into_its_introduction_and_sections() -> None:
    text = (
        "---\ntopic: Baking\n---\n# All about dough {#all}\n\nTags: x\n\nIt rises.\n\n"
        "## Flour {#flour}\nWheat.\n## Water\nCold.\n"
    )

    def part(name: str, heading: str, answer: str, line: int, tags: tuple[str, ...] = ()) -> Entry:
        fields = Fields("Baking", tags=tags)
        return Entry(name, heading, answer, fields, Source("dough.md", line), "all", "All about dough")

    assert written(text) == [
        part("all", "All about dough", "It rises.", 4, ("x",)),
        part("flour", "Flour", "Wheat.", 10),
        part("all-water", "Water", "Cold.", 12),
    ]
    assert [entry.title for entry in written(text) if isinstance(entry, Entry)] == [
        "All about dough",
        "All about dough › Flour",
        "All about dough › Water",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["dough.md:1: the article has no text; write it below the title"]),
        ("---\ntopic: a\n---\n\n", ["dough.md:1: the article has no text; write it below the title"]),
        ("# Dough", ["dough.md:1: the article has no text; write it below the title"]),
        ("# Dough\n\nYes.", ["dough = Dough"]),
        ("# Dough\n\nTags: a\n", ["dough.md:1: 'Dough' has no answer; write it below the heading"]),
        ("Yes.", ["dough.md:1: the article has no title; begin with '# Its title'", "dough = Dough"]),
        (
            "---\ntags: a\n---\n\nYes.\n\n![a](b)",
            [
                "dough.md:1: the article has no title; begin with '# Its title'",
                "dough.md:7: an image; describe it in words; pictures are fetched from other hosts",
                "dough = Dough",
            ],
        ),
        (
            "## Flour\nWheat.",
            ["dough.md:1: the article has no title; begin with '# Its title'", "dough-flour = Dough › Flour"],
        ),
        (
            "Lost.\n# A\nYes.\n# B\nLost.\n## C\nYes.",
            [
                "dough.md:1: text above the first heading is not shown; move it below, or delete it",
                "dough.md:4: 'B' is a second title; begin a section with '## '",
                "dough = A",
                "dough-c = A › C",
            ],
        ),
        ("# A {#a_b}\nYes.", ["dough.md:1: 'a_b' cannot be an id; use letters, digits and single hyphens"]),
        (
            "# A\n## ???\nYes.\n## B {#}\nYes.",
            ["dough.md:2: a heading without words; write the question there", "dough-b = A › B"],
        ),
    ],
)
def test_an_article_in_another_shape_is_reported(text: str, expected: list[str]) -> None:
    assert told(written(text)) == expected


def test_a_long_heading_in_an_article_still_gets_an_id() -> None:
    (entry,) = written(f"# A\n## {'word ' * 40}\nYes.", f"{'long-name-' * 5}end.md")
    assert isinstance(entry, Entry)
    assert entry.id == ("long-name-" * 5 + "end-" + "word-" * 40)[:100].rstrip("-")


def test_a_file_name_that_is_no_id_is_reported() -> None:
    what = "all_about dough.md:1: 'all_about dough' cannot be an id; use letters, digits and single hyphens"
    assert told(written("# A\nYes.", "all_about dough.md")) == [what]
    assert told(written("# A {#a}\nYes.", "all_about dough.md")) == ["a = A"]
