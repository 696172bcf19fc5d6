from pathlib import Path

import pytest

from authoring.inbox.copying import copied, named_after, standing
from authoring.inbox.patch import Patch
from authoring.inbox.remedies import as_alternate, as_out_of_scope
from faq import ContentError, Problem, Source
from tests.conftest import MENU


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_copy_holds_what_is_read_and_nothing_else(menu: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    (menu / "entries" / "README.md").write_text("For authors.", encoding="utf-8")
    (menu / "gold.csv").write_text("question,passage\n", encoding="utf-8")
    copied(menu, as_alternate("a", "calzone", menu), copy)
    first = files(copy)
    assert {*first} == {"entries/menu.csv", "gold.csv"}
    state = (copy / "gold.csv").stat().st_mtime_ns
    (menu / "gold.csv").unlink()
    copied(menu, as_out_of_scope("mud?", menu), copy)
    assert files(copy) == {"entries/menu.csv": MENU.encode(), "gold.csv": b"question,passage\nmud?,-\n"}
    assert (copy / "gold.csv").stat().st_mtime_ns > state
    copied(menu, Patch(), copy)
    assert files(copy) == {"entries/menu.csv": MENU.encode()}


def test_a_pending_patch_stands_until_the_context_ends(menu: Path) -> None:
    with standing(menu, Patch()) as folder:
        assert folder == menu
    with standing(menu, as_out_of_scope("mud?", menu)) as folder:
        assert files(folder)["gold.csv"] == b"question,passage\nmud?,-\n"
    assert not folder.exists()
    assert files(menu) == {"entries/menu.csv": MENU.encode()}


def test_problems_of_a_copy_are_told_of_the_folder(tmp_path: Path) -> None:
    content, copy = tmp_path / "own", tmp_path / "copy"
    wrong = Problem(Source(f"{copy}/entries/a.md", 3), f"as in {copy}/entries/b.md", "mend it")
    with pytest.raises(ContentError) as raised, named_after(content, copy):
        raise ContentError([wrong])
    assert str(raised.value) == f"{content}/entries/a.md:3: as in {content}/entries/b.md; mend it"
