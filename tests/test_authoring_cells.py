import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from authoring.repair.cells import Row, rows, text_of_rows

SEPARATORS = some.sampled_from([",", ";", "\t"])
TEXTS = some.text('ab,;\t"\n\r ', max_size=30)


def test_a_row_has_its_line_its_cells_and_its_end() -> None:
    text = 'a,"b\n""c"\r\n\nd,'
    assert list(rows(text, ",")) == [
        Row(1, ("a", '"b\n""c"'), "\r\n"),
        Row(3, ("",), "\n"),
        Row(4, ("d", ""), ""),
    ]


@given(TEXTS, SEPARATORS)
def test_rows_give_back_the_text(text: str, separator: str) -> None:
    assert text_of_rows(list(rows(text, separator)), separator) == text


@given(some.lists(some.lists(some.text('ab,"\n ', max_size=5), min_size=2, max_size=4), max_size=5))
def test_cells_are_those_of_the_csv_reader(table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(table)
    found = [
        next(csv.reader(io.StringIO(",".join(row.cells), newline="")))
        for row in rows(written.getvalue(), ",")
    ]
    assert found == table


@pytest.mark.parametrize("text", ['"never closed\nx', 'a,"b'])
def test_quotes_that_are_never_closed_take_the_rest(text: str) -> None:
    assert len(list(rows(text, ","))) == 1


def test_one_cell_is_exchanged_and_the_others_stay() -> None:
    row = Row(1, ("a", '"b"', "c"), "\n")
    assert row.with_cell(1, "x") == Row(1, ("a", "x", "c"), "\n")
