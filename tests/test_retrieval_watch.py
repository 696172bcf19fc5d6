import os
from pathlib import Path

from retrieval.watch import STILL_SECONDS, Watch, stamp_of


def test_files_are_still_once_they_were_seen_unchanged_for_a_while(menu: Path) -> None:
    watch = Watch(menu)
    seen = [watch.still(now) for now in (0.0, STILL_SECONDS / 2, STILL_SECONDS)]
    assert seen == [None, None, stamp_of(menu)]


def test_every_change_begins_the_wait_anew(menu: Path) -> None:
    watch = Watch(menu)
    watch.still(0.0)
    (menu / "entries" / "menu.csv").write_text("question,answer\n", encoding="utf-8")
    assert watch.still(STILL_SECONDS) is None
    assert watch.still(1.5 * STILL_SECONDS) is None
    assert watch.still(2 * STILL_SECONDS) == stamp_of(menu)


def test_a_change_is_seen_though_size_and_time_are_as_before(menu: Path) -> None:
    file = menu / "entries" / "menu.csv"
    before, status = stamp_of(menu), file.stat()
    file.write_text(file.read_text("utf-8").replace("Tomato", "Potato"), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert stamp_of(menu) != before


def test_a_file_that_is_new_or_gone_is_a_change(menu: Path) -> None:
    before = stamp_of(menu)
    (menu / "gold.csv").write_text("question,passage\n", encoding="utf-8")
    with_gold = stamp_of(menu)
    (menu / "entries" / "menu.csv").unlink()
    assert len({before, with_gold, stamp_of(menu)}) == 3


def test_what_is_passed_over_is_no_change_and_what_is_reported_is(menu: Path) -> None:
    before = stamp_of(menu)
    for name in (".menu.csv.swp", "menu.csv~", "README.md"):
        (menu / "entries" / name).write_text("x", encoding="utf-8")
    assert stamp_of(menu) == before
    (menu / "entries" / "link.csv").symlink_to(menu / "entries" / "menu.csv")
    assert stamp_of(menu) != before


def test_a_folder_that_is_not_there_has_no_state_of_its_own(tmp_path: Path) -> None:
    assert stamp_of(tmp_path / "nowhere") == stamp_of(tmp_path / "elsewhere")
