import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.records import Entry, Fields, Problem, Source
from faq.table import COLUMNS, entries

HEAD = "question,answer\n"
UNREADABLE = "save it again from the spreadsheet; a quote inside a cell is written twice"
FIRST_ROW = "name the columns in the first row, at least question and answer"
CELL = some.text(some.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20)


def told(text: str) -> list[str]:
    found = entries("menu.csv", text)
    return [
        f"{item.source.line}: {item.what}; {item.remedy}" if isinstance(item, Problem) else item.id
        for item in found
    ]


def test_a_row_is_an_entry_with_all_its_fields() -> None:
    text = (
        "ID,Question,answer,Topic,Language,Also_asked,"
        "tags,see also,Formerly,reviewed,Review-every,Status,Source\n"
        'vegan," Is it\nvegan? ","Yes, ""very"".\n\nReally.",Menu,DE,"no meat|a,b\nplants",'
        '"A, b","#x, y",#old,2026-11-22,1 year,draft,the cook\n'
    )
    assert list(entries("menu.csv", text)) == [
        Entry(
            "vegan",
            "Is it vegan?",
            'Yes, "very".\n\nReally.',
            Fields(
                topic="Menu",
                language="de",
                alternates=("no meat", "a,b", "plants"),
                tags=("a", "b"),
                see_also=("x", "y"),
                formerly=("old",),
                reviewed=date(2026, 11, 22),
                review_every="1 year",
                status="draft",
                reference="the cook",
            ),
            Source("menu.csv", 2),
        )
    ]


def test_an_empty_cell_leaves_the_default() -> None:
    (entry,) = entries("the-menu.csv", "question,answer,topic,language,tags,id,reviewed\nWhy?,So.,,,,,\n")
    assert entry == Entry("why", "Why?", "So.", Fields(topic="The menu"), Source("the-menu.csv", 2))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "\n", "\n \n"])
def test_every_separator_is_recognised_from_the_first_row(separator: str, before: str) -> None:
    rows = [
        ["question", "answer", "tags"],
        ["One, two; or\tthree?", 'A "b",;\t\nc.', "d"],
        [],
        ["E?", "F.", ""],
    ]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator="\n").writerows(rows)
    assert [
        (item.question, item.answer, item.fields.tags, item.source.line)
        for item in entries("menu.csv", before + stream.getvalue())
        if isinstance(item, Entry)
    ] == [
        ("One, two; or three?", 'A "b",;\t\nc.', ("d",), 2 + before.count("\n")),
        ("E?", "F.", (), 5 + before.count("\n")),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: the file is empty; begin with 'question,answer'"]),
        ("\n \n\t\n", ["1: the file is empty; begin with 'question,answer'"]),
        (HEAD, []),
        ("answer\nYes.\n", [f"1: no column 'question'; {FIRST_ROW}"]),
        (
            "\na,b\n",
            [
                "2: unknown column 'a'; use one of: also asked, answer, formerly, id, language, metadata, "
                "question, review every, reviewed, see also, source, status, tags, topic",
                "2: unknown column 'b'; use one of: also asked, answer, formerly, id, language, metadata, "
                "question, review every, reviewed, see also, source, status, tags, topic",
                f"2: no column 'question'; {FIRST_ROW}",
                f"2: no column 'answer'; {FIRST_ROW}",
            ],
        ),
        (
            "question,answer,Sea also,answer\nWhy?,Not this.,x,So.\n",
            [
                "1: column 'answer' stands twice; keep one of them",
                "1: unknown column 'sea also'; did you mean 'see also'?",
                "why",
            ],
        ),
        (
            HEAD + "One?\nTwo?,a,b\nThree?,c\n",
            [
                "2: 1 cells where the first row names 2 columns; "
                "quote cells that hold the separator, or fill the row up",
                "2: 'One?' has no answer; write it in the column 'answer'",
                "3: 3 cells where the first row names 2 columns; "
                "quote cells that hold the separator, or fill the row up",
                "three",
            ],
        ),
        (
            "question,answer,tags,source\nOne?,Yes.\n",
            [
                "2: 2 cells where the first row names 4 columns; "
                "quote cells that hold the separator, or fill the row up",
                "one",
            ],
        ),
        (
            HEAD + 'One?,a\nTwo?,"b\nThree?,c\n',
            ["one", f"3: this row cannot be read: unexpected end of data; {UNREADABLE}"],
        ),
        (
            HEAD + 'One?,a\nTwo?,"b"c\nThree?,d\n',
            ["one", f"""3: this row cannot be read: ',' expected after '"'; {UNREADABLE}"""],
        ),
        (
            HEAD + "One?,a\nTwo?," + "b" * 200_001 + "\n",
            ["one", f"3: this row cannot be read: field larger than field limit (200000); {UNREADABLE}"],
        ),
        (
            HEAD + 'One?,"a\n\n![b](c)"\n ,d\nTwo?,\n',
            [
                "4: an image; describe it in words; pictures are fetched from other hosts",
                "one",
                "5: a row without a question; write the question there",
                "6: 'Two?' has no answer; write it in the column 'answer'",
            ],
        ),
        (
            "question,answer,reviewed,status\nOne?,a,soon,later\n",
            [
                "2: 'soon' is not a date; write year-month-day, as in 2026-01-31",
                "2: unknown status 'later'; write draft or retired, or leave it out",
                "one",
            ],
        ),
        (
            "id,question,answer\n#one,One?,a\n",
            [
                "2: '#one' cannot be an id; use letters, digits and single hyphens, as in subnet-mask",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_row_by_row(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == sorted(expected)


@settings(deadline=None, max_examples=100)
@given(
    some.lists(some.tuples(CELL, CELL), min_size=1, max_size=6),
    some.sampled_from(",;\t"),
    some.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_a_spreadsheet_writes_is_read_back(
    pairs: list[tuple[str, str]], separator: str, quoting: int
) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerows(
        [("id", "question", "answer"), *((f"x{n}", f"Q {q}", f"A {a}") for n, (q, a) in enumerate(pairs))]
    )
    found = [item for item in entries("menu.csv", stream.getvalue()) if isinstance(item, Entry)]
    assert [(entry.id, entry.question, entry.answer) for entry in found] == [
        (f"x{n}", " ".join(f"Q {q}".split()), f"A {a}".strip()) for n, (q, a) in enumerate(pairs)
    ]


def test_columns_are_named_like_the_fields() -> None:
    assert {"id", "question", "answer", "also asked", "see also", "topic", "language"} <= COLUMNS
