from pathlib import Path

import pytest

from benchmarks.jsonl import Line, SetError, lines


def test_every_line_becomes_an_object_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('\ufeff{"_id": 1}\n\n{"_id": "b", "text": "a\u2028b"}\r\n', encoding="utf-8")
    assert list(lines(file, "_id")) == [Line(1, {"_id": 1}), Line(3, {"_id": "b", "text": "a\u2028b"})]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (b'{"_id": 1}\n[2]\n', "rows.jsonl:2: no '_id'; write one object with it a line"),
        (b'{"text": ""}', "rows.jsonl:1: no '_id'; write one object with it a line"),
        (
            b"{\n",
            "rows.jsonl:1: not JSON: Expecting property name enclosed in double quotes: "
            "line 1 column 2 (char 1); write one object a line",
        ),
        (
            b"\xff",
            "rows.jsonl: cannot be read: not UTF-8; "
            "a set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_a_remedy(
    written: bytes, message: str, tmp_path: Path
) -> None:
    (tmp_path / "rows.jsonl").write_bytes(written)
    with pytest.raises(SetError) as caught:
        list(lines(tmp_path / "rows.jsonl", "_id"))
    assert str(caught.value) == f"{tmp_path}/{message}"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetError) as caught:
        list(lines(tmp_path / "rows.jsonl"))
    remedy = "a set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
    reason = f"cannot be read: No such file or directory; {remedy}"
    assert str(caught.value) == f"{tmp_path}/rows.jsonl: {reason}"
