import os
import re
import sys
import time
from pathlib import Path
from unicodedata import combining

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq import Problem, Source, load
from faq.files import content_files, decoded, named, shown, text_of
from faq.limits import MARKS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "entries").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "entries"


def found(folder: Path) -> list[str]:
    return [str(item) if isinstance(item, Problem) else item.name for item in content_files(folder)]


def test_content_files_come_in_the_order_of_their_names(folder: Path) -> None:
    for name in ("b.md", "a.csv", "C.MD", "d e.md", "ä.Csv"):
        (folder / name).touch()
    assert found(folder) == ["C.MD", "a.csv", "b.md", "d e.md", "ä.Csv"]


def test_hidden_files_backups_and_readmes_are_passed_over(folder: Path) -> None:
    for name in (
        ".hidden.md",
        ".a.md.swp",
        "a.md~",
        "a.md.bak",
        "a.swp",
        "README.md",
        "readme.MD",
        ".DS_Store",
    ):
        (folder / name).touch()
    (folder / ".git").mkdir()
    (folder / ".link.md").symlink_to("/etc/passwd")
    assert found(folder) == []


def test_other_kinds_of_files_are_reported(folder: Path) -> None:
    for name in ("a.txt", "b.docx", "c", "d.md.orig", "e.yaml"):
        (folder / name).touch()
    kind = "1: this kind of file is not read; use .md or .csv"
    assert found(folder) == [
        f"entries/{name}:{kind}" for name in ("a.txt", "b.docx", "c", "d.md.orig", "e.yaml")
    ]


def test_an_article_is_no_spreadsheet(folder: Path) -> None:
    articles = folder.parent / "articles"
    articles.mkdir()
    (articles / "a.csv").touch()
    assert found(articles) == ["articles/a.csv:1: this kind of file is not read; use .md"]


def test_links_are_reported_wherever_they_lead(folder: Path) -> None:
    outside = folder.parent / "outside.md"
    outside.write_text("## Secret?\n\nYes.\n", encoding="utf-8")
    targets: dict[str, Path | str] = {
        "a.md": outside,
        "b.md": "b.md",
        "c.md": "none",
        "d.md": folder,
        "e.txt": "a.md",
    }
    for name, target in targets.items():
        (folder / name).symlink_to(target)
    assert found(folder) == [
        f"entries/{name}:1: a link is not read; put the file itself here"
        for name in ("a.md", "b.md", "c.md", "d.md", "e.txt")
    ]


def test_what_is_no_ordinary_file_is_reported_and_never_opened(folder: Path) -> None:
    (folder / "folder.md").mkdir()
    os.mkfifo(folder / "pipe.md")
    assert found(folder) == [
        "entries/folder.md:1: folders within this folder are not read; move its files up",
        "entries/pipe.md:1: this is no ordinary file; remove it",
    ]
    assert [problem.source.path for problem in load(folder.parent).problems] == [
        "entries/folder.md", "entries/pipe.md"
    ]  # fmt: skip


def test_a_folder_that_is_none_is_reported(folder: Path) -> None:
    (folder.parent / "articles").write_text("a file", encoding="utf-8")
    other = folder.parent / "other"
    other.mkdir()
    (other / "entries").symlink_to(folder)
    assert found(folder.parent / "articles") == [
        "articles:1: cannot be read: Not a directory; make it a folder that may be read"
    ]
    assert found(other / "entries") == ["other/entries:1: a link is not read; put the folder itself here"]
    assert found(folder.parent / "none") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_reported(folder: Path) -> None:
    for name in ("a.md", "b.md"):
        (folder / name).write_text("## Question?\n\nYes.\n", encoding="utf-8")
    (folder / "a.md").chmod(0)
    reason = "1: cannot be read: Permission denied; check"
    assert str(text_of(folder / "a.md")) == f"entries/a.md:{reason} its permissions"
    folder.chmod(0o600)
    denied = [f"entries/{name}.md:{reason} the permissions of its folder" for name in "ab"]
    listed = found(folder)
    folder.chmod(0)
    refused = found(folder)
    folder.chmod(0o700)
    assert listed == denied
    assert refused == ["entries:1: cannot be read: Permission denied; make it a folder that may be read"]


def test_a_file_that_has_gone_is_reported(folder: Path) -> None:
    what = "entries/none.md:1: cannot be read: No such file or directory; check its permissions"
    assert str(text_of(folder / "none.md")) == what


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"a\nb", "a\nb"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\r\nb\n\r", "a\n\nb\n\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("größe 日本 🍕".encode(), "größe 日本 🍕"),
    ],
)
def test_bytes_become_text_with_plain_line_ends(folder: Path, raw: bytes, text: str) -> None:
    (folder / "a.md").write_bytes(raw)
    assert text_of(folder / "a.md") == text


UTF8 = "save the file with the encoding UTF-8"
PLAIN = "save the file as plain text"


@pytest.mark.parametrize(
    ("raw", "line", "what", "remedy"),
    [
        ("## Größe?\n".encode("latin-1"), 1, "byte 5 is not UTF-8", UTF8),
        (b"a\nb\n\xff", 3, "byte 4 is not UTF-8", UTF8),
        (b"\xef\xbb\xbfa\n\xff", 2, "byte 5 is not UTF-8", UTF8),
        (b"a\r\nb\r\n\xe4", 3, "byte 6 is not UTF-8", UTF8),
        (b"a\rb\r\xe4", 3, "byte 4 is not UTF-8", UTF8),
        ("## What?\n".encode("utf-16"), 1, "byte 0 is not UTF-8", UTF8),
        ("## What?\n".encode("utf-16-le"), 1, "a NUL character", PLAIN),
        ("a\n".encode("utf-32-le"), 1, "a NUL character", PLAIN),
        (b"a\nb\x00", 2, "a NUL character", PLAIN),
        (b"a\n\xed\xa0\x80", 2, "byte 2 is not UTF-8", UTF8),
        (b"a\n\xc0\x80", 2, "byte 2 is not UTF-8", UTF8),
        ("a\ne" + "\u0301" * 9, 2, "more than 8 accents on one letter", "delete the superfluous ones"),
    ],
)
def test_bytes_that_are_no_text_are_reported_with_their_line(
    folder: Path, raw: bytes | str, line: int, what: str, remedy: str
) -> None:
    (folder / "a.md").write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    assert text_of(folder / "a.md") == Problem(Source("entries/a.md", line), what, remedy)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_editors_of_every_kind_give_the_same_content(folder: Path, ending: str, mark: str) -> None:
    text = "---\ntopic: Pizza\n---\n## What?\n\nAlso asked:\n\n- a\n- b\n\nThis\n\nand that, ![x](y).\n"
    (folder / "a.md").write_bytes((mark + text.replace("\n", ending)).encode())
    table = 'question,answer\nWhen?,"At\nnoon."\n'
    (folder / "b.csv").write_bytes((mark + table.replace("\n", ending)).encode())
    content = load(folder.parent)
    assert [(p.answer, p.topic, p.source.line, len(p.phrasings)) for p in content.passages] == [
        ("This\n\nand that, ![x](y).", "Pizza", 4, 3),
        ("At\nnoon.", "B", 2, 1),
    ]
    assert [problem.source for problem in content.problems] == [Source("entries/a.md", 13)]


def test_a_huge_file_is_refused_before_it_is_read_whole(folder: Path) -> None:
    with (folder / "a.md").open("wb") as stream:
        stream.truncate(10_000_000_000)
    begin = time.process_time()
    assert found(folder) == ["a.md"]
    assert isinstance(text_of(folder / "a.md"), Problem)
    assert time.process_time() - begin < 1


def test_a_path_is_shown_from_the_working_directory(folder: Path, tmp_path: Path) -> None:
    assert shown(folder / "a b.md") == "entries/a b.md"
    assert shown(Path("entries/a.md")) == "entries/a.md"
    assert shown(Path("/elsewhere/a.md")) == "/elsewhere/a.md"


def test_a_name_that_is_no_text_can_be_shown(folder: Path) -> None:
    with open(os.fsencode(folder) + b"/\xff.md", "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write("## What?\n")
    (problem,) = load(folder.parent).problems
    assert str(problem) == "entries/?.md:1: 'What?' has no answer; write it below the heading"


@pytest.mark.parametrize(
    ("name", "topic"),
    [("opening-hours.csv", "Opening hours"), ("DNS_and-IP.md", "Dns and ip"), ("a", "A"), ("x.y.md", "X.y")],
)
def test_a_file_is_about_what_its_name_says(name: str, topic: str) -> None:
    assert named(Path("entries") / name) == topic


def slow_heap(text: str) -> bool:
    """Whether more combining marks than allowed stand in a row, letter by letter."""
    runs = "".join("m" if combining(character) else " " for character in text).split()
    return any(len(run) > MARKS for run in runs)


@settings(deadline=None, max_examples=300)
@given(
    some.lists(
        some.sampled_from(["e", "\u0301" * 5, "\u0345", "\u2014" * 4, "日", "\u0f71" * 4, "\u20dd", "_", " "])
    )
)
def test_heaps_of_accents_are_found_where_there_are_any(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert isinstance(decoded(Path("a.md"), text.encode()), Problem) == slow_heap(text)


def test_no_combining_mark_is_a_letter_or_white_space() -> None:
    marks = [character for character in map(chr, range(sys.maxunicode + 1)) if combining(character)]
    assert [mark for mark in marks if re.match(r"[\w\s\x00-\x7f]", mark)] == []
