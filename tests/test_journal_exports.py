import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from journal.exports import KINDS, columns, csv_lines, guarded, json_lines, unguarded
from tests.journal.records import ASKED, DECISION, VOTE

FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\0=1", " =1", "\tx", "\rx", "\nx", "\0x"),
    *("＝1", "＋1", "－1", "＠x", "'=1", "''=1", "\u2003=1"),  # full-width signs are meant
]
cells = (
    some.text()
    | some.sampled_from(FORMULAS)
    | some.tuples(some.sampled_from(FORMULAS), some.text()).map("".join)
)


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1+1", "a=b", "'tis", "What is -1?", ""])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@given(cells)
def test_what_was_a_cell_before_can_be_told(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell).lstrip()[:1] not in tuple("=+-@")


@given(some.lists(cells.filter(lambda cell: "\0" not in cell), max_size=5))
def test_a_csv_file_reads_back_as_what_was_written(texts: list[str]) -> None:
    records = [replace(ASKED, text=text) for text in texts]
    lines = "".join(csv_lines("questions", records))
    header, *rows = csv.reader(io.StringIO(lines, newline=""), strict=True)
    assert tuple(header) == columns("questions")
    assert [unguarded(row[header.index("text")]) for row in rows] == texts
    assert lines.endswith("\r\n")


@given(some.lists(some.text(), max_size=5))
def test_lines_of_json_read_back_as_what_was_written(texts: list[str]) -> None:
    lines = "".join(json_lines("questions", [replace(ASKED, text=text) for text in texts]))
    assert [json.loads(line)["text"] for line in lines.split("\n")[:-1]] == texts


def test_no_id_that_would_join_the_questions_of_a_visitor_is_exported() -> None:
    joined: list[Any] = [name for kind in KINDS for name in columns(kind)]
    assert not {"conversation", "answer"} & set(joined)
    assert "c1" not in "".join(csv_lines("votes", [VOTE])) + "".join(json_lines("decisions", [DECISION]))
