from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from authoring.inbox.asked import Asked
from authoring.records import CommandError
from chat.inbox.choice import Choice, Edit, edit
from chat.inbox.pending import Pending, is_current, made_again, with_choice, without
from journal import Decision

TODAY = date(2026, 11, 25)
HOUR = "2026-11-25T10:00Z"
MEMBERS = (Asked(text="zebra", alike="z", times=3), Asked(text="zebras", alike="y"))
PHRASING = Choice(remedy="alternate", members=MEMBERS, wordings=("zebra", "wombat"), passage="calzone")
ENTRY = Choice(remedy="entry", members=MEMBERS, wordings=("Is it striped?", "stripes"), answer="No.")
OUTSIDE = Choice(remedy="outside", members=MEMBERS[:1], wordings=("Do you sell ice?",))


def after(made: Edit) -> str:
    (change,) = made.patch.changes
    return change.after.decode()


def collected(content: Path, *choices: Choice) -> Pending:
    found = Pending()
    for choice in choices:
        found = with_choice(found, choice, content, TODAY)
    return found


def test_every_wording_is_added(menu: Path) -> None:
    assert "folded pizza|zebra|wombat" in after(edit(PHRASING, menu, TODAY))


def test_a_new_entry_has_its_other_ways_to_ask(menu: Path) -> None:
    made = edit(replace(ENTRY, file="menu.csv"), menu, TODAY)
    assert "is-it-striped,Is it striped?,No.,stripes" in after(made)


def test_a_new_topic_gets_a_file_of_its_own(menu: Path) -> None:
    made = edit(replace(ENTRY, topic="Wild animals"), menu, TODAY)
    assert made.patch.paths == ("entries/wild-animals.md",)
    assert made.decisions(HOUR)[0].passage == "is-it-striped"


def test_each_question_is_decided_alike(menu: Path) -> None:
    assert edit(PHRASING, menu, TODAY).decisions(HOUR) == (
        Decision(alike="z", kind="added", passage="calzone", time=HOUR, text="zebra"),
        Decision(alike="y", kind="added", passage="calzone", time=HOUR, text="zebras"),
    )
    assert [each.kind for each in edit(OUTSIDE, menu, TODAY).decisions(HOUR)] == ["outside"]


def test_a_choice_without_wordings_is_refused(menu: Path) -> None:
    for choice in (PHRASING, OUTSIDE):
        with pytest.raises(CommandError) as raised:
            edit(replace(choice, wordings=()), menu, TODAY)
        assert str(raised.value) == "nothing is written there; write at least one wording"


def test_edits_are_made_on_top_of_each_other(menu: Path) -> None:
    found = collected(menu, PHRASING, replace(PHRASING, wordings=("lion",)), OUTSIDE)
    assert found.patch.paths == ("entries/menu.csv", "gold.csv")
    assert "folded pizza|zebra|wombat|lion" in found.patch.changes[0].after.decode()
    assert (set(found.keys), found.asked) == ({"z", "y"}, {"zebra": 9, "zebras": 2})


def test_without_one_the_others_are_as_if_it_had_never_been(menu: Path) -> None:
    lion = replace(PHRASING, wordings=("lion",))
    assert without(collected(menu, PHRASING, lion, OUTSIDE), 0, menu, TODAY) == collected(menu, lion, OUTSIDE)


def test_edits_are_made_again_on_changed_files(menu: Path) -> None:
    found, path = collected(menu, PHRASING), menu / "entries" / "menu.csv"
    assert is_current(found.patch, menu)
    path.write_text(path.read_text(encoding="utf-8").replace("In half.", "Twice."), encoding="utf-8")
    assert not is_current(found.patch, menu)
    again = made_again(found, menu, TODAY)
    assert is_current(again.patch, menu)
    assert "Twice." in again.patch.changes[0].after.decode()
