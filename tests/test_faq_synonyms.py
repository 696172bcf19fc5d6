from pathlib import Path

import pytest

from faq.records import Problem
from faq.synonyms import synonyms

PLENTY = "write at least two, as in 'LLM, language model'"


def told(folder: Path, text: str) -> list[tuple[str, ...] | str]:
    (folder / "synonyms.txt").write_text(text, encoding="utf-8")
    return [
        f"{item.source.line}: {item.what}; {item.remedy}" if isinstance(item, Problem) else item
        for item in synonyms(folder)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# only a remark\n\n  # and another\n", []),
        ("LLM, large language model\n", [("LLM", "large language model")]),
        (" a ,b,, c , a\n", [("a", "b", "c")]),
        ("a, b # a remark, with commas\nc, d\n", [("a", "b"), ("c", "d")]),
        ("csharp, C#, c sharp\n#no, remark\n", [("csharp", "C#", "c sharp")]),
        ("alone\na, # b\n", [f"1: 'alone' stands alone; {PLENTY}", f"2: 'a' stands alone; {PLENTY}"]),
        (
            "a, b\nc, d\nB, e\n",
            [("a", "b"), ("c", "d"), "3: 'B' also stands in line 1; keep it in one group", ("B", "e")],
        ),
    ],
)
def test_a_line_is_a_group_of_words_that_mean_the_same(
    tmp_path: Path, text: str, expected: list[tuple[str, ...] | str]
) -> None:
    assert told(tmp_path, text) == expected


def test_a_folder_without_the_file_has_no_groups(tmp_path: Path) -> None:
    assert list(synonyms(tmp_path)) == []
    (tmp_path / "synonyms.txt").mkdir()
    assert list(synonyms(tmp_path)) == []


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "synonyms.txt").write_bytes(b"a, b\n\xff")
    assert list(map(str, synonyms(tmp_path))) == [
        "synonyms.txt:2: byte 5 is not UTF-8; save the file with the encoding UTF-8"
    ]
