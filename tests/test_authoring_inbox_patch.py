from pathlib import Path

import pytest

from authoring.inbox.patch import FileChange, Patch, applied, merged, patch_of
from authoring.records import CommandError

ONE = FileChange("entries/a.md", b"old\r\n", b"new\r\n")
NEW = FileChange("gold.csv", None, b"question,passage\n")
PATCH = Patch((ONE, NEW))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "a.md").write_bytes(b"old\r\n")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    "path",
    ["", "/etc/a.md", "../a.md", "entries/../../a.md", "entries//a.md", "./a.md", "a/.git/b", ".GIT", "a\0"],
)
def test_a_path_that_leaves_the_content_folder_is_no_change(path: str) -> None:
    with pytest.raises(ValueError, match=r"is no file of a content folder; name one such as 'entries/a.md'"):
        FileChange(path, None, b"")


def test_all_files_are_written(content: Path) -> None:
    assert applied(PATCH, content) == (content / "entries" / "a.md", content / "gold.csv")
    assert files(content) == {"entries/a.md": b"new\r\n", "gold.csv": b"question,passage\n"}


def test_a_new_file_gets_its_folder(tmp_path: Path) -> None:
    applied(Patch((FileChange("articles/a.md", None, b"# A\n"),)), tmp_path)
    assert files(tmp_path) == {"articles/a.md": b"# A\n"}


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (
            {"entries/a.md": b"other"},
            "a.md: it was changed since this edit was prepared; prepare the edit again",
        ),
        ({"entries/a.md": None}, "a.md: it is not there any more; prepare the edit again"),
        ({"gold.csv": b""}, "gold.csv: it is there already; prepare the edit again"),
    ],
)
def test_nothing_is_written_when_a_file_is_not_as_it_was(
    content: Path, before: dict[str, bytes | None], message: str
) -> None:
    for name, data in before.items():
        (content / name).unlink(missing_ok=True) if data is None else (content / name).write_bytes(data)
    there = files(content)
    with pytest.raises(CommandError) as raised:
        applied(PATCH, content)
    assert str(raised.value).endswith(message)
    assert files(content) == there


@pytest.mark.parametrize("linked", ["entries", "entries/a.md"])
def test_links_are_not_written(content: Path, tmp_path_factory: pytest.TempPathFactory, linked: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "aside"
    (content / linked).rename(elsewhere)
    (content / linked).symlink_to(elsewhere)
    with pytest.raises(CommandError, match=r"a link is not written; put the file itself there$"):
        applied(PATCH, content)
    assert not (content / "gold.csv").exists()


def test_what_was_written_is_put_back_when_a_later_file_cannot_be(content: Path) -> None:
    (content / "articles").write_bytes(b"no folder")
    blocked = FileChange("articles/z.md", None, b"")
    for first in (ONE, FileChange("about.md", None, b"")):
        there = files(content)
        with pytest.raises(CommandError, match=r"articles: cannot be made: .*; check the permissions"):
            applied(Patch((first, blocked)), content)
        assert files(content) == there


def test_a_patch_on_top_of_another_becomes_one_with_it(content: Path) -> None:
    second = patch_of(content / "entries" / "a.md", b"new\r\n", b"newer\n", content)
    whole = merged([PATCH, second])
    assert whole == Patch((FileChange("entries/a.md", b"old\r\n", b"newer\n"), NEW))
    applied(whole, content)
    assert files(content)["entries/a.md"] == b"newer\n"


def test_what_comes_back_to_where_it_began_changes_nothing() -> None:
    assert merged([PATCH, Patch((FileChange("entries/a.md", b"new\r\n", b"old\r\n"),))]) == Patch((NEW,))
    assert not merged([])


def test_two_patches_of_the_same_file_as_it_was_are_refused() -> None:
    with pytest.raises(CommandError) as raised:
        merged([PATCH, PATCH])
    what = "entries/a.md: two changes were both made to the same file as it was"
    assert str(raised.value) == f"{what}; make the second one again, on top of the first"
