from pathlib import Path

import pytest

from authoring.formats.bundle import each, json_rows, noted
from authoring.formats.records import Draft, FormatError, Raw, Skip
from authoring.formats.tree import Value
from tests.structured import text


def read(tree: Value) -> list[Draft | Skip]:
    return [Draft(line=1, question=str(tree), answer="So.")]


def test_the_rows_of_several_files_name_them_and_those_of_one_file_do_not() -> None:
    files = [text("1", "a.json"), text("2", "b/c.json")]
    assert [row.path for row in json_rows(files, lambda tree: iter(read(tree)))] == ["a.json", "b/c.json"]
    assert [row.path for row in json_rows(files[:1], lambda tree: iter(read(tree)))] == [""]


def test_a_file_that_cannot_be_read_is_refused_alone_and_left_out_among_others() -> None:
    files = [text("1", "a.json"), text("[", "b.json"), text("3", "c.json")]
    rows = list(json_rows(files, lambda tree: iter(read(tree))))
    assert rows[1] == Skip(1, "the file cannot be read: the file ends too early", path="b.json")
    assert [row.path for row in rows] == ["a.json", "b.json", "c.json"]
    with pytest.raises(FormatError):
        list(json_rows(files[1:2], lambda tree: iter(read(tree))))


def test_the_remedy_for_a_whole_file_is_left_out_of_the_reason_of_a_row() -> None:
    def refuse(raw: Raw) -> None:
        raise FormatError("it is empty; fill it")

    rows = each([text("", "a"), text("", "b")], refuse)  # type: ignore[arg-type]
    assert list(rows) == [Skip(1, "the file cannot be read: it is empty", path=name) for name in "ab"]


def test_the_first_row_of_a_file_tells_what_was_the_matter_with_its_bytes() -> None:
    raw = Raw(Path("a.txt"), "Käse".encode("latin-1"))
    rows = [Skip(1, "no"), *read("a"), *read("b \ufffd")]
    assert [getattr(row, "changes", ()) for row in noted([raw], iter(rows))] == [
        (),
        ("it is not UTF-8 and was read as Windows-1252",),
        ("a damaged character is shown as '\ufffd'",),
    ]
