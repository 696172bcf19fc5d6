import io
import json
import sys
import time
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import example, given, settings

from authoring.formats import workbook
from authoring.formats.qnabot import FORMATS
from authoring.formats.records import Draft, FormatError, Loss, Raw, Skip
from authoring.records import CommandError
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

QNABOT, SHEET = FORMATS
NAMES = [
    "qna",
    "qid",
    "q",
    "a",
    "t",
    "tags",
    "type",
    "alt",
    "markdown",
    "ssml",
    "r",
    "title",
    "buttons",
    "text",
]
NAMES += ["value", "args"]
COLUMNS = [
    "qid",
    "question1",
    "question2",
    "question4",
    "answer",
    "topic",
    "markdown",
    "cardtitle",
    "imageurl",
]
COLUMNS += ["displaytext1", "buttonvalue1", "displaytext3", "buttonvalue3", "tags", "since"]


def test_an_item_is_a_draft_with_markdown_for_its_answer_and_lines_for_its_buttons() -> None:
    assert QNABOT.recognises([raw("qnabot_export.json")])
    assert found(QNABOT, raw("qnabot_export.json")) == [
        Draft(
            line=3,
            question="When does the ghost appear?",
            answer="At **midnight**, sharp.\n\n- [Timetable](<https://castle.example/hours>)\n- Scream: aaah",
            id="Ghost.Hours",
            alternates=("haunting hours",),
            topic="haunting",
            tags=("night", "clock"),
            see_also=("Ghost.Chains",),
            metadata=(
                ("a", "At midnight, sharp. See the timetable."),
                ("alt.ssml", "<speak>At <emphasis>midnight</emphasis></speak>"),
                ("r.title", "Timetable"),
                ("r.imageUrl", "https://castle.example/clock.png"),
                ("clientFilterValues", "castle"),
                ("args", '[""]'),
            ),
            changes=(
                "the button 'Timetable' became a line of the answer",
                "the text of a button is lost: 'More'",
                "the button 'Scream' became a line of the answer",
            ),
        ),
        Draft(
            line=25,
            question="Why do the chains rattle?",
            answer="Rust, {{UserInfo.FirstName}}.",
            id="Ghost.Chains",
            changes=("it holds a template in double braces, which is shown as text",),
        ),
        Skip(32, "it is no question but of the type 'slottype'"),
    ]


def test_an_export_line_by_line_is_read_and_untidy_rows_say_what_is_wrong() -> None:
    assert QNABOT.recognises([raw("qnabot_untidy.jsonl")])
    assert drafts(QNABOT, raw("qnabot_untidy.jsonl")) == [
        Draft(
            line=1,
            question="Who knocked?",
            answer="The wind.",
            id="A",
            metadata=(("tags", '{"no": "text"}'), ("r", "card")),
        ),
        Draft(
            line=3,
            question="Who knocked twice?",
            answer="<p>The <b>wind</b> again.</p>\n"
            '<ul><li><a href="https://castle.example/?a=1&amp;b=2">Open</a></li></ul>',
            id="A",
            changes=("the button 'Open' became a line of the answer",),
        ),
        Draft(line=5, question="No answer?", answer="3", id="C"),
        Draft(line=6, question="Who has no id?", answer="Me."),
    ]
    assert skips(QNABOT, raw("qnabot_untidy.jsonl")) == [(4, "it has no question")]


def test_a_button_that_asks_the_question_of_another_item_is_a_link_to_it() -> None:
    buttons = [{"text": "Why?", "value": "Why?"}]
    rows = [
        {"qid": "a", "q": ["Who?"], "a": "Me.", "r": {"buttons": buttons}},
        {"qid": "b", "q": ["Why?"], "a": "So."},
    ]
    first, _ = drafts(QNABOT, text(json.dumps({"qna": rows})))
    assert (first.see_also, first.answer, first.changes) == (("b",), "Me.", ())


@settings(deadline=None, max_examples=50)
@example((Entry("a", "a?", "a\n\n```", Fields(topic="a"), Source("a.md", 1)),))
@given(written())
def test_what_is_written_is_read_back_as_far_as_it_can_be_held(entries: tuple[Entry, ...]) -> None:
    unknown = Fields()
    expected = [
        replace(
            as_draft(entry),
            language="",
            formerly=unknown.formerly,
            reviewed=unknown.reviewed,
            review_every=unknown.review_every,
            status=unknown.status,
            reference=unknown.reference,
        )
        for entry in entries
    ]
    assert [replace(draft, changes=()) for draft in read_back(QNABOT, entries)] == expected


def test_what_was_read_is_written_as_it_was() -> None:
    (first, *_) = drafts(QNABOT, raw("qnabot_export.json"))
    fields = Fields(first.topic, tags=first.tags, alternates=first.alternates, metadata=first.metadata)
    assert QNABOT.write is not None
    ((_, data),) = QNABOT.write(
        [Entry("hours", first.question, "At **midnight**, sharp.", fields, PLACE)]
    ).files
    theirs = json.loads(raw("qnabot_export.json").data)["qna"][0]
    ours = json.loads(data)["qna"][0]
    same = ("q", "a", "alt", "t", "type", "clientFilterValues", "args")
    assert {name: ours[name] for name in same} == {name: theirs[name] for name in same}
    assert ours["r"] == {"buttons": [], "title": "Timetable", "imageUrl": "https://castle.example/clock.png"}


PLACE = Source("a.md", 3)


def test_what_cannot_be_written_is_told() -> None:
    fields = Fields(see_also=("cat",), review_every="1 year", language="de")
    assert QNABOT.write is not None
    assert QNABOT.write([Entry("dog", "A dog?", "Yes.", fields, PLACE)]).losses == (
        Loss(PLACE, "its field 'language', 'de'"),
        Loss(PLACE, "its field 'review every', '1 year'"),
        Loss(PLACE, "its link to #cat, which is not written"),
    )


def book(*sheets: Sequence[Sequence[object]]) -> Raw:
    """A workbook with a sheet for each list of rows."""
    made = openpyxl.Workbook()
    for place, rows in enumerate(sheets):
        sheet = made.create_sheet(f"sheet {place}", place)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return Raw(Path("qnabot.xlsx"), stream.getvalue())


BUTTON = {"text": "Why?", "value": "why not"}
GHOSTS = (
    COLUMNS,
    [
        *("G.1", "Who howls?", None, "who is howling", "Me.", "noise", "**Me.**", "Card"),
        *("https://c.example/x.png", "Why?", None, "Hush", "https://c.example/hush", "loud"),
        datetime(2026, 2, 3),
    ],
    [None] * len(COLUMNS),
    ["G.2", None, "Only the second?", None, 13.0],
    ["G.3", "No answer?"],
)


def test_a_row_of_a_sheet_is_read_like_an_item_and_gaps_in_the_numbers_lose_nothing() -> None:
    file = book(GHOSTS, [["notes"], ["nothing"]])
    assert SHEET.recognises([file])
    assert found(SHEET, file) == [
        Draft(
            line=2,
            question="Who howls?",
            answer="**Me.**\n\n- Why?\n- [Hush](<https://c.example/hush>)",
            id="G.1",
            alternates=("who is howling",),
            topic="noise",
            tags=("loud",),
            metadata=(
                ("r.title", "Card"),
                ("r.imageUrl", "https://c.example/x.png"),
                ("since", "2026-02-03"),
            ),
            changes=(
                "the button 'Why?' became a line of the answer",
                "the button 'Hush' became a line of the answer",
            ),
        ),
        Draft(line=4, question="Only the second?", answer="13", id="G.2"),
        Skip(5, "it has no answer", "No answer?"),
    ]


@pytest.mark.parametrize("column", ["cardimageurl", "imageurl", "ImageURL "])
def test_both_names_of_the_picture_are_known(column: str) -> None:
    (draft,) = drafts(
        SHEET, book([["qid", "question1", "answer", column], ["a", "Who?", "Me.", "https://x.example"]])
    )
    assert draft.metadata == (("r.imageUrl", "https://x.example"),)


def test_a_workbook_of_something_else_is_not_ours() -> None:
    file = book([["name", "price"], ["bread", 3]])
    assert not SHEET.recognises([file])
    with pytest.raises(FormatError) as raised:
        found(SHEET, file)
    assert str(raised.value) == (
        "no sheet with the columns 'qid', 'question1' and 'answer'; name them in its first row"
    )


def test_a_missing_library_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    file = book(GHOSTS)
    assert not SHEET.recognises([file])
    with pytest.raises(CommandError) as raised:
        found(SHEET, file)
    assert str(raised.value) == (
        "reading a spreadsheet needs the library openpyxl; pip install -r requirements-authoring.txt"
    )


def test_damaged_workbooks_are_rows_or_an_error() -> None:
    chance, sound = Random(20261125), book(GHOSTS).data
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(150):
        data = bytearray(sound)
        if number % 2:
            data[chance.randrange(len(data))] = chance.randrange(256)
        else:
            name, stream = chance.choice(sorted(parts)), io.BytesIO()
            begin = chance.randrange(len(parts[name]))
            with zipfile.ZipFile(stream, "w") as archive:
                for other, content in parts.items():
                    cut = content[:begin] + content[begin + chance.choice([1, 9, 99]) :]
                    archive.writestr(other, cut if other == name else content)
            data = bytearray(stream.getvalue())
        survives(SHEET, [Raw(Path("x.xlsx"), bytes(data))])


def test_a_workbook_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_UNPACKED_BYTES", 1_000)
    with pytest.raises(FormatError, match="unpacks to more than"):
        found(SHEET, book(GHOSTS))


def test_large_files_are_read_in_seconds() -> None:
    rows = [
        {
            "qid": f"q.{number}",
            "q": [f"Why {number}?", "why"],
            "a": "So. " * 50,
            "r": {"buttons": [BUTTON] * 3},
        }
        for number in range(ROWS)
    ]
    file = text(json.dumps({"qna": rows}))
    sheet = book([COLUMNS, *([f"q.{number}", f"Why {number}?", "", "why", "So."] for number in range(ROWS))])
    begin = time.process_time()
    assert len(drafts(QNABOT, file)) == ROWS
    assert len(drafts(SHEET, sheet)) == ROWS
    assert time.process_time() - begin < SECONDS


@settings(deadline=None)
@given(shaped(NAMES))
def test_any_json_is_rows_or_an_error(value: object) -> None:
    survives(QNABOT, [text(json.dumps(value))])
    survives(QNABOT, [text(json.dumps({"qna": [value, {"qid": "a", "q": ["b?"], "a": "c", "r": value}]}))])


def test_damaged_files_are_rows_or_an_error() -> None:
    for file in damaged(["qnabot_export.json", "qnabot_untidy.jsonl"], 200):
        survives(QNABOT, [file])
