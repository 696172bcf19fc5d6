from datetime import date
from pathlib import Path

import pytest

from authoring.adding.new import Draft
from authoring.comparing.sides import Version, between
from authoring.inbox.patch import FileChange, Patch
from authoring.inbox.preview import Bench
from authoring.inbox.remedies import as_alternate, as_entry, as_out_of_scope
from faq import ContentError
from retrieval.built import built
from retrieval.store import save
from tests.conftest import MENU

TODAY = date(2026, 11, 25)
GOLD = "question,passage\nhow do you fold it,calzone\ntomato and basil,margherita\nzebra xylophone,-\n"


@pytest.fixture
def menu(menu: Path) -> Path:
    """The pizzeria's own content with gold questions."""
    (menu / "gold.csv").write_text(GOLD, encoding="utf-8")
    return menu


@pytest.fixture
def bench(menu: Path, tmp_path: Path) -> Bench:
    return Bench(menu, tmp_path / "indexes", tmp_path / "copy", 0.03)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_preview_tells_what_the_question_is_told_before_and_after(bench: Bench) -> None:
    there = files(bench.content)
    patch = as_alternate("zebra crossing", "calzone", bench.content)
    (heard,) = bench.preview(patch, {"zebra crossing": 3}, TODAY).heard
    assert (heard.before.outcome, heard.before.hits) == ("abstain", ())
    assert (heard.after.outcome, heard.after.found) == ("answer", "calzone")
    assert files(bench.content) == there
    assert not bench.place.exists()


@pytest.mark.parametrize("made", ["alternate", "entry", "scope"])
def test_a_preview_is_the_difference_between_two_folders(bench: Bench, tmp_path: Path, made: str) -> None:
    content = bench.content
    patch = {
        "alternate": as_alternate("zebra crossing", "calzone", content),
        "entry": as_entry(Draft(question="Zebra?", answer="No zebra."), content, TODAY, file="zoo.csv"),
        "scope": as_out_of_scope("calzone for a zebra", content),
    }[made]
    bench.prepare(TODAY)
    found = bench.preview(patch, {"zebra": 2}, TODAY)
    old, new = (Version(folder, tmp_path / folder.name / "index") for folder in (content, bench.copy))
    assert found.diff == between(old, new, {"zebra": 2}, risk=0.03)


def test_another_preview_knows_what_was_told_and_sees_what_changed_meanwhile(bench: Bench) -> None:
    patch = as_alternate("zebra", "calzone", bench.content)
    asked: list[int] = []
    first = bench.preview(patch, {"zebra": 1}, TODAY, lambda _, done, total: asked.append(total))
    again = bench.preview(patch, {"zebra": 1}, TODAY, lambda _, done, total: asked.append(-total))
    assert again == first
    assert sum(total for total in asked if total > 1) > -sum(total for total in asked if total < -1) > 0
    (bench.content / "entries" / "zoo.csv").write_text("question,answer,language\nzebra?,No.,eo\n", "utf-8")
    assert bench.preview(patch, {"zebra": 1}, TODAY).heard[0].before.found == "zebra"


def test_a_stored_index_is_taken(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    save(built(bench.content), bench.place)
    monkeypatch.setattr("authoring.inbox.preview.built", None)
    assert bench.preview(as_alternate("zebra", "calzone", bench.content), {}, TODAY).heard == ()


def test_only_what_the_patch_brings_is_found(bench: Bench) -> None:
    table = bench.content / "entries" / "menu.csv"
    table.write_text(MENU + "bad,Which?,See [x](#nowhere).,,eo\n", encoding="utf-8")
    draft = Draft(question="Is there tea?", answer="See [y](#elsewhere).")
    found = bench.preview(as_entry(draft, bench.content, TODAY, file="menu.csv"), {}, TODAY)
    assert [(each.level, each.source.path) for each in found.findings] == [("error", str(table))]
    assert "#elsewhere" in found.findings[0].what
    assert found.errors == found.findings


def test_a_question_that_is_asked_twice_is_found(bench: Bench) -> None:
    draft = Draft(question="How is a calzone folded?", answer="Twice, by two cooks.")
    found = bench.preview(as_entry(draft, bench.content, TODAY, file="menu.csv"), {}, TODAY).findings
    assert [(each.level, each.kind) for each in found] == [("warning", "duplicate")]
    assert str(bench.copy) not in found[0].what


def test_a_patch_that_leaves_nothing_to_answer_from_is_refused(bench: Bench) -> None:
    empty = Patch((FileChange("entries/menu.csv", MENU.encode(), b"question,answer\n"),))
    with pytest.raises(ContentError):
        bench.preview(empty, {}, TODAY)
