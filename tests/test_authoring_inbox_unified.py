from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as some

from authoring.inbox.patch import FileChange, Patch, merged
from authoring.inbox.unified import unified
from authoring.records import CommandError
from tests.repository import committed, git, repository

LETTERS = some.sampled_from("ab \"'\\\t\n\aäß🍕-.#\x7f\x1b")
NAMES = some.text(LETTERS, min_size=1, max_size=6).filter(lambda name: name.strip(".") == name)
LINES = some.sampled_from(
    ["a", "b", "", " ", "\\ No newline", "--- a/x", "@@ -1 +1 @@", "+b", "ä", "\x0c", "x\ry"]
)
TEXTS = some.lists(some.tuples(LINES, some.sampled_from(["\n", "\r\n", "\n"])), max_size=12).map(
    lambda lines: "".join(line + end for line, end in lines)
)
BYTES = some.tuples(TEXTS, some.sampled_from(["", "end", "\r", "\ufeff"])).map(
    lambda parts: "".join(parts).encode()
)
CHANGES = some.builds(
    lambda name, before, after: FileChange(f"entries/{name}.md", before, after),
    NAMES,
    some.none() | BYTES,
    BYTES,
)


def written(folder: Path, patch: Patch) -> None:
    """The files of a patch as they were before."""
    for change in patch.changes:
        path = folder / "faq" / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if change.before is not None:
            path.write_bytes(change.before)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("repository"))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    some.lists(CHANGES, max_size=3, unique_by=lambda change: change.path).map(
        lambda some: merged([Patch((each,)) for each in some])
    )
)
@example(Patch((FileChange("entries/a b.md", b"", b"x"), FileChange("entries/a.md", b"x", b""))))
@example(
    Patch((FileChange("entries/a.md", None, b""), FileChange("gold.csv", b"a,b\r\n1,2", b"a,b\r\n1,2\r\n")))
)
def test_git_makes_of_the_files_exactly_what_the_patch_says(place: Path, patch: Patch) -> None:
    assume(patch)
    written(place, patch)
    diff = place / "change.diff"
    diff.write_bytes(unified(patch, "faq"))
    done = git(place, "apply", "change.diff")
    found = {change.path: (place / "faq" / change.path).read_bytes() for change in patch.changes}
    assert (done.returncode, found) == (0, {change.path: change.after for change in patch.changes}), (
        done.stderr
    )


def without_objects(diff: bytes) -> bytes:
    """A diff of git's without the lines that name objects, and without what it writes behind `@@`."""
    lines = [line for line in diff.split(b"\n") if not line.startswith(b"index ")]
    return b"\n".join(line[: line.index(b" @@") + 3] if line.startswith(b"@@") else line for line in lines)


@pytest.mark.parametrize(
    "name",
    [
        "a.md",
        "a b.md",
        'a"b.md',
        "Käse.md",
        "tab\there.md",
        "a\\b.md",
        "bell\a \x7f.md",
        "🍕 1.md",
        "line\nend.md",
    ],
)
@pytest.mark.parametrize("before", [None, b"one\ntwo\n", b"", b"one"])
def test_the_diff_is_the_one_that_git_writes(tmp_path: Path, name: str, before: bytes | None) -> None:
    place = repository(tmp_path)
    patch = Patch((FileChange(f"entries/{name}", before, b"one\nthree"),))
    written(place, patch)
    committed(place)
    path = place / "faq" / "entries" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"one\nthree")
    assert git(place, "add", "--intent-to-add", ".").returncode == 0
    assert unified(patch, "faq") == without_objects(git(place, "diff").stdout.encode())


def test_the_content_may_be_the_repository_itself() -> None:
    patch = Patch((FileChange("gold.csv", None, b"x\n"),))
    assert unified(patch, ".") == unified(patch) == unified(patch, "")
    assert b"+++ b/gold.csv\n" in unified(patch)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"a\nK\xe4se", "entries/a.md:2: byte 3 is not UTF-8; save the file with the encoding UTF-8"),
        (b"a\0b", "entries/a.md:1: a NUL character; save the file as plain text"),
    ],
)
def test_files_of_other_encodings_are_refused(raw: bytes, message: str) -> None:
    for before, after in ((raw, b"x"), (b"x", raw)):
        with pytest.raises(CommandError) as raised:
            unified(Patch((FileChange("entries/a.md", before, after),)))
        assert str(raised.value) == message
