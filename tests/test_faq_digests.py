import hashlib
import os
import time
from pathlib import Path
from random import Random

import pytest

from faq.digests import YOUNG_NS, digest, state_of


def told(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def test_a_file_that_changes_within_one_tick_of_the_clock_shows_it(tmp_path: Path) -> None:
    chance, file = Random(20261122), tmp_path / "a.md"
    file.write_bytes(b"0")
    times = file.stat()
    for _ in range(500):
        file.write_bytes(b"%d" % chance.randrange(10))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert digest(file) == told(file)


def test_a_file_has_a_state_when_both_its_times_lie_two_seconds_back(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"abc")
    os.utime(file, (0, 0))
    status = file.stat()
    old = status.st_ctime_ns + YOUNG_NS
    assert (state_of(status, old - 1), state_of(status, old)) == (
        None,
        (3, 0, status.st_ctime_ns, status.st_ino),
    )
    os.utime(file, ns=(0, old))
    status = file.stat()
    assert state_of(status, old + YOUNG_NS - 1) is None
    assert state_of(status, old + YOUNG_NS) == (3, old, status.st_ctime_ns, status.st_ino)


def test_a_file_from_the_future_is_read_each_time(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    for text in ("a", "b"):
        file.write_text(text, encoding="utf-8")
        os.utime(file, (4_000_000_000, 4_000_000_000))
        assert digest(file) == told(file)


def test_a_file_that_lies_still_is_read_once_and_again_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    time.sleep(YOUNG_NS / 1e9 + 0.1)
    first, second = timed(file), timed(file)
    assert second < first / 20
    os.truncate(file, 3)
    assert digest(file) == hashlib.sha256(b"\0\0\0").digest()


def timed(file: Path) -> float:
    begin = time.process_time()
    digest(file)
    return time.process_time() - begin


def test_a_file_that_is_gone_has_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest(tmp_path / "none")
