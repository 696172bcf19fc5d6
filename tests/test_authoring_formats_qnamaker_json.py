import json
import time

import pytest
from hypothesis import given, settings

from authoring.formats.qnamaker_json import FORMATS
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

(QNA,) = FORMATS
NAMES = ["qnaDocuments", "value", "Assets", "qnas", "id", "questions", "answer", "metadata", "name", "dialog"]
NAMES += [
    "context",
    "prompts",
    "qnaId",
    "qna",
    "displayOrder",
    "displayText",
    "alterations",
    "op",
    "isContextOnly",
]


def test_a_pair_of_qna_maker_is_a_draft_with_all_it_says() -> None:
    assert found(QNA, raw("qnamaker_rest.json")) == [
        Draft(
            line=3,
            question="What does a dragon eat?",
            answer="A **small** dragon eats one sheep a day, a large one does not say.\n\n"
            "See [the menu](https://dragons.example/menu).",
            id="1",
            alternates=("dragon food", "may it have my neighbour"),
            topic="Care",
            see_also=("2", "3"),
            metadata=(("stable", "north"), ("lastUpdatedTimestamp", "2026-01-31T09:00:00.00Z")),
            changes=("the text of a prompt is lost: 'Fire'",),
        ),
        Draft(
            line=22,
            question="Can I return a dragon?",
            answer="Within 14 days, if both of you still have all limbs.",
            id="2",
            reference="https://dragons.example/terms",
        ),
        Draft(
            line=30,
            question="How does it breathe fire?",
            answer="Ask nicely. Stand aside.",
            id="3",
            metadata=(("isContextOnly", "true"),),
            changes=("it was shown after another answer only",),
        ),
    ]


def test_an_exported_project_is_read_whatever_case_its_names_have() -> None:
    suggested = (
        '[{"ClusterHead": "where to fly", "SuggestedQuestions":'
        ' [{"Question": "fly where", "UserSuggestedCount": 2}]}]'
    )
    assert found(QNA, raw("qnamaker_project.json")) == [
        Skip(5, "words that mean the same belong in synonyms.txt; write there: dragon, wyrm, big lizard"),
        Draft(
            line=8,
            question="Where may I fly?",
            answer="Only above clouds, and never over hay.",
            id="7",
            tags=("flying", "rules"),
            see_also=("8",),
            reference="stable rules.docx",
            metadata=(
                ("wing", "left"),
                ("status", "hot"),
                ("sourceDisplayName", "Stable rules"),
                ("activeLearningSuggestions", suggested),
            ),
            changes=("the text of a prompt is lost: 'And at night?'",),
        ),
        Draft(line=21, question="May I fly at night?", answer="With a lamp on the tail.", id="8"),
    ]


def test_untidy_rows_are_read_as_far_as_they_go_and_the_others_say_why_not() -> None:
    assert drafts(QNA, raw("qnamaker_untidy.json")) == [
        Draft(
            line=2,
            question="Who rides first?",
            answer="Whoever is braver.",
            id="1",
            metadata=(("metadata", "brave"), ("dialog", "none")),
        ),
        Draft(
            line=3,
            question="Who rides second?",
            answer="42",
            id="1",
            alternates=("7",),
            changes=("2 of its questions are no text",),
        ),
        Draft(
            line=6,
            question="Is one text enough?",
            answer="Yes.",
            id="4",
            changes=("some of its prompts cannot be read", "a prompt leads nowhere: 'Nowhere'"),
        ),
        Draft(
            line=10,
            question="Half a � egg?",
            answer="Nul \0 inside.",
            id="1e999",
            changes=("a damaged character is shown as '�'",),
        ),
    ]
    assert skips(QNA, raw("qnamaker_untidy.json")) == [
        (4, "it has no question"),
        (5, "it has no answer"),
        (7, "its answer is no text"),
        (8, "it has no named fields"),
        (9, "it has no named fields"),
        (11, "it names fewer than two words that mean the same"),
    ]


@pytest.mark.parametrize("wrapper", ["qnaDocuments", "qnaList", "value", "qnas"])
def test_every_wrapper_of_the_rest_interface_is_known(wrapper: str) -> None:
    file = text(json.dumps({wrapper: [{"id": 1, "answer": "So.", "questions": ["Why?"]}]}))
    assert QNA.recognises([file])
    assert drafts(QNA, file) == [Draft(line=1, question="Why?", answer="So.", id="1")]


def test_a_file_without_pairs_is_refused() -> None:
    for told in ("{}", "7", '{"value": 3}', "[]"):
        with pytest.raises(FormatError) as raised:
            found(QNA, text(told))
        assert str(raised.value) == (
            "line 1: no list of questions and answers in it; export the project again as JSON"
        )


def test_a_broken_file_among_others_is_a_row_left_out() -> None:
    sound, broken = raw("qnamaker_rest.json"), text("[1,\n", "broken.json")
    assert found(QNA, sound, broken)[3:] == [
        Skip(2, "the file cannot be read: the file ends too early", path="broken.json")
    ]


@settings(deadline=None, max_examples=50)
@given(written())
def test_what_is_written_is_read_back(entries: tuple[Entry, ...]) -> None:
    assert read_back(QNA, entries) == [as_draft(entry) for entry in entries]


def test_what_cannot_be_written_is_told() -> None:
    place = Source("a.md", 3)
    entry = Entry("dog", "A dog?", "Yes.", Fields(see_also=("cat",)), place, "pets", "Pets")
    assert QNA.write is not None
    assert QNA.write([entry]).losses == (
        Loss(place, "that it is a section of the article 'Pets'"),
        Loss(place, "its link to #cat, which is not written"),
    )


def test_numbers_stay_the_ids_of_those_who_have_them() -> None:
    entries = [
        Entry(name, f"{name}?", "Yes.", Fields(), Source("a.md", 1)) for name in ("b", "1", "c", "007")
    ]
    assert QNA.write is not None
    pairs = json.loads(QNA.write(entries).files[0][1])["assets"]["qnas"]
    assert [pair["id"] for pair in pairs] == [2, 1, 3, 4]


def test_a_large_file_is_read_in_seconds() -> None:
    rows = [
        {"id": number, "answer": "So. " * 50, "questions": [f"Why {number}?", "why"], "metadata": {"a": "b"}}
        for number in range(ROWS)
    ]
    file = text(json.dumps({"qnaDocuments": rows}, indent=1))
    begin = time.process_time()
    assert len(drafts(QNA, file)) == ROWS
    assert time.process_time() - begin < SECONDS


@settings(deadline=None)
@given(shaped(NAMES))
def test_any_json_is_rows_or_an_error(value: object) -> None:
    survives(QNA, [text(json.dumps(value))])


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["qnamaker_rest.json", "qnamaker_project.json", "qnamaker_untidy.json"], 200):
        survives(QNA, [file])
