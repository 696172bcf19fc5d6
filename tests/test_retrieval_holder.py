import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faq import ContentError
from retrieval import Assistant, Holder, holder
from retrieval.holder import built_aside, built_here
from retrieval.index import Index
from tests.conftest import MENU

LOOKS = 2_000
"""Questions asked at most until a change must have arrived."""


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Indexes stay in the test's folder, and files are looked at for each question."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setattr(holder, "SECONDS_BETWEEN_LOOKS", 0.0)
    yield
    for thread in threading.enumerate():
        if thread.name == "faq-index":
            thread.join()


def settled(made: Holder, condition: Callable[[Assistant], bool]) -> Assistant:
    """The assistant once a condition holds; each look waits for the build that is under way."""
    for _ in range(LOOKS):
        assistant = made.assistant()
        if condition(assistant):
            return assistant
        finish()
    raise AssertionError("the change did not arrive")


def finish() -> None:
    """Wait until no index is being made."""
    for thread in threading.enumerate():
        if thread.name == "faq-index":
            thread.join()


def answers(assistant: Assistant) -> dict[str, str]:
    return {passage.id: passage.answer for passage in assistant.passages}


def write(menu: Path, text: str, name: str = "menu.csv") -> None:
    (menu / "entries" / name).write_text(text, encoding="utf-8")


def test_all_first_visitors_get_the_same_assistant_built_once(menu: Path) -> None:
    built: list[Path] = []
    found: list[Assistant] = []
    start = threading.Barrier(12)

    def build(content: Path, place: Path) -> Index:
        built.append(content)
        return built_here(content, place)

    made = Holder(menu, build=build)

    def visit() -> None:
        start.wait()
        found.append(made.assistant())

    threads = [threading.Thread(target=visit) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(map(id, found))), built) == (12, 1, [menu])


def test_warming_returns_at_once_and_builds_once(menu: Path) -> None:
    built: list[Path] = []
    go = threading.Event()

    def build(content: Path, place: Path) -> Index:
        go.wait()
        built.append(content)
        return built_here(content, place)

    made = Holder(menu, build=build)
    made.warm()
    made.warm()
    assert built == []
    go.set()
    made.assistant()
    made.warm()
    finish()
    assert built == [menu]


def test_a_changed_file_is_picked_up(menu: Path) -> None:
    made = Holder(menu, build=built_here)
    before = made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    after = settled(made, lambda now: now is not before)
    assert answers(after)["calzone"] == "Twice. The filling stays a secret."
    assert after.generation != before.generation


def test_a_file_that_comes_and_goes_is_picked_up(menu: Path) -> None:
    made = Holder(menu, build=built_here)
    made.assistant()
    write(menu, "id,question,answer,language\nwine,Which wine?,Red.,eo\n", "wine.csv")
    assert set(answers(settled(made, lambda now: len(now.passages) == 3))) == {
        "margherita",
        "calzone",
        "wine",
    }
    (menu / "entries" / "wine.csv").unlink()
    assert set(answers(settled(made, lambda now: len(now.passages) == 2))) == {"margherita", "calzone"}


def test_unchanged_files_keep_the_assistant(menu: Path) -> None:
    made = Holder(menu, build=built_here)
    first = made.assistant()
    assert all(made.assistant() is first for _ in range(20))


def test_the_old_answers_are_given_while_the_new_ones_are_made(menu: Path) -> None:
    go = threading.Event()
    go.set()

    def build(content: Path, place: Path) -> Index:
        go.wait()
        return built_here(content, place)

    made = Holder(menu, build=build)
    before = made.assistant()
    go.clear()
    write(menu, MENU.replace("In half.", "Twice."))
    assert all(made.assistant() is before for _ in range(20))
    go.set()
    settled(made, lambda now: now is not before)


@pytest.mark.parametrize("broken", ["", "nonsense", "question,answer\n", 'question,answer\n"never closed,'])
def test_a_broken_edit_keeps_the_old_answers_and_a_repair_recovers(
    menu: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = Holder(menu, build=built_here)
    before = answers(made.assistant())
    write(menu, broken)
    with caplog.at_level(logging.WARNING):
        made.assistant()
        finish()
        assert answers(made.assistant()) == before
        finish()
    assert any(record.message.startswith(f"{menu}") for record in caplog.records)
    write(menu, MENU.replace("In half.", "Twice, and well."))
    after = settled(made, lambda now: answers(now) != before)
    assert answers(after)["calzone"] == "Twice, and well. The filling stays a secret."


def test_a_broken_file_leaves_the_others_answering(menu: Path) -> None:
    write(menu, "id,question,answer,language\nwine,Which wine?,Red.,eo\n", "wine.csv")
    made = Holder(menu, build=built_here)
    made.assistant()
    (menu / "entries" / "wine.csv").write_bytes(b"\xff\xfe\x00broken")
    after = settled(made, lambda now: bool(now.problems))
    assert set(answers(after)) >= {"margherita", "calzone"}


def test_empty_content_is_told_to_every_visitor_until_it_is_repaired(menu: Path) -> None:
    (menu / "entries" / "menu.csv").unlink()
    made = Holder(menu, build=built_here)
    for _ in range(3):
        with pytest.raises(ContentError) as caught:
            made.assistant()
        assert str(caught.value) == f"{menu}:1: no content here; put your files into its folder 'entries'"
    write(menu, MENU)
    assert set(answers(made.assistant())) == {"margherita", "calzone"}


def test_a_build_that_fails_unexpectedly_keeps_the_old_answers(
    menu: Path, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Exception] = [MemoryError("too large"), RuntimeError("a bug")]

    def build(content: Path, place: Path) -> Index:
        if "Twice" in (menu / "entries" / "menu.csv").read_text("utf-8") and faults:
            raise faults.pop()
        return built_here(content, place)

    made = Holder(menu, build=build)
    before = made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    assert made.assistant() is before
    finish()
    assert made.assistant() is before
    assert "the answers before it stay" in caplog.text
    write(menu, MENU.replace("In half.", "Twice!"))
    made.assistant()
    finish()
    write(menu, MENU.replace("In half.", "Twice!!"))
    after = settled(made, lambda now: now is not before)
    assert answers(after)["calzone"] == "Twice!! The filling stays a secret."


def test_an_index_is_built_in_a_child_process(menu: Path, tmp_path: Path) -> None:
    index = built_aside(menu, tmp_path / "aside")
    assert [passage.id for passage in index.passages] == ["margherita", "calzone"]
    assert [path.name for path in (tmp_path / "aside").iterdir()] == [index.fingerprint]


def test_a_child_process_that_fails_is_made_good_here(
    menu: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="ascii")
    index = built_aside(menu, file / "indexes")
    assert [passage.id for passage in index.passages] == ["margherita", "calzone"]
    assert "building it here" in caplog.text


def test_empty_content_is_the_same_error_from_a_child_process(menu: Path, tmp_path: Path) -> None:
    (menu / "entries" / "menu.csv").unlink()
    with pytest.raises(ContentError) as caught:
        built_aside(menu, tmp_path / "aside")
    assert str(caught.value) == f"{menu}:1: no content here; put your files into its folder 'entries'"


def test_a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_noticed(menu: Path) -> None:
    made = Holder(menu, build=built_here)
    before = made.assistant()
    path = menu / "entries" / "menu.csv"
    status = path.stat()
    other = path.with_suffix(".new")
    other.write_text(MENU.replace("In half.", "In four"), encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_size == status.st_size - 1 or path.stat().st_ino != status.st_ino
    after = settled(made, lambda now: now is not before)
    assert "In four" in answers(after)["calzone"]
