import json
import time

import pytest
from hypothesis import given, settings

from authoring.formats.botpress import FORMATS
from authoring.formats.records import Draft, FormatError, Skip
from tests.structured import ROWS, SECONDS, damaged, drafts, found, raw, shaped, survives, text

(BOTPRESS,) = FORMATS
NAMES = [
    "qnas",
    "id",
    "data",
    "questions",
    "answers",
    "en",
    "fr",
    "contexts",
    "enabled",
    "redirectFlow",
    "action",
]
NAMES += ["contentElements", "formData", "text$en"]
CONTEXTS = (("contexts", '["castle", "global"]'),)


def test_a_row_is_a_draft_in_every_language() -> None:
    assert BOTPRESS.recognises([raw("botpress_export.json")])
    assert found(BOTPRESS, raw("botpress_export.json")) == [
        Draft(
            line=3,
            question="How deep is the moat?",
            answer="Two knights deep.",
            id="moat_depth-en",
            alternates=("moat depth",),
            topic="castle",
            language="en",
            metadata=CONTEXTS,
            changes=("another answer is lost: 'Deep enough.'",),
        ),
        Draft(
            line=3,
            question="Quelle profondeur a la douve ?",
            answer="Deux chevaliers.",
            id="moat_depth-fr",
            topic="castle",
            language="fr",
            metadata=CONTEXTS,
        ),
        Skip(
            15,
            "it leads to the flow 'bridge.flow.json' and has no answer in the language 'en'",
            "Who lowers the bridge?",
        ),
        Draft(
            line=27,
            question="When is the gate open?",
            answer="At sunrise.",
            id="gate",
            language="en",
            status="draft",
            changes=("another answer is lost: '#!builtin_text-9'",),
        ),
    ]


def test_a_file_of_one_row_is_read_as_well_and_wrong_rows_say_why() -> None:
    one = {"id": "a", "data": {"questions": {"en": ["Why?"]}, "answers": {"en": ["#!x"]}}}
    assert BOTPRESS.recognises([text(json.dumps(one))])
    assert found(BOTPRESS, text(json.dumps(one))) == [
        Skip(
            1,
            "its answer is the content element '#!x', whose text is not in the file in the language 'en'",
            "Why?",
        )
    ]
    wrong = [7, {"id": "a"}, {"data": {"questions": {"en": []}}}, {"data": {"questions": {"en": "Why?"}}}]
    assert [row.reason for row in found(BOTPRESS, text(json.dumps(wrong))) if isinstance(row, Skip)] == [
        "it has no named fields",
        "it has no named fields",
        "it has no question",
        "it has no answer in the language 'en'",
    ]


def test_a_file_without_rows_is_refused() -> None:
    with pytest.raises(FormatError) as raised:
        found(BOTPRESS, text("{}"))
    assert str(raised.value) == "line 1: no list 'qnas' in it; export the questions again from the Q&A module"


def test_a_large_file_is_read_in_seconds() -> None:
    rows = [
        {
            "id": f"q{number}",
            "data": {"questions": {"en": [f"Why {number}?"]}, "answers": {"en": ["So. " * 50]}},
        }
        for number in range(ROWS)
    ]
    begin = time.process_time()
    assert len(drafts(BOTPRESS, text(json.dumps({"qnas": rows}, indent=1)))) == ROWS
    assert time.process_time() - begin < SECONDS


@settings(deadline=None)
@given(shaped(NAMES))
def test_any_json_is_rows_or_an_error(value: object) -> None:
    survives(BOTPRESS, [text(json.dumps(value))])
    survives(BOTPRESS, [text(json.dumps([{"id": 1, "data": value}]))])


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["botpress_export.json"], 200):
        survives(BOTPRESS, [file])
