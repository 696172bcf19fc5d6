import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.formats.decoding import Decoded, decoded, delimiter_of, rows
from authoring.formats.records import Skip

UNCLOSED = "it cannot be read: a quote in it is never closed"
CELL = some.text(some.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Decoded("")),
        ("Käse\r\nBrot\r".encode(), Decoded("Käse\nBrot\n")),
        ("\ufeffKäse".encode(), Decoded("Käse")),
        (b"\xff\xfe" + "Käse\r\n".encode("utf-16-le"), Decoded("Käse\n")),
        (b"\xfe\xff" + "Käse".encode("utf-16-be"), Decoded("Käse")),
        (b"\xff\xfeK\x00\x00\xd8", Decoded("K\ufffd", "some of its characters are damaged")),
        (
            "Käse – 5 €".encode("cp1252"),
            Decoded("Käse – 5 €", "it is not UTF-8 and was read as Windows-1252"),
        ),
        (b"K\xe4se \x81", Decoded("Käse \x81", "it is not UTF-8 and was read as Latin-1")),
        (b"PK\x03\x04\xff", Decoded("")),
    ],
)
def test_bytes_become_text(data: bytes, expected: Decoded) -> None:
    assert decoded(data) == expected


@given(some.binary())
def test_any_bytes_become_text_with_plain_line_ends(data: bytes) -> None:
    assert "\r" not in decoded(data).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n1,7;3\n", ";"),
        ("a\tb, c\n1\t2, 3\n", "\t"),
        ('Q;A\n"a, b";c\n"d, e; f";g\n', ";"),
        ("one column\nand no more\n", "\t"),
        ("", "\t"),
    ],
)
def test_the_delimiter_is_found_out(text: str, expected: str) -> None:
    assert delimiter_of(text) == expected


def test_rows_know_the_line_on_which_they_begin() -> None:
    assert list(rows('a,b\n\n"1\n2",3\n , \n4,"x ""y"""\n')) == [
        (1, ("a", "b")),
        (3, ("1\n2", "3")),
        (6, ("4", 'x "y"')),
    ]


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    assert list(rows('a,b\nc,"d\ne,f\n', ",")) == [(1, ("a", "b")), Skip(2, UNCLOSED), (3, ("e", "f"))]


def test_a_very_long_cell_is_read() -> None:
    assert list(rows("a," + "b" * 3_000_000, ",")) == [(1, ("a", "b" * 3_000_000))]


@settings(deadline=None)
@given(
    some.lists(some.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5),
    some.sampled_from(",;\t"),
    some.sampled_from(["\n", "\r\n"]),
)
def test_what_a_spreadsheet_writes_is_read_back(table: list[list[str]], delimiter: str, end: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(table)
    written = decoded(stream.getvalue().encode()).text
    found = [list(row[1]) for row in rows(written, delimiter) if not isinstance(row, Skip)]
    assert found == [row for row in table if any(cell.strip() for cell in row)]
