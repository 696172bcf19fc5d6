import json
from dataclasses import replace
from pathlib import Path

import pytest

import faq
from authoring.__main__ import main
from authoring.exports import NAMES, exported, write
from authoring.formats.records import FormatError, Written
from authoring.imports import imported
from authoring.records import CommandError
from faq import Source

TEXT = """---
topic: Pets
---
# Pets

## Dogs? {#dogs}

Tags: bark
See also: #cats

On a lead.

## Cats? {#cats}

Status: draft

No.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with an entry, a draft and an article."""
    for name, file, text in (
        ("entries", "pets.md", TEXT),
        ("articles", "food.md", "# Food {#food}\n\nIt is good.\n\n## Bones\n\nFor dogs.\n"),
    ):
        (tmp_path / "content" / name).mkdir(parents=True)
        (tmp_path / "content" / name / file).write_text(text, encoding="utf-8")
    return tmp_path / "content"


@pytest.mark.parametrize("name", [name for name in NAMES if name != "html"])
def test_every_format_is_written_and_found_out_again(name: str, content: Path, tmp_path: Path) -> None:
    written = exported(content, name)
    is_file = [path for path, _ in written.files] == [""]
    endings = {"xlsx": "table", "tsv": "qnamaker"}
    ending = next((f".{end}" for end, begin in endings.items() if name.startswith(begin)), "")
    target = tmp_path / (f"out{ending or ('.csv' if 'csv' in name else '.json')}" if is_file else "out")
    paths = write(written, target, content)
    assert all(path.is_file() for path in paths)
    (tmp_path / "empty").mkdir()
    found = imported([target], folder=tmp_path / "empty")
    assert found.formats in ((name,), ("dialogflow-csv",), ("qnamaker-json",))
    assert "Dogs?" in {entry.question for entry in found.entries}


def test_our_own_format_holds_everything(content: Path, tmp_path: Path) -> None:
    written = exported(content, "markdown")
    write(written, tmp_path / "copy", content)
    nowhere = Source("", 1)
    assert written.losses == ()
    assert [replace(entry, source=nowhere) for entry in faq.entries(tmp_path / "copy")] == [
        replace(entry, source=nowhere) for entry in faq.entries(content)
    ]


def test_our_own_table_may_lie_among_the_content(content: Path, tmp_path: Path) -> None:
    (tmp_path / "copy" / "entries").mkdir(parents=True)
    ((_, data),) = exported(content, "csv").files
    (tmp_path / "copy" / "entries" / "all.csv").write_bytes(data)
    nowhere = Source("", 1)
    for mine, theirs in zip(faq.entries(tmp_path / "copy"), faq.entries(content), strict=True):
        assert mine.answer == theirs.answer
        if not theirs.article:
            assert replace(mine, source=nowhere) == replace(theirs, source=nowhere)


def test_a_web_site_is_a_format(content: Path, tmp_path: Path) -> None:
    written = exported(content, "html", "https://pets.example/")
    paths = write(written, tmp_path / "site", content)
    assert (tmp_path / "site" / "index.html") in paths


def test_a_draft_is_not_written_where_it_would_be_shown(content: Path) -> None:
    written = exported(content, "dialogflow-csv")
    ((_, data),) = written.files
    assert data.decode() == "Dogs?,On a lead.\r\nFood,It is good.\r\nFood › Bones,For dogs.\r\n"
    assert "all of it, since its status is 'draft'" in [loss.what for loss in written.losses]


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("fax", "", "nothing can be written as 'fax'; use one of qnamaker-json, "),
        ("page", "", "nothing can be written as 'page'; use one of "),
        ("csv", "https://a.org", "an address is only for the format html; leave out --url"),
    ],
)
def test_wrong_wishes_are_told_with_their_remedy(name: str, url: str, expected: str, content: Path) -> None:
    with pytest.raises(CommandError) as told:
        exported(content, name, url)
    assert str(told.value).startswith(expected)


def test_nothing_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no entry to write; give a content folder"):
        exported(tmp_path, "csv")
    with pytest.raises(FormatError):
        exported(tmp_path, "fax")


def test_an_export_never_becomes_content_by_accident(content: Path, tmp_path: Path) -> None:
    file, folder = Written((("", b"x"),)), Written((("a/b", b"x"),))
    for written, target, reason in (
        (file, content / "entries" / "out.csv", "this is the content itself"),
        (file, content / "gold.csv", "this is the content itself"),
        (folder, content, "this is the content itself"),
        (folder, content / "articles" / "new", "this is the content itself"),
        (file, tmp_path, "this is a folder; name the file to write"),
        (folder, content / "entries" / "pets.md", "this is a file; name the folder to write into"),
    ):
        with pytest.raises(CommandError, match=reason):
            write(written, target, content)
    assert (content / "entries" / "pets.md").read_text(encoding="utf-8") == TEXT


def test_the_command_tells_what_was_lost(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["export", str(tmp_path / "out.csv"), "--content", str(content), "--format", "phpmyfaq-csv"]
    assert main(told) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{content / 'entries' / 'pets.md'}:6: lost: its field 'see also', 'cats'" in lines
    assert lines[-1] == f"wrote {tmp_path / 'out.csv'}; {len(lines) - 1} things were lost"
    assert main([*told, "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["files"] == [str(tmp_path / "out.csv")]
    assert len(plain["losses"]) == len(lines) - 1
