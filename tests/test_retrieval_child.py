from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.child import Child, ChildError

PROGRAM = """\
import sys, time
from retrieval.worker import carry_out, told_progress

def reply(order):
    for done in range(order.get("steps", 0)):
        told_progress("counting", done, order["steps"])
    if order.get("die"):
        sys.exit()
    time.sleep(order.get("sleep", 0))
    return {"echo": order["name"], "arguments": sys.argv[1:]}

carry_out(reply)
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Child]:
    (tmp_path / "echoing.py").write_text(PROGRAM, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    made = Child("echoing", "one", "two")
    yield made
    made.close()


def test_orders_are_carried_out_one_after_the_other(child: Child) -> None:
    told = [child.told({"name": name}, 60.0) for name in ("Käse", "tea")]
    assert told == [{"echo": name, "arguments": ["one", "two"]} for name in ("Käse", "tea")]


def test_progress_is_heard_before_the_reply(child: Child) -> None:
    heard: list[tuple[str, int, int]] = []
    child.told({"name": "", "steps": 2}, 60.0, lambda *told: heard.append(told))
    assert heard == [("counting", 0, 2), ("counting", 1, 2)]


def test_a_child_process_that_dies_is_an_error_and_the_next_order_starts_another(child: Child) -> None:
    with pytest.raises(ChildError, match=r"^the echoing process ended$"):
        child.told({"die": True}, 60.0)
    assert child.told({"name": "again"}, 60.0)["echo"] == "again"


def test_a_child_process_that_is_too_slow_is_ended(child: Child) -> None:
    with pytest.raises(ChildError):
        child.told({"name": "", "sleep": 60}, 0.01)


def test_who_stops_listening_does_not_get_the_reply_to_another_order(child: Child) -> None:
    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        child.told({"name": "first", "steps": 1}, 60.0, leave)
    assert child.told({"name": "second"}, 60.0)["echo"] == "second"


def test_closing_ends_the_process(child: Child) -> None:
    child.told({"name": ""}, 60.0)
    process = child._child
    child.close()
    assert process is not None
    assert process.poll() is not None
