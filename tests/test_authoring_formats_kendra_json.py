import json
import time

import pytest
from hypothesis import given, settings

from authoring.formats.kendra_json import FORMATS
from authoring.formats.records import Draft, FormatError
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

(KENDRA,) = FORMATS
NAMES = [
    "SchemaVersion",
    "FaqDocuments",
    "Question",
    "Answer",
    "Attributes",
    "_category",
    "_source_uri",
    "tags",
]
NAMES += ["AccessControlList", "_language_code", "status", "id"]
GUARDED = "not everybody might read it, so it is a draft; delete its line 'Status' if all may"


def test_a_document_is_a_draft_with_all_its_attributes() -> None:
    assert KENDRA.recognises([raw("kendra_faq.json")])
    plain, full, guarded = found(KENDRA, raw("kendra_faq.json"))
    assert plain == Draft(
        line=4,
        question="How tall is the lighthouse?",
        answer="Forty metres, and the stairs count double.",
    )
    assert full == Draft(
        line=8,
        question="Who winds the lamp?",
        answer="The keeper, at dusk.",
        topic="Lamp",
        tags=("night", "clockwork"),
        reference="https://light.example/lamp",
        metadata=(
            ("_last_updated_at", "2026-02-03T04:05:06Z"),
            ("_version", "v1"),
            ("_view_count", "123"),
            ("_authors", '["The keeper", "The gull"]'),
            ("tower", "east"),
        ),
    )
    assert isinstance(guarded, Draft)
    assert (guarded.line, guarded.status, guarded.changes) == (22, "draft", (GUARDED,))
    assert json.loads(dict(guarded.metadata)["AccessControlList"])[1]["Name"] == "gulls"


def test_untidy_documents_are_read_as_far_as_they_go() -> None:
    assert KENDRA.recognises([raw("kendra_untidy.json")])
    assert drafts(KENDRA, raw("kendra_untidy.json")) == [
        Draft(line=2, question="Is the fog free?", answer="Yes."),
        Draft(line=4, question="Is 7 an answer?", answer="7", metadata=(("Attributes", "[1]"),)),
        Draft(
            line=6,
            question="Is the fog free?",
            answer="Twice.",
            metadata=(("status", "foggy"), ("_language_code", "9")),
        ),
    ]
    assert skips(KENDRA, raw("kendra_untidy.json")) == [
        (3, "it has no question"),
        (5, "its question is no text"),
        (7, "it has no named fields"),
        (8, "it has no question"),
    ]


@pytest.mark.parametrize("told", ["{}", "[]", '{"FaqDocuments": {}}'])
def test_a_file_without_documents_is_refused(told: str) -> None:
    assert not KENDRA.recognises([text(told)])
    with pytest.raises(FormatError) as raised:
        found(KENDRA, text(told))
    assert str(raised.value) == "line 1: no list 'FaqDocuments' in it; export the FAQ again as JSON"


@settings(deadline=None, max_examples=50)
@given(written())
def test_what_is_written_is_read_back(entries: tuple[Entry, ...]) -> None:
    assert read_back(KENDRA, entries) == [as_draft(entry) for entry in entries]


def test_what_kendra_has_names_for_bears_them_and_who_may_read_it_stays() -> None:
    access = [{"Name": "keepers", "Type": "GROUP", "Access": "ALLOW"}]
    metadata = (("AccessControlList", json.dumps(access)), ("_view_count", "7"), ("_authors", '["A", "B"]'))
    fields = Fields("Lamp", reference="https://light.example", metadata=metadata)
    assert KENDRA.write is not None
    ((_, data),) = KENDRA.write([Entry("lamp", "Who?", "Me.", fields, Source("a.md", 1))]).files
    assert json.loads(data) == {
        "SchemaVersion": 1,
        "FaqDocuments": [
            {
                "Question": "Who?",
                "Answer": "Me.",
                "Attributes": {
                    "_view_count": 7,
                    "_authors": ["A", "B"],
                    "id": "lamp",
                    "_category": "Lamp",
                    "_language_code": "en",
                    "_source_uri": "https://light.example",
                },
                "AccessControlList": access,
            }
        ],
    }


def test_a_large_file_is_read_in_seconds() -> None:
    rows = [
        {"Question": f"Why {number}?", "Answer": "So. " * 50, "Attributes": {"_category": "a", "b": ["c"]}}
        for number in range(ROWS)
    ]
    file = text(json.dumps({"SchemaVersion": 1, "FaqDocuments": rows}, indent=1))
    begin = time.process_time()
    assert len(drafts(KENDRA, file)) == ROWS
    assert time.process_time() - begin < SECONDS


@settings(deadline=None)
@given(shaped(NAMES))
def test_any_json_is_rows_or_an_error(value: object) -> None:
    survives(KENDRA, [text(json.dumps(value))])
    survives(KENDRA, [text(json.dumps({"FaqDocuments": [value]}))])


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["kendra_faq.json", "kendra_untidy.json"], 200):
        survives(KENDRA, [file])
