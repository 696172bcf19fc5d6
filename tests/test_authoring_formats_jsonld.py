import html
import json
import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from authoring.formats.jsonld import FORMATS
from authoring.formats.jsonld_writing import answer_html, faq_page
from authoring.formats.records import Draft, FormatError, Loss, Skip
from faq import Entry, Fields, Source
from tests.structured import (
    ROWS,
    SECONDS,
    as_draft,
    damaged,
    drafts,
    found,
    raw,
    read_back,
    shaped,
    skips,
    survives,
    text,
    written,
)

(JSONLD,) = FORMATS
NAMES = [
    "@type",
    "@graph",
    "mainEntity",
    "name",
    "text",
    "acceptedAnswer",
    "suggestedAnswer",
    "inLanguage",
    "@id",
]
NAMES += ["dateModified", "keywords", "about", "alternateName", "@value", "identifier", "citation"]
PLACE = Source("a.md", 3)


def test_a_question_is_a_draft_with_all_its_properties() -> None:
    assert JSONLD.recognises([raw("jsonld_faq.json")])
    assert found(JSONLD, raw("jsonld_faq.json")) == [
        Draft(
            line=7,
            question="How fast is snail post?",
            answer="<p>One garden a <b>week</b>.</p>",
            id="speed",
            alternates=("delivery time",),
            topic="Snail post",
            language="en-gb",
            tags=("slow", "certain"),
            reviewed=date(2026, 3, 4),
            metadata=(
                ("upvoteCount", "3"),
                ("acceptedAnswer.author", '{"@type": "Person", "name": "A. Snail"}'),
            ),
        ),
        Draft(
            line=21,
            question="What's the postage?",
            answer="One lettuce leaf.",
            topic="Snail post",
            language="de",
            changes=("another answer is lost: 'Two.'",),
        ),
    ]


def test_the_scripts_of_a_page_are_read_with_their_lines_and_a_broken_one_is_told() -> None:
    assert JSONLD.recognises([raw("jsonld_page.html")])
    assert found(JSONLD, raw("jsonld_page.html")) == [
        Draft(line=13, question="Do you deliver in winter?", answer="We are asleep."),
        Skip(22, "a script of the page cannot be read: this is not JSON"),
    ]


def test_untidy_questions_are_read_as_far_as_they_go() -> None:
    assert JSONLD.recognises([raw("jsonld_untidy.json")])
    assert drafts(JSONLD, raw("jsonld_untidy.json")) == [
        Draft(
            line=4,
            question="7",
            answer="A plain text.",
            metadata=(("dateModified", "soon"), ("inLanguage", "slug")),
        ),
        Draft(line=6, question="With a language?", answer="Yes."),
    ]
    assert skips(JSONLD, raw("jsonld_untidy.json")) == [
        (2, "it has no answer"),
        (3, "it has no question"),
        (5, "its answer has no text"),
    ]


def test_a_page_without_json_is_refused_with_the_format_that_reads_it() -> None:
    page = text("<html><body><h1>Question</h1></body></html>")
    assert not JSONLD.recognises([page])
    with pytest.raises(FormatError) as raised:
        found(JSONLD, page)
    assert str(raised.value) == (
        "line 1: no script of the type 'application/ld+json' in the page; import it with '--format page'"
    )


def plain(entry: Entry) -> bool:
    """Whether no text of an entry looks like HTML, which names in JSON-LD are read as."""
    texts = (entry.question, entry.fields.topic, *entry.fields.alternates)
    return all(html.unescape(typed) == typed for typed in texts)


@settings(deadline=None, max_examples=50)
@given(written())
def test_what_is_written_is_read_back_as_far_as_it_can_be_held(entries: tuple[Entry, ...]) -> None:
    if not all(map(plain, entries)):
        return
    none = Fields()
    expected = [
        replace(
            as_draft(entry),
            answer=answer_html(entry.answer),
            see_also=none.see_also,
            formerly=none.formerly,
            review_every=none.review_every,
            status=none.status,
        )
        for entry in entries
    ]
    assert read_back(JSONLD, entries) == expected


def test_a_page_is_what_search_engines_ask_for() -> None:
    fields = Fields(
        "Pets", alternates=("pets",), tags=("dog",), reviewed=date(2026, 1, 2), reference="the cook"
    )
    dog = Entry("dog", "May I bring my dog?", "Yes; see [cats](#cat) & <b>.", fields, PLACE)
    assert faq_page([dog], "https://a.org/faq") == {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": "https://a.org/faq",
        "inLanguage": "en",
        "mainEntity": [
            {
                "@type": "Question",
                "@id": "https://a.org/faq#dog",
                "name": "May I bring my dog?",
                "alternateName": ["pets"],
                "inLanguage": "en",
                "about": {"@type": "Thing", "name": "Pets"},
                "keywords": ["dog"],
                "dateModified": "2026-01-02",
                "citation": "the cook",
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": '<p>Yes; see <a href="https://a.org/faq#cat">cats</a> &amp; &lt;b&gt;.</p>',
                    "url": "https://a.org/faq#dog",
                },
            }
        ],
    }


def test_no_answer_brings_a_script_or_a_link_that_runs_one() -> None:
    shown = answer_html("<script>alert(1)</script> [x](javascript:alert(1)) ![y](data:text/html,z)")
    assert "<script" not in shown
    assert "javascript:" not in shown.replace("[x](javascript:alert(1))", "")
    assert 'href="' not in shown


def test_what_cannot_be_written_is_told() -> None:
    assert JSONLD.write is not None
    fields = Fields(see_also=("cat",), status="draft")
    assert JSONLD.write([Entry("dog", "A dog?", "Yes.", fields, PLACE)]).losses == (
        Loss(PLACE, "its field 'see also', 'cat'"),
        Loss(PLACE, "its field 'status', 'draft'"),
    )


def test_a_large_page_is_read_in_seconds() -> None:
    rows = [
        {
            "@type": "Question",
            "name": f"Why {number}?",
            "acceptedAnswer": {"@type": "Answer", "text": "So. " * 50},
        }
        for number in range(ROWS)
    ]
    page = json.dumps({"@type": "FAQPage", "mainEntity": rows}, indent=1)
    file = text(
        f"<html>\n<script type='application/ld+json'>{page}</script>\n{'<script>x</script>' * ROWS}</html>"
    )
    begin = time.process_time()
    assert len(drafts(JSONLD, file)) == ROWS
    assert time.process_time() - begin < SECONDS


def test_scripts_that_never_end_are_read_in_no_time() -> None:
    begin = time.process_time()
    survives(JSONLD, [text("<p>Question" + '<script type="application/ld+json">' * 50_000)])
    assert time.process_time() - begin < SECONDS


@settings(deadline=None)
@given(shaped(NAMES))
def test_any_json_is_rows_or_an_error(value: object) -> None:
    survives(JSONLD, [text(json.dumps(value))])
    survives(
        JSONLD,
        [text(json.dumps({"@type": "Question", "name": "Why?", "acceptedAnswer": value, "about": value}))],
    )


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["jsonld_faq.json", "jsonld_page.html", "jsonld_untidy.json"], 200):
        survives(JSONLD, [file])
