from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from authoring.adding.new import Draft
from authoring.inbox.patch import Patch, applied, merged
from authoring.inbox.remedies import as_alternate, as_entry, as_out_of_scope, ids_added, usual_file
from authoring.records import CommandError
from faq import entries, load
from tests.conftest import MENU, passage

TODAY = date(2026, 11, 25)
TEA = Draft(question="Is there tea?", answer="Yes.", alternates=("hot drinks",), tags=("hot",))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_question_becomes_another_way_to_ask_an_entry(menu: Path) -> None:
    there = files(menu)
    patch = as_alternate("folding a pizza", "#calzone", menu)
    assert files(menu) == there
    applied(patch, menu)
    assert files(menu) == {
        "entries/menu.csv": MENU.replace("folded pizza", "folded pizza|folding a pizza").encode()
    }
    assert as_alternate("folding a pizza", "calzone", menu) == Patch()


def test_a_section_of_an_article_can_be_asked_in_another_way(menu: Path) -> None:
    (menu / "articles").mkdir()
    (menu / "articles" / "oven.md").write_text("# Oven\n\n## Heat {#heat}\n\nMuch.\n", encoding="utf-8")
    (change,) = as_alternate("how hot", "heat", menu).changes
    assert change.path == "articles/oven.md"
    assert b"Also asked:\n\n- how hot\n" in change.after


def test_a_new_entry_goes_where_it_belongs(menu: Path) -> None:
    near = [passage("calzone", "How?", answer="So.")]
    beside = as_entry(Draft(question="Is it hot?", answer="Very."), menu, TODAY, nearest=near)
    assert beside.paths == ("entries/pizzeria.md",)
    named = as_entry(TEA, menu, TODAY, file="tea.md", topic="Drinks")
    assert named.paths == ("entries/tea.md",)
    applied(named, menu)
    (tea,) = [entry for entry in entries(menu) if entry.id == "is-there-tea"]
    assert (tea.answer, tea.fields.topic, tea.fields.alternates) == ("Yes.", "Drinks", ("hot drinks",))


def test_an_entry_of_a_topic_stands_with_its_topic(menu: Path) -> None:
    (menu / "entries" / "tea.md").write_text(
        "---\ntopic: Tea\n---\n# Tea\n\n## Why?\n\nSo.\n", encoding="utf-8"
    )
    near = [passage("calzone", "How?", answer="So.")]
    assert usual_file(near, "Tea", menu) == menu / "entries" / "tea.md"
    assert usual_file(near, "", menu) == menu / "entries" / "pizzeria.md"
    assert usual_file([replace(near[0], topic="Food")], "", menu) == menu / "entries" / "pizzeria.md"


def test_a_topic_called_readme_stands_in_a_file_that_is_read(menu: Path) -> None:
    made = as_entry(Draft(question="Where is the manual?", answer="Here."), menu, TODAY, topic="README")
    applied(made, menu)
    assert "Where is the manual?" in [each.title for each in load(menu).passages]


def test_a_remedy_is_made_on_top_of_those_that_are_pending(menu: Path) -> None:
    first = as_alternate("a", "calzone", menu)
    second = as_alternate("b", "calzone", menu, first)
    third = as_alternate("c", "margherita", menu, merged([first, second]))
    tea = as_entry(TEA, menu, TODAY, file="tea.md", pending=third)
    again = as_entry(TEA, menu, TODAY, file="tea.md", pending=tea)
    whole = merged([first, second, third, tea, again])
    there = files(menu)
    assert there == {"entries/menu.csv": MENU.encode()}
    applied(whole, menu)
    known = {entry.id: entry.fields.alternates for entry in entries(menu)}
    assert known == {
        "margherita": ("margherita toppings", "c"),
        "calzone": ("folded pizza", "a", "b"),
        "is-there-tea": ("hot drinks",),
        "is-there-tea-2": ("hot drinks",),
    }


def test_what_is_wrong_with_a_pending_file_is_told_by_its_own_name(menu: Path) -> None:
    pending = as_alternate("a", "calzone", menu)
    with pytest.raises(CommandError) as raised:
        as_alternate("b|c", "calzone", menu, as_out_of_scope("mud?", menu))
    assert "faq-inbox-" not in str(raised.value)
    with pytest.raises(CommandError) as raised:
        as_entry(TEA, menu, TODAY, file="../tea.md", pending=pending)
    assert str(raised.value).startswith("../tea.md: not in ")
    assert str(menu / "entries") in str(raised.value)


def test_an_entry_that_is_not_there_is_refused(menu: Path) -> None:
    with pytest.raises(CommandError, match="no entry '#soup'; "):
        as_alternate("broth", "#soup", menu)


def test_a_question_out_of_scope_is_a_gold_question_from_then_on(menu: Path) -> None:
    for question in ("Do you sell ice?", "  =1+1, or\n2? "):
        applied(as_out_of_scope(question, menu), menu)
    assert (menu / "gold.csv").read_bytes() == b'question,passage\nDo you sell ice?,-\n"\'=1+1, or 2?",-\n'
    found = load(menu)
    assert [(row.question, row.passages) for row in found.gold] == [
        ("Do you sell ice?", ()),
        ("=1+1, or 2?", ()),
    ]
    assert found.problems == ()
    assert as_out_of_scope("do you sell ICE?", menu) == as_out_of_scope("=1+1, or 2?", menu) == Patch()


def test_what_an_entry_is_asked_by_is_not_out_of_scope(menu: Path) -> None:
    known = load(menu).passages[0]
    with pytest.raises(CommandError, match=f"is a way to ask #{known.id}; take it out there first$"):
        as_out_of_scope(f" {known.phrasings[-1].upper()}", menu)


def test_the_ids_that_a_patch_adds_are_told(menu: Path) -> None:
    draft = Draft(question="Is there soup?", answer="On Mondays.")
    both = merged([as_entry(draft, menu, TODAY, file="menu.csv"), as_out_of_scope("Do you sell ice?", menu)])
    assert ids_added(both) == ("is-there-soup",)
    assert ids_added(as_alternate("zebra", "calzone", menu)) == ()
