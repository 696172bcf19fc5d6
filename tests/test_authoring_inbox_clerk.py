from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Timer
from threading import enumerate as threads

import pytest

from authoring.inbox.asked import Asked
from authoring.inbox.clerk import Clerk
from authoring.inbox.groups import grouped
from authoring.inbox.patch import FileChange, Patch
from authoring.inbox.preview import Bench
from authoring.inbox.remedies import as_alternate
from authoring.records import CommandError
from retrieval.built import built
from retrieval.store import save
from tests.conftest import MENU

TODAY = date(2026, 11, 25)


@pytest.fixture
def bench(menu: Path, tmp_path: Path) -> Bench:
    return Bench(menu, tmp_path / "indexes", tmp_path / "copy", 0.03)


@pytest.fixture
def clerk(menu: Path, tmp_path: Path) -> Iterator[Clerk]:
    made = Clerk(menu, tmp_path / "indexes", 0.03)
    yield made
    made.close()


def test_a_child_process_tries_a_patch_out(clerk: Clerk, bench: Bench) -> None:
    heard: list[str] = []
    clerk.warm(TODAY)
    patch = as_alternate("zebra", "calzone", bench.content)
    found = clerk.preview(patch, {"zebra": 1}, TODAY, lambda what, *_: heard.append(what))
    assert found == bench.preview(patch, {"zebra": 1}, TODAY)
    assert heard[0] == "reading the files"


def test_what_the_child_process_refuses_is_told_and_it_goes_on(clerk: Clerk, menu: Path) -> None:
    empty = Patch((FileChange("entries/menu.csv", MENU.encode(), b"question,answer\n"),))
    with pytest.raises(CommandError) as raised:
        clerk.preview(empty, {}, TODAY)
    assert str(raised.value).startswith(
        f"{menu}:1: no content here; put your files into its folder 'entries'"
    )
    assert clerk.preview(as_alternate("zebra", "calzone", menu), {}, TODAY).findings == ()


def test_a_child_process_that_dies_is_told_and_started_again(clerk: Clerk, menu: Path) -> None:
    patch = as_alternate("zebra", "calzone", menu)
    first = clerk.preview(patch, {}, TODAY)
    assert clerk._child is not None
    clerk._child.kill()
    clerk._child.wait()
    assert clerk.preview(patch, {}, TODAY) == first


def test_an_idle_child_process_ends(clerk: Clerk, menu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authoring.inbox.clerk.IDLE_SECONDS", 0.01)
    clerk.warm(TODAY)
    assert clerk._idle is not None
    clerk._idle.join()
    assert clerk._child is None


def test_an_earlier_order_that_waited_does_not_end_the_process_of_a_later_one(
    clerk: Clerk, menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("authoring.inbox.clerk.IDLE_SECONDS", 60)
    index = built(menu)
    save(index, tmp_path / "indexes")
    before = {thread for thread in threads() if isinstance(thread, Timer)}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: clerk.ready(index), range(8)))
    left = [thread for thread in threads() if isinstance(thread, Timer) and thread not in before]
    assert [thread for thread in left if not thread.finished.is_set()] == [clerk._idle]


def test_a_child_process_makes_the_same_groups(clerk: Clerk, menu: Path, tmp_path: Path) -> None:
    index = built(menu)
    save(index, tmp_path / "indexes")
    rows = [Asked(text=text, alike=text) for text in ("parking a car", "car parking", "credit cards", "card")]
    assert clerk.grouped(rows, index) == grouped(rows, index)
    assert clerk.grouped([], index) == ()


def test_a_clerk_that_was_made_ready_groups_alike(clerk: Clerk, menu: Path, tmp_path: Path) -> None:
    index = built(menu)
    save(index, tmp_path / "indexes")
    clerk.ready(index)
    rows = [Asked(text=text, alike=text) for text in ("parking a car", "car parking", "credit cards")]
    assert clerk.grouped(rows, index) == grouped(rows, index)


def test_an_index_that_is_not_stored_is_made_from_the_files(clerk: Clerk, menu: Path) -> None:
    rows = [Asked(text="parking", alike="parking")]
    assert [group.name for group in clerk.grouped(rows, built(menu))] == ["parking"]
