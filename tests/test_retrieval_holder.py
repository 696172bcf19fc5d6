import logging
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from faq import ContentError
from retrieval import Assistant, Holder, ledger, renewal, store, workshop
from retrieval.amending import amended
from retrieval.amendment import Amendment
from retrieval.calibration import Calibration
from retrieval.holder import QUIET_SECONDS, RETRY_SECONDS
from retrieval.index import Index
from retrieval.order import Order
from retrieval.stored import built_here, index_place, last_good
from retrieval.watch import STILL_SECONDS
from tests.conftest import MENU
from tests.versions import consistent, told

WINE = "id,question,answer,language\nwine,Which wine?,Red.,eo\n"


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Indexes stay in the test's folder, and nobody waits for files that shrink."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setattr(renewal, "SHRUNK_SECONDS", 0.0)
    yield
    finish()


def opened(menu: Path, build: Callable[[Order], Index] = built_here) -> Holder:
    return Holder(menu, build=build, clock=CLOCK)


def look(made: Holder, after: float = STILL_SECONDS) -> None:
    """Look at the files, and again when they have been still for a while; wait for what is begun."""
    made.look()
    CLOCK.now += after
    made.look()
    finish()


def settled(made: Holder, condition: Callable[[Assistant], bool]) -> Assistant:
    """The assistant after a look at the files, which has to meet a condition."""
    look(made)
    assistant = made.assistant()
    assert condition(assistant), "the change did not arrive"
    return assistant


def finish() -> None:
    """Wait until no index is being made."""
    for thread in threading.enumerate():
        if thread.name in ("faq-index", "faq-calibration"):
            thread.join()


def answers(assistant: Assistant) -> dict[str, str]:
    return {passage.id: passage.answer for passage in assistant.passages}


def write(menu: Path, text: str, name: str = "menu.csv") -> None:
    (menu / "entries" / name).write_text(text, encoding="utf-8")


def test_all_first_visitors_get_the_same_assistant_built_once(menu: Path) -> None:
    built: list[Path] = []
    found: list[Assistant] = []
    start = threading.Barrier(12)

    def build(order: Order) -> Index:
        built.append(order.content)
        return built_here(order)

    made = opened(menu, build)

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

    def build(order: Order) -> Index:
        go.wait()
        built.append(order.content)
        return built_here(order)

    made = opened(menu, build)
    made.warm()
    made.warm()
    assert built == []
    go.set()
    made.assistant()
    made.warm()
    finish()
    assert built == [menu]


def test_a_changed_file_is_picked_up(menu: Path) -> None:
    made = opened(menu)
    before = made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    after = settled(made, lambda now: now is not before)
    assert answers(after)["calzone"] == "Twice. The filling stays a secret."
    assert after.generation != before.generation


def test_a_file_that_comes_and_goes_is_picked_up(menu: Path) -> None:
    made = opened(menu)
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
    made = opened(menu)
    first = made.assistant()
    for _ in range(20):
        look(made)
    assert made.assistant() is first


def test_the_old_answers_are_given_while_the_new_ones_are_made(menu: Path) -> None:
    go = threading.Event()
    go.set()

    def build(order: Order) -> Index:
        go.wait()
        return built_here(order)

    made = opened(menu, build)
    before = made.assistant()
    go.clear()
    write(menu, MENU.replace("In half.", "Twice."))
    made.look()
    CLOCK.now += STILL_SECONDS
    made.look()
    assert all(made.assistant() is before for _ in range(20))
    go.set()
    finish()
    assert made.assistant() is not before


@pytest.mark.parametrize("broken", ["", "nonsense", "question,answer\n", 'question,answer\n"never closed,'])
def test_a_broken_edit_keeps_the_old_answers_and_a_repair_recovers(
    menu: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    made = opened(menu)
    before = answers(made.assistant())
    write(menu, broken)
    with caplog.at_level(logging.WARNING):
        look(made)
    assert answers(made.assistant()) == before
    assert made.problems[0].source.path.startswith(str(menu))
    assert any(record.message.startswith(f"{menu}") for record in caplog.records)
    write(menu, MENU.replace("In half.", "Twice, and well."))
    after = settled(made, lambda now: answers(now) != before)
    assert answers(after)["calzone"] == "Twice, and well. The filling stays a secret."
    assert made.problems == ()


def test_a_broken_file_keeps_its_entries_while_others_change(menu: Path) -> None:
    write(menu, WINE, "wine.csv")
    made = opened(menu)
    made.assistant()
    (menu / "entries" / "wine.csv").write_bytes(b"\xff\xfe\x00broken")
    write(menu, MENU.replace("In half.", "Twice."))
    after = settled(made, lambda now: bool(now.problems))
    assert answers(after) == {
        "margherita": "Tomato, mozzarella and basil.",
        "calzone": "Twice. The filling stays a secret.",
        "wine": "Red.",
    }


def test_what_was_answered_from_last_is_answered_from_after_a_restart_with_a_broken_file(menu: Path) -> None:
    made = opened(menu)
    before = answers(made.assistant())
    write(menu, MENU.replace("How is a calzone folded?", ""))
    assert answers(settled(made, lambda now: bool(now.problems))) == before
    again = opened(menu)
    assert answers(again.assistant()) == before
    assert len(again.problems) == 1
    other = opened(menu)
    write(menu, MENU.replace("How is a calzone folded?", "").replace("basil", "love"))
    assert answers(other.assistant()) == before


def test_empty_content_is_told_to_every_visitor_until_it_is_repaired(menu: Path) -> None:
    (menu / "entries" / "menu.csv").unlink()
    made = opened(menu)
    for _ in range(3):
        with pytest.raises(ContentError) as caught:
            made.assistant()
        assert str(caught.value) == f"{menu}:1: no content here; put your files into its folder 'entries'"
    write(menu, MENU)
    look(made)
    assert set(answers(made.assistant())) == {"margherita", "calzone"}


def test_a_build_that_fails_unexpectedly_keeps_the_old_answers_and_is_tried_again(
    menu: Path, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Exception] = [MemoryError("too large"), RuntimeError("a bug")]

    def build(order: Order) -> Index:
        if "Twice" in (menu / "entries" / "menu.csv").read_text("utf-8") and faults:
            raise faults.pop()
        return built_here(order)

    made = opened(menu, build)
    before = made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    look(made)
    assert made.assistant() is before
    assert "the answers before it stay" in caplog.text
    assert [str(problem) for problem in made.problems] == [
        "retrieval:1: the index could not be made; see the log above"
    ]
    look(made)
    assert len(faults) == 1
    look(made, after=RETRY_SECONDS)
    assert (len(faults), made.assistant()) == (0, before)
    look(made, after=RETRY_SECONDS)
    assert answers(made.assistant())["calzone"] == "Twice. The filling stays a secret."


def test_a_file_that_is_replaced_by_one_of_the_same_size_and_time_is_noticed(menu: Path) -> None:
    made = opened(menu)
    before = made.assistant()
    look(made)
    path = menu / "entries" / "menu.csv"
    status = path.stat()
    other = path.with_suffix(".new")
    other.write_text(MENU.replace("In half.", "In four"), encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_size == status.st_size - 1 or path.stat().st_ino != status.st_ino
    after = settled(made, lambda now: now is not before)
    assert "In four" in answers(after)["calzone"]


def test_a_file_is_read_when_it_lies_still_and_not_while_it_is_written(menu: Path) -> None:
    made = opened(menu)
    before = made.assistant()
    for piece in range(1, 6):
        write(menu, MENU.replace("In half.", "Twice.")[: -10 * (6 - piece)])
        made.look()
        CLOCK.now += STILL_SECONDS / 2
        made.look()
        finish()
        assert made.assistant() is before
    write(menu, MENU.replace("In half.", "Twice."))
    assert answers(settled(made, lambda now: now is not before))["calzone"].startswith("Twice.")


def test_files_that_change_while_they_are_read_are_not_answered_from(menu: Path) -> None:
    def build(order: Order) -> Index:
        made = built_here(order)
        if order.before:
            write(menu, MENU)
        return made

    made = opened(menu, build)
    before = made.assistant()
    write(menu, MENU.replace("In half.", "Tw"))
    look(made)
    assert made.assistant() is before


def test_the_confidence_is_calibrated_anew_once_the_files_lie_still(menu: Path) -> None:
    orders: list[Order] = []

    def build(order: Order) -> Index:
        orders.append(order)
        return built_here(order)

    made = opened(menu, build)
    made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    settled(made, lambda now: answers(now)["calzone"].startswith("Twice."))
    assert (made.published().is_quick, orders[-1].quick) == (True, True)
    look(made, after=QUIET_SECONDS)
    assert (made.published().is_quick, orders[-1].quick, len(orders)) == (False, False, 3)
    look(made, after=QUIET_SECONDS)
    assert len(orders) == 3


def test_a_quick_assistant_reads_its_confidence_as_the_one_before(menu: Path) -> None:
    told = Calibration(0.5, 1.0, {}, (), 0.3, 9, "told")

    def build(order: Order) -> Index:
        index = built_here(order)
        return index if order.before else replace(index, calibration=told)

    made = opened(menu, build)
    made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    after = settled(made, lambda now: answers(now)["calzone"].startswith("Twice."))
    assert after.index.calibration == told


def test_an_edit_while_the_confidence_is_calibrated_is_shown(menu: Path) -> None:
    def build(order: Order) -> Index:
        if order.before and not order.quick:
            write(menu, MENU.replace("In half.", "Thrice."))
        return built_here(order)

    made = opened(menu, build)
    made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    look(made)
    look(made, after=QUIET_SECONDS)
    settled(made, lambda now: answers(now)["calzone"].startswith("Thrice."))


@pytest.fixture
def amending(monkeypatch: pytest.MonkeyPatch) -> Callable[[Order], Index]:
    """Does here what a child process does for large contents: amends where it can, else builds whole."""
    monkeypatch.setattr(workshop, "LARGE", 2)
    monkeypatch.setattr(ledger, "MOST", 9.0)
    made = workshop.Workshop()

    def build(order: Order) -> Index:
        before, base = order.before, order.before and (order.before.amends or order.before)
        names = (each.fingerprint if each else "" for each in (before, base))
        told = made.made(order.content, order.place, *names, quick=order.quick)
        if base and "amendment" in told:
            return amended(base, Amendment.read(told["amendment"]))
        return store.load(order.place / told["index"])

    return build


def test_an_amended_index_answers_until_one_is_built_whole(
    menu: Path, amending: Callable[[Order], Index]
) -> None:
    made = opened(menu, amending)
    whole = made.assistant().index
    for dish in ("Twice.", "Thrice."):
        write(menu, MENU.replace("In half.", dish))
        now = settled(made, lambda now, dish=dish: answers(now)["calzone"].startswith(dish))  # type: ignore[misc]
        assert (now.index.amends, made.published().is_quick) == (whole, True)
    look(made, after=QUIET_SECONDS)
    assert answers(made.assistant())["calzone"].startswith("Thrice.")
    assert (made.assistant().index.amends, made.published().is_quick) == (None, False)


def test_after_a_restart_an_index_that_was_not_stored_is_built_whole(
    menu: Path, amending: Callable[[Order], Index]
) -> None:
    made = opened(menu, amending)
    made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    settled(made, lambda now: now.index.amends is not None)
    again = opened(menu, amending).assistant()
    assert (answers(again)["calzone"][:6], again.index.amends) == ("Twice.", None)


def test_what_broke_after_an_edit_stays_as_it_was_edited(
    menu: Path, amending: Callable[[Order], Index]
) -> None:
    made = opened(menu, amending)
    made.assistant()
    write(menu, MENU.replace("In half.", "Twice."))
    settled(made, lambda now: answers(now)["calzone"].startswith("Twice."))
    write(menu, 'question,answer\n"')
    look(made)
    look(made, after=QUIET_SECONDS)
    assert answers(made.assistant())["calzone"].startswith("Twice.")
    assert [problem.loses for problem in made.problems] == [True]
    write(menu, MENU.replace("In half.", "Thrice."))
    look(made)
    look(made, after=QUIET_SECONDS)
    assert answers(made.assistant())["calzone"].startswith("Thrice.")
    assert made.assistant().index.amends is None


def test_most_entries_may_go_only_if_the_files_lie_still_for_longer(
    menu: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write(menu, WINE, "wine.csv")
    made = opened(menu)
    before = made.assistant()
    monkeypatch.setattr(renewal, "_still", lambda content, stamp: False)
    (menu / "entries" / "menu.csv").unlink()
    look(made)
    assert made.assistant() is before
    monkeypatch.undo()
    monkeypatch.setenv("FAQ_INDEX", str(menu.parent / "indexes"))
    monkeypatch.setattr(renewal, "SHRUNK_SECONDS", 0.0)
    write(menu, WINE.replace("Red", "White"), "wine.csv")
    assert set(answers(settled(made, lambda now: now is not before))) == {"wine"}
    assert "of 3 passages 1 are left" in caplog.text


def test_what_is_answered_from_is_noted(menu: Path) -> None:
    made = opened(menu)
    made.assistant()
    noted = last_good(menu, index_place())
    assert noted is not None
    assert (noted.index.fingerprint, noted.is_quick) == (made.assistant().generation, False)


def test_watching_shows_an_edit_without_anybody_asking(menu: Path) -> None:
    made = Holder(menu, build=built_here)
    before = made.assistant()
    made.watch()
    write(menu, MENU.replace("In half.", "Twice."))
    for _ in range(500):
        if made.assistant() is not before:
            break
        threading.Event().wait(0.02)
    made.close()
    assert answers(made.assistant())["calzone"].startswith("Twice.")


def test_a_child_process_that_fails_is_made_good_here(
    menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "file"
    file.write_text("in the way", encoding="ascii")
    monkeypatch.setenv("FAQ_INDEX", str(file / "indexes"))
    made = Holder(menu)
    assert set(answers(made.assistant())) == {"margherita", "calzone"}
    assert "building it here" in caplog.text
    made.close()


REWRITES = 1_000
STEPS = 6


def rewrite(file: Path, text: str, made: Holder) -> None:
    """Write a file in place in several steps, with looks at it and less than a pause between them."""
    with file.open("w", encoding="utf-8") as stream:
        for step in range(STEPS):
            stream.write(text[len(text) * step // STEPS : len(text) * (step + 1) // STEPS])
            stream.flush()
            made.look()
            CLOCK.now += STILL_SECONDS / STEPS


def test_rewriting_a_file_in_place_never_shows_a_short_or_mixed_answer(menu: Path) -> None:
    write(menu, told(0))
    made = opened(menu)
    made.assistant()
    asked: list[bool] = []
    done = threading.Event()

    def visit() -> None:
        while not done.is_set():
            asked.append(consistent(made.assistant()))

    visitor = threading.Thread(target=visit)
    visitor.start()
    for version in range(1, REWRITES + 1):
        rewrite(menu / "entries" / "menu.csv", told(version), made)
        if version % 20 == 0:
            look(made)
    done.set()
    visitor.join()
    assert all(asked)
    assert len(asked) > REWRITES // 10  # on a busy machine, too
    assert answers(made.assistant())["dish0"].startswith(f"begin {REWRITES} ")
