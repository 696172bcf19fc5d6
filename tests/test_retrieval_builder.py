import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from faq import ContentError
from retrieval import Assistant, builder
from retrieval.builder import Builder, BuildError, built_aside
from retrieval.child import ChildError
from retrieval.ledger import LARGE
from retrieval.order import Order
from tests.conftest import MENU


@pytest.fixture(scope="module")
def child() -> Iterator[Builder]:
    made = Builder()
    yield made
    made.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "aside"


def test_an_index_is_built_in_a_child_process(menu: Path, place: Path) -> None:
    index = built_aside(Order(menu, place))
    assert [passage.id for passage in index.passages] == ["margherita", "calzone"]
    assert [path.name for path in place.iterdir()] == [index.fingerprint]


def test_one_child_process_builds_one_index_after_the_other(menu: Path, place: Path, child: Builder) -> None:
    child.warm(menu, place, "")
    first = child(Order(menu, place))
    (menu / "entries" / "menu.csv").write_text(MENU.replace("In half.", "Twice."), encoding="utf-8")
    second = child(Order(menu, place, first, quick=True))
    assert [index.passages[1].answer[:6] for index in (first, second)] == ["In hal", "Twice."]
    assert second.calibration == first.calibration


def test_a_large_content_is_amended(menu: Path, place: Path, child: Builder) -> None:
    rows = [f"dish{number},What is dish{number}?,Number {number}.,eo" for number in range(LARGE)]
    (menu / "entries" / "menu.csv").write_text("\n".join(["id,question,answer,language", *rows]), "utf-8")
    whole = child(Order(menu, place))
    other = menu / "entries" / "other.csv"
    other.write_text("id,question,answer,language\ntart,Which tart?,Lemon.,eo\n", encoding="utf-8")
    tart = child(Order(menu, place, whole, quick=True))
    other.write_text("id,question,answer,language\nsorbet,Which sorbet?,Lime.,eo\n", encoding="utf-8")
    sorbet = child(Order(menu, place, tart, quick=True))
    assert [Assistant(index).ask("tart sorbet").hits[0].passage.id for index in (tart, sorbet)] == [
        "tart",
        "sorbet",
    ]
    assert sorbet.amends is tart.amends is whole
    assert [path.name for path in place.iterdir() if path.is_dir()] == [whole.fingerprint]


def test_a_broken_file_is_filled_in_from_the_index_before(menu: Path, place: Path, child: Builder) -> None:
    first = child(Order(menu, place))
    (menu / "entries" / "menu.csv").write_text('question,answer\n"', encoding="utf-8")
    second = child(Order(menu, place, first, quick=True))
    assert (second.passages, len(second.content.problems)) == (first.passages, 1)
    assert second.fingerprint != first.fingerprint


def test_empty_content_is_the_same_error_from_a_child_process(
    menu: Path, place: Path, child: Builder
) -> None:
    (menu / "entries" / "menu.csv").unlink()
    with pytest.raises(ContentError) as caught:
        child(Order(menu, place))
    assert str(caught.value) == f"{menu}:1: no content here; put your files into its folder 'entries'"


def test_what_fails_in_the_child_process_is_told_and_it_goes_on(
    menu: Path, place: Path, child: Builder
) -> None:
    with pytest.raises(BuildError, match="embedded null"):
        child(Order(Path("\0"), place))
    assert child(Order(menu, place)).passages[0].id == "margherita"


def test_a_child_process_that_died_is_started_again(menu: Path, place: Path) -> None:
    made = Builder()
    made(Order(menu, place))
    assert made._child is not None
    made._child.kill()
    made._child.wait()
    assert made(Order(menu, place)).passages[0].id == "margherita"
    made.close()


def test_a_child_process_that_takes_too_long_is_ended(
    menu: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "BUILD_SECONDS", 0.01)
    with pytest.raises(ChildError, match="the building process ended"):
        built_aside(Order(menu, place))


def test_the_child_process_ends_with_its_orders(menu: Path, place: Path) -> None:
    told = {"content": str(menu), "place": str(place), "before": "gone", "stored": "gone"} | {
        "quick": True,
        "dry": False,
        "most": None,
    }
    command = [sys.executable, "-m", "retrieval.building", "--gently"]
    run = subprocess.run(command, input=json.dumps(told) + "\n", text=True, capture_output=True, check=True)
    assert (place / json.loads(run.stdout)["index"] / "header.json").is_file()
