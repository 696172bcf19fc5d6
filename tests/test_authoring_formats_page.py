import sys
import time
from pathlib import Path

import pytest

from authoring.formats.page import FORMATS
from authoring.formats.page_parts import PAIR, are_pairs, cut_level, question_level
from authoring.formats.records import Draft, FormatError, Raw, Skip
from authoring.records import CommandError
from tests.structured import ROWS, SECONDS, damaged, drafts, found, raw, skips, survives, text

(PAGE,) = FORMATS


def test_an_html_page_is_an_article_of_its_sections_without_what_surrounds_it() -> None:
    assert PAGE.recognises([raw("page_article.html")])
    rows = drafts(PAGE, raw("page_article.html"))
    assert {(row.article, row.language, row.reference) for row in rows} == {
        ("Walking a cactus", "en", "https://desert.example/walks")
    }
    assert [(row.line, row.question, row.id, row.answer, row.metadata) for row in rows] == [
        (13, "Walking a cactus", "", "A cactus needs company.", (("description", "Slowly."),)),
        (17, "The leash", "leash", "Use a **long** one.\n\n### Material\n\nLeather. `<rope>` breaks.", ()),
        (23, "Meeting dogs", "dogs", "- Stand still.\n- Smile.", ()),
    ]
    assert skips(PAGE, raw("page_article.html")) == [(27, "it has no text")]


def test_a_page_of_a_documentation_site_is_an_article_with_its_front_matter() -> None:
    assert PAGE.recognises([raw("page_docs.md")])
    rows = drafts(PAGE, raw("page_docs.md"))
    assert {(row.article, row.tags) for row in rows} == {("Teapot repair", ("kitchen", "porcelain"))}
    assert [(row.line, row.question, row.id) for row in rows] == [
        (17, "Teapot repair", ""),
        (19, "Glue", "glue"),
        (32, "Lids", ""),
    ]
    assert rows[0].metadata == (
        ("description", "For beginners."),
        ("sidebar_position", "3"),
        ("search", '{"boost": "2"}'),
    )
    assert rows[1].metadata == ()
    assert rows[1].answer == (
        "Use the *white* one.\n\n### Drying time\n\nA night.\n\n```md\n## No heading\n<!-- kept -->\n```"
    )
    assert skips(PAGE, raw("page_docs.md")) == [(37, "it has no text")]


def test_headings_that_ask_make_entries_with_the_heading_above_as_topic() -> None:
    assert found(PAGE, raw("page_questions.md")) == [
        Skip(1, "text that answers no question: 'Asked at every fair.'", "Teapot questions"),
        Draft(
            line=7,
            question="Why does it drip?",
            answer="Physics.\n\n#### Which physics?\n\nThe wet kind.",
            topic="Spouts",
        ),
        Draft(
            line=15,
            question="Can a spout be straight?",
            answer="Not with dignity.",
            id="straight",
            topic="Spouts",
        ),
        Draft(line=19, question="Repairs", answer="On Mondays.", topic="Spouts"),
        Skip(25, "it has no answer", "Where is my lid?"),
        Draft(line=27, question="Does the lid whistle?", answer="Only when happy.", topic="Lids"),
    ]


def test_what_a_markdown_page_folds_away_is_its_questions() -> None:
    assert found(PAGE, raw("page_folded.md")) == [
        Draft(
            line=3,
            question="Why does it sing?",
            answer="Because it `boils`.\n\n## Louder\n\nYes.",
            topic="Kettle questions",
        ),
        Draft(line=14, question="Is it safe?", answer="Quite.", topic="Kettle questions"),
        Draft(
            line=16,
            question="Who invented it?",
            answer="Somebody **thirsty**.\n\n- and cold",
            topic="Kettle questions",
        ),
        Skip(21, "text that answers no question: 'Behind the last one.'"),
    ]


def test_what_an_html_page_folds_away_or_lists_as_terms_is_its_questions() -> None:
    assert found(PAGE, raw("page_details.html")) == [
        Skip(2, "text that answers no question: 'Ask away.'", "Cactus help"),
        Draft(line=5, question="Does it hurt?", answer="Only *you*.", id="hurt", topic="Spines"),
        Draft(
            line=6,
            question="May I hug it?",
            answer="1. Once.\n\n#### Afterwards\n\nTweezers.",
            topic="Spines",
        ),
        Draft(line=9, question="How much?", answer="A drop.", topic="Water"),
        Draft(line=9, question="How often?", answer="In May.", topic="Water"),
        Skip(9, "text that answers no question: 'Still thirsty? Write to us.'"),
    ]


def test_a_page_without_headings_is_one_passage_named_after_its_file() -> None:
    file = raw("page_untidy.md")
    assert PAGE.recognises([file])
    assert found(PAGE, file) == [
        Draft(
            line=5,
            question="Page untidy",
            answer="Just text, café.",
            article="Page untidy",
            changes=("its front matter cannot be read (this is not YAML)",),
        )
    ]
    (draft,) = drafts(PAGE, text("<p>Only <b>this</b>.</p>", "old/start_page.htm"))
    assert (draft.question, draft.article, draft.answer) == ("Start page", "Start page", "Only **this**.")


def test_the_first_page_of_a_folder_is_named_after_the_folder() -> None:
    (draft,) = drafts(PAGE, text("Text.", "garden-tools/index.md"))
    assert draft.article == "Garden tools"


def test_every_page_of_a_folder_is_read_and_one_without_text_is_told() -> None:
    rows = found(
        PAGE, text("# A\n\nText.", "a.md"), text("<html><nav>x</nav></html>", "b.html"), text("B.", "c.md")
    )
    assert [(row.path, row.question) for row in rows] == [("a.md", "A"), ("b.html", ""), ("c.md", "C")]
    assert rows[1] == Skip(1, "the file cannot be read: the page has no text", path="b.html")


@pytest.mark.parametrize(
    "around", ["{}", "<body>{}</body>", "<main>{}</main><p>x</p>", "<article>{}</article>x"]
)
def test_several_large_headings_are_sections_like_the_others(around: str) -> None:
    page = around.format("<h1>One</h1>a<h2>Two</h2>b<h1>Three</h1>c<h3>Four</h3>d")
    assert [(row.question, row.answer) for row in drafts(PAGE, text(f"<html>{page}</html>"))] == [
        ("One", "a"),
        ("Two", "b"),
        ("Three", "c\n\n### Four\n\nd"),
    ]


def test_a_heading_within_a_list_or_a_quotation_stays_there_as_text() -> None:
    page = "<h1>One</h1><p>a</p><ul><li><h2>Two</h2>b</li></ul>"
    (draft,) = drafts(PAGE, text(f"<html>{page}</html>"))
    assert "Two" in draft.answer
    assert "FAQPART" not in draft.answer


def test_a_page_that_holds_our_own_mark_keeps_it() -> None:
    (draft,) = drafts(PAGE, text("<html><h1>FAQPART0</h1><p>FAQPART1 and FAQPARTX0</p></html>"))
    assert (draft.question, draft.answer) == ("FAQPART0", "FAQPART1 and FAQPARTX0")


def test_remarks_and_imports_are_dropped_but_not_from_code() -> None:
    page = "# A\n\nimport X from './x'\nText <!-- gone\ngone --> here.\n\n    <!-- code -->\n"
    (draft,) = drafts(PAGE, text(page, "a.md"))
    assert "gone" not in draft.answer
    assert "import" not in draft.answer
    assert "<!-- code -->" in draft.answer


def test_some_details_of_a_long_text_do_not_make_it_a_page_of_questions() -> None:
    assert not are_pairs(["More", "Still more"], 100, 1_000)
    assert are_pairs(["More", "Still more"], 600, 1_000)
    assert are_pairs(["More?", "Still more?"], 100, 1_000)
    assert not are_pairs(["More?"], 900, 1_000)


def test_the_level_of_questions_is_the_one_with_the_most() -> None:
    assert question_level([(1, "A?"), (1, "B?")]) == 0
    assert question_level([(2, "A?"), (2, "B?"), (3, "C?"), (3, "D?"), (3, "E")]) == 3
    assert question_level([(2, "A?"), (PAIR, "B")]) == PAIR
    assert question_level([(2, "A?"), (2, "B"), (2, "C?"), (2, "D")]) == 0
    assert [
        cut_level([(1, "A")]),
        cut_level([(1, "A"), (3, "B"), (4, "C")]),
        cut_level([(3, "A"), (2, "B")]),
    ] == [*(2, 3, 2)]


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bs4", None)
    with pytest.raises(CommandError) as raised:
        found(PAGE, raw("page_article.html"))
    assert (
        str(raised.value) == "reading HTML needs the library bs4; pip install -r requirements-authoring.txt"
    )


def test_large_pages_are_read_in_seconds() -> None:
    markdown = "# A\n\n" + "".join(f"## Why {number}?\n\n{'So. ' * 20}\n\n" for number in range(ROWS))
    folded = "".join(
        f"<details><summary>Why {number}?</summary>\n\nSo.\n\n</details>\n" for number in range(ROWS)
    )
    begin = time.process_time()
    assert len(drafts(PAGE, text(markdown, "a.md"))) == ROWS
    assert len(drafts(PAGE, text(folded, "a.md"))) == ROWS
    assert time.process_time() - begin < SECONDS


def test_a_large_html_page_is_read_in_seconds() -> None:
    page = "".join(f"<h2>Why {number}?</h2><p>{'So. ' * 20}</p>\n" for number in range(ROWS))
    begin = time.process_time()
    assert len(drafts(PAGE, text(f"<html>{page}</html>", "a.html"))) == ROWS
    assert time.process_time() - begin < 2 * SECONDS


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 100_000,
        "<details>" * 20_000,
        "<details><summary>" * 10_000,
        '??? a "b"\n' * 20_000,
        "\n".join(["import 'a"] * 20_000),
        "# {#" * 20_000,
    ],
)
def test_marks_that_never_end_are_read_in_no_time(page: str) -> None:
    begin = time.process_time()
    survives(PAGE, [text(page, "a.md")])
    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize(
    "page", ["<div>" * 20_000 + "x", "<h2>" * 1_000, "<ul><li>" * 3_000, "<details>" * 5_000]
)
def test_pages_that_nest_without_end_are_read_or_refused(page: str) -> None:
    begin = time.process_time()
    survives(PAGE, [text(f"<html>{page}", "a.html")])
    assert time.process_time() - begin < SECONDS


def test_damaged_pages_are_rows_or_an_error() -> None:
    names = ["page_article.html", "page_details.html", "page_docs.md", "page_folded.md", "page_questions.md"]
    for file in damaged(names, 300):
        survives(PAGE, [file])
        survives(PAGE, [Raw(Path("a.md"), file.data), raw("page_docs.md")])


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(FormatError) as raised:
        found(PAGE, text(" \n", "a.md"))
    assert str(raised.value) == ("the page has no text; give a page whose text stands in the file itself")
