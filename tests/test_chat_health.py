from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import chat.desk
from authoring.checks.check import check
from authoring.checks.examination import examined
from authoring.hidden.findability import findability
from authoring.records import LEVELS, Finding
from chat.desk import Desk
from chat.inbox import office
from chat.maintaining import examining, findings, health, span
from chat.maintaining.findings import KINDS, by_need
from faq import Source, load
from journal import Journal
from tests.journal.records import ANSWERED
from tests.maintained import WAIT_SECONDS, is_empty, opened_desk, view, words  # noqa: F401

TODAY = date(2026, 11, 22)
OLD = """\
id,question,answer,also_asked,language,reviewed,review_every
margherita,What is on a margherita?,"Tomato, mozzarella and basil.",margherita toppings,eo,2024-01-01,1 year
calzone,How is a calzone folded?,In half.,folded pizza,eo,2024-01-01,1 year
wine,Which wine goes with it?,A red one.,,eo,,
"""
DRAWING: list[Callable[..., None]] = [health.draw, examining.draw, findings.draw]
NAMES = ["margherita", "calzone", "wine", "gone"]

found = some.builds(
    Finding,
    some.sampled_from(LEVELS),
    some.sampled_from(["freshness", "link"]),
    some.builds(Source, some.sampled_from("ab"), some.integers(1, 9)),
    some.just("it is old"),
    some.just("mend it"),
    some.lists(some.sampled_from(NAMES), max_size=2).map(tuple),
)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is always the same day; child processes end with the test."""
    for module in (span, examining):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    yield
    office.close()
    examining._kept.clear()


@pytest.fixture
def old(desk: Desk) -> Desk:
    """The desk, with a menu that nobody looked after."""
    (desk.site.content / "entries" / "menu.csv").write_text(OLD, encoding="utf-8")
    return desk


def met(journal: Journal, *names: str) -> None:
    """Let visitors meet entries."""
    for number, name in enumerate(names):
        journal.asked(replace(ANSWERED, answer=f"a{number}", passage=name, time="2026-11-20T12:00Z"))
    assert journal.flush(WAIT_SECONDS)


def test_overdue_entries_are_told_with_their_line_remedy_and_page(
    old: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old.site.content.parent)
    said = words(view(health.draw))
    assert "3 entries and 0 article sections, as of" in said
    assert ":orange-badge[Warning] **Overdue** · [How is a calzone folded?](browse?id=calzone)" in said
    assert r"Check the answer and write 'Reviewed\: 2026\-11\-22'." in said


def test_entries_that_visitors_meet_most_come_first(old: Desk) -> None:
    met(old.journal, "calzone", "wine", "calzone")
    page = view(health.draw)
    lines = [line for line in words(page).splitlines() if line.startswith("- ")]
    names = [line.partition("browse?id=")[2].partition(")")[0] for line in lines]
    assert names[0] == "calzone"
    assert names.index("calzone") < names.index("wine") < names.index("margherita")
    assert lines[0].endswith(" · met 2 times  ")


def test_findings_of_one_kind_can_be_chosen(old: Desk) -> None:
    page = view(health.draw)
    page.button_group(key="kind").set_value("freshness").run()
    lines = [line for line in words(page).splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert all("**Overdue**" in line for line in lines)


def test_a_second_look_needs_no_child_process(old: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = words(view(health.draw))
    monkeypatch.setattr(examining, "_made", _refused)
    assert words(view(health.draw)) == first


def _refused(day: date) -> None:
    raise AssertionError("it was examined before")


def test_changed_files_are_examined_anew(old: Desk) -> None:
    before = words(view(health.draw))
    text = OLD.replace("2024-01-01", "2026-11-01")
    (old.site.content / "entries" / "menu.csv").write_text(text, encoding="utf-8")
    after = words(view(health.draw))
    assert ("**Overdue**" in before, "**Overdue**" in after) == (True, False)


def test_what_is_examined_is_what_the_command_finds(old: Desk) -> None:
    told: list[str] = []
    made = examined(old.site.content, TODAY, lambda what, done, total: told.append(what))
    known = findability(load(old.site.content))
    assert made.findings == check(old.site.content, TODAY)
    assert (made.asked, made.first, made.among) == (known.asked, known.first, known.among)
    assert told[0] == "reading the files"


def test_an_empty_folder_is_examined_as_well(tmp_path: Path) -> None:
    assert examined(tmp_path, TODAY).findings == check(tmp_path, TODAY)


def test_a_child_process_examines_alike(old: Desk) -> None:
    view(health.draw)
    assert [*examining._kept.values()] == [examined(old.site.content, TODAY)]


def test_without_the_journal_the_findings_are_shown_all_the_same(
    old: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Journal("mysql://nowhere")
    monkeypatch.setattr(chat.desk, "_desks", [replace(old, journal=broken)])
    said = words(view(health.draw))
    assert "How often visitors meet an entry is not known" in said
    assert "**Overdue**" in said
    broken.close()


def test_a_copy_that_answers_from_a_published_index_examines_no_files(
    old: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat.desk, "_desks", [replace(old, follows=True)])
    said = words(view(health.draw))
    assert "This copy answers from a published index." in said
    assert "**Overdue**" not in said


def test_before_the_door_nothing_is_drawn(old: Desk) -> None:
    assert is_empty(view(*DRAWING, inside=False))
    assert not is_empty(view(health.draw))


def test_every_kind_of_finding_has_words() -> None:
    from authoring.checks.check import CHECKS

    assert set(KINDS) == set(CHECKS)


@given(some.lists(found, max_size=9), some.dictionaries(some.sampled_from(NAMES), some.integers(1, 3)))
def test_no_finding_is_lost_and_those_of_entries_met_more_come_first(
    told: list[Finding], times: dict[str, int]
) -> None:
    ordered = by_need(told, times)
    assert sorted(map(str, ordered)) == sorted(map(str, told))
    ranks = [
        (-max((times.get(name, 0) for name in each.passages), default=0), LEVELS.index(each.level))
        for each in ordered
    ]
    assert ranks == sorted(ranks)
