import os
from pathlib import Path

import pytest

from authoring.comparing.versions import is_content, version
from authoring.records import CommandError
from faq import load
from tests.conftest import MENU
from tests.repository import committed, git, repository

ALL = {
    "entries/menu.csv": MENU.encode(),
    "entries/größe.md": "# Größe\n\n## Wie groß?\n\nSehr.\n".encode(),
    "entries/crlf.md": b"# A\r\n\r\n## Why?\r\n\r\nSo.\r\n",
    "articles/oven.md": b"# Oven\n\n## Wood\n\nBeech.\n",
    "gold.csv": b"question,passage\nwhat is on it,margherita\n",
    "synonyms.txt": b"cheese, mozzarella\n",
    "smalltalk.md": b"## Hello\n\nGood day.\n",
}
NOT_READ = {
    "load.py": b"print()",
    "entries/.hidden.md": b"## No?\n\nNo.\n",
    "entries/old/deep.md": b"## No?\n\nNo.\n",
}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content folder of a repository whose last commit holds `ALL`; none of its files is left."""
    folder = repository(tmp_path / "shop") / "faq"
    write(folder, ALL | NOT_READ)
    committed(folder.parent)
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    return folder


def fault(name: str, content: Path) -> str:
    with pytest.raises(CommandError) as caught, version(name, content):
        pass
    return str(caught.value)


def test_the_content_files_of_a_revision_are_there_byte_for_byte_and_go_again(content: Path) -> None:
    with version("HEAD", content) as folder:
        assert (files(folder), folder.name) == (ALL, "faq")
        assert {passage.id for passage in load(folder).passages} >= {"margherita", "calzone"}
    assert not folder.exists()


def test_neither_checkout_nor_index_are_touched(content: Path) -> None:
    top = content.parent
    before = files(top), git(top, "status", "--porcelain").stdout
    with version("main", content):
        pass
    assert (files(top), git(top, "status", "--porcelain").stdout) == before


def test_a_revision_is_a_branch_a_tag_a_commit_or_one_before(content: Path) -> None:
    top = content.parent
    first = git(top, "rev-parse", "HEAD").stdout.strip()
    git(top, "tag", "-a", "-m", "one", "v1")
    git(top, "branch", "topic/one")
    write(content, {"entries/other.md": b"## Which?\n\nThat.\n"})
    committed(top)
    for name in (first, first[:10], "v1", "topic/one", "HEAD~1"):
        with version(name, content) as folder:
            assert files(folder) == ALL
    with version("main", content) as folder:
        assert set(files(folder)) == {"entries/other.md"}


def test_content_may_lie_at_the_top_of_its_repository(tmp_path: Path) -> None:
    top = repository(tmp_path / "texts")
    write(top, ALL)
    committed(top)
    with version("main", top) as folder:
        assert (files(folder), folder.name) == (ALL, "texts")


def test_content_is_found_though_its_folder_is_gone(content: Path) -> None:
    for path in sorted(content.rglob("*"), reverse=True):
        path.rmdir()
    content.rmdir()
    with version("HEAD", content) as folder:
        assert files(folder) == ALL


def test_a_folder_with_content_is_that_folder(content: Path, menu: Path) -> None:
    with version(str(menu), content) as folder:
        assert folder == menu
    assert is_content(menu)


def test_a_folder_of_the_name_of_a_branch_counts_only_with_content(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content.parent)
    (content.parent / "main").mkdir()
    with version("main", content) as folder:
        assert files(folder) == ALL
    (content.parent / "main" / "entries").mkdir()
    with version("main", content) as folder:
        assert folder == Path("main")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_are_not_read(content: Path) -> None:
    write(content, {"entries/menu.csv": MENU.encode(), "articles/a.md": b"# A\n\n## B\n\nC.\n"})
    (content / "gold.csv").symlink_to("/etc/hostname")
    (content / "entries" / "other.md").symlink_to("../articles/a.md")
    committed(content.parent)
    with version("HEAD", content) as folder:
        assert set(files(folder)) == {"entries/menu.csv", "articles/a.md"}


def test_what_git_tells_a_hook_leads_nowhere_else(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    with version("HEAD", content) as folder:
        assert files(folder) == ALL


@pytest.mark.parametrize("name", ["nowhere", "origin/main", "--all", "", "main:faq/gold.csv", "a b"])
def test_an_unknown_revision_is_told(name: str, content: Path) -> None:
    remedy = "give a branch, a tag or a commit, and fetch it before"
    what = f"{name!r} is no content folder and no revision in {content.parent}"
    assert fault(name, content) == f"{what}; {remedy}"


def test_a_revision_without_content_is_told(content: Path) -> None:
    remedy = "say where it lies with --content"
    other = content.parent / "texts"
    assert fault("HEAD", other) == f"revision 'HEAD' has no content in 'texts'; {remedy}"
    write(content.parent, {"texts/readme.md": b"no content"})
    committed(content.parent)
    assert fault("HEAD", other) == f"revision 'HEAD' has no content in 'texts'; {remedy}"
    assert (
        fault("HEAD", other / "readme.md") == f"revision 'HEAD' has no content in 'texts/readme.md'; {remedy}"
    )


def test_a_folder_in_no_repository_is_told(menu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(menu.parent))
    message = fault("main", menu)
    assert message.startswith(
        f"'main' is no content folder, and {menu} is in no usable git repository (not a git"
    )
    assert message.endswith("); give a folder that holds 'entries'")


def test_a_computer_without_git_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert fault("main", content) == "git is not installed; install it, or give two folders"
