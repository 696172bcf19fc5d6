from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chat.desk import Desk
from chat.inbox import view
from chat.inbox.office import office
from journal import Decision, hour
from tests.inboxes import asks, button, chosen, desk_of, groups, look, opened, press, well, widget, words


@pytest.fixture
def desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_of(menu, tmp_path, monkeypatch) as made:
        yield made


def file(menu: Path) -> str:
    return (menu / "entries" / "menu.csv").read_text(encoding="utf-8")


def collected(page: AppTest, key: str) -> AppTest:
    """The question as another way to ask for the calzone, waiting."""
    chosen(page, key, "Another way to ask")
    page.selectbox(key=widget("entry", key)).set_value("calzone")
    return press(page, "Add to the changes")


def asked_and_collected(desk: Desk, text: str) -> AppTest:
    key = asks(desk, text)
    return collected(opened(), key)


def test_what_found_no_answer_stands_there_the_most_asked_first(desk: Desk) -> None:
    asks(desk, "parking")
    asks(desk, "zebra crossing", times=3, outcome="suggest")
    asks(desk, "calzone", times=5, outcome="answer")
    asks(desk, "margherita toppings", times=2, outcome="answer", missing="no")
    assert groups(opened()) == ["zebra crossing [3]", "margherita toppings [2]", "parking [1]"]


def test_an_empty_inbox_says_so(desk: Desk) -> None:
    assert "Nothing waits in this period." in words(opened())


def test_a_period_is_chosen(desk: Desk) -> None:
    asks(desk, "parking", ago=10)
    asks(desk, "zebra crossing", ago=50)
    page = opened()
    assert groups(page) == ["parking [1]"]
    page.session_state["inbox-period"] = "7 days"
    assert groups(well(page.run())) == []
    page.session_state["inbox-period"] = "All"
    assert groups(well(page.run())) == ["parking [1]", "zebra crossing [1]"]


def test_a_long_inbox_is_turned_in_pages(desk: Desk) -> None:
    for number in range(view.PAGE_SIZE + 1):
        asks(desk, "".join(chr(97 + number + place * 13 % 7) * 2 for place in range(4)))
    page = opened()
    assert len(groups(page)) == view.PAGE_SIZE
    page.session_state["inbox-page-2"] = 2
    assert len(groups(well(page.run()))) == 1


def test_a_group_tells_what_was_asked_what_was_missed_and_what_is_near(desk: Desk) -> None:
    key = asks(desk, "folded how", times=2, missing="the *filling*")
    asks(desk, "how folded please")
    told = words(look(opened(), key))
    assert "Asked 3 times in 3 conversations" in told
    assert "2 votes against the reply" in told
    assert "“the *filling*”" in told
    assert "how is a calzone folded?" in told.lower()


def test_several_groups_can_be_open_at_once(desk: Desk) -> None:
    keys = [asks(desk, text) for text in ("calzone zebra", "margherita crossing")]
    page = opened()
    for key in keys:
        look(page, key)
    assert words(page).count("The nearest entries") == 2


def test_what_was_answered_and_fails_again_comes_back(desk: Desk) -> None:
    key = asks(desk, "zebra crossing", ago=9)
    old = hour(datetime.now(UTC) - timedelta(days=8))
    desk.journal.decided(Decision(alike=key, kind="added", passage="calzone", time=old))
    assert groups(opened()) == []
    asks(desk, "zebra crossing", ago=1)
    page = press(opened(), "Read again")
    assert groups(look(page, key)) == ["zebra crossing [2]"]
    assert "and yet it failed again" in words(page)


def test_what_visitors_type_is_never_read_as_markdown(desk: Desk) -> None:
    key = asks(desk, "*bold* [link](https://bad.example) $x$")
    page = look(opened(), key)
    assert groups(page) == [r"\*bold\* \[link\]\(https\://bad\.example\) \$x\$ [1]"]
    assert not [each for each in page.markdown if "[link](" in str(each.value)]


def test_a_choice_waits_with_what_it_changes_and_its_group_leaves(desk: Desk, menu: Path) -> None:
    before, key = file(menu), asks(desk, "zebra")
    page = collected(opened(), key)
    assert groups(page) == []
    told = words(page)
    assert "1 change waits" in told
    assert "folded pizza|zebra" in told
    assert file(menu) == before


def test_nothing_is_applied_before_it_was_tried_as_it_is(desk: Desk, menu: Path) -> None:
    first, second, before = asks(desk, "zebra"), asks(desk, "wombat"), file(menu)
    page = collected(opened(), first)
    assert button(page, "Apply now").disabled
    press(page, "Try it")
    assert not button(page, "Apply now").disabled
    collected(page, second)
    assert button(page, "Apply now").disabled
    assert file(menu) == before


def test_what_is_tried_is_told_in_sentences(desk: Desk) -> None:
    page = press(asked_and_collected(desk, "zebra"), "Try it")
    told = words(page)
    assert "“zebra”: until now, there is no answer; afterwards, the answer is “How is a calzone" in told
    assert "every reply stays as it is" in told


def test_what_is_applied_is_written_and_decided(desk: Desk, menu: Path) -> None:
    key = asks(desk, "zebra")
    page = press(press(collected(opened(), key), "Try it"), "Apply now")
    assert "folded pizza|zebra" in file(menu)
    assert [(each.alike, each.kind, each.passage) for each in desk.journal.decisions()] == [
        (key, "added", "calzone")
    ]
    assert "The changes are written." in words(page)
    assert groups(page) == []


def test_a_downloaded_patch_is_decided_and_can_be_put_back(desk: Desk) -> None:
    key = asks(desk, "zebra")
    page = collected(opened(), key)
    well(page.download_button[0].click().run())
    assert [each.kind for each in desk.journal.decisions()] == ["added"]
    assert "You have the patch." in words(page)
    press(page, "Put it back")
    assert desk.journal.decisions() == ()
    assert "1 change waits" in words(page)


def test_what_cannot_be_marked_goes_on_waiting(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = asked_and_collected(desk, "zebra")
    monkeypatch.setattr(type(desk.journal), "decided", lambda *_: "lost")
    well(page.download_button[0].click().run())
    assert "change waits" in words(page)
    assert "could not be kept" in words(page)


def test_a_new_entry_is_decided_under_its_id(desk: Desk, menu: Path) -> None:
    key = asks(desk, "Is there a zebra?")
    page = chosen(opened(), key, "New entry")
    page.text_area(key=widget("answer", key)).set_value("Only on Mondays.")
    page.selectbox(key=widget("place", key)).set_value("menu.csv")
    press(page, "Add to the changes")
    press(press(page, "Try it"), "Apply now")
    assert "is-there-a-zebra,Is there a zebra?,Only on Mondays." in file(menu)
    assert [each.passage for each in desk.journal.decisions()] == ["is-there-a-zebra"]


def test_what_is_out_of_scope_becomes_a_gold_question(desk: Desk) -> None:
    key = asks(desk, "Do you sell zebras?")
    page = press(chosen(opened(), key, "Out of scope"), "Add to the changes")
    assert "+Do you sell zebras?,-" in words(page)
    well(page.download_button[0].click().run())
    assert [(each.kind, each.passage) for each in desk.journal.decisions()] == [("outside", "")]


def test_what_is_ignored_leaves_until_that_is_taken_back(desk: Desk, menu: Path) -> None:
    before, key = file(menu), asks(desk, "zebra")
    page = press(chosen(opened(), key, "Ignore"), "Ignore")
    assert (groups(page), file(menu)) == ([], before)
    page.session_state["inbox-decided"] = True
    assert "Ignored on" in words(well(page.run()))
    press(page, "Take it back")
    page.session_state["inbox-decided"] = False
    assert groups(well(page.run())) == ["zebra [1]"]


def test_a_wording_that_means_something_else_stays_in_the_inbox(desk: Desk) -> None:
    key = asks(desk, "stripes of the zebra", times=3)
    other = asks(desk, "zebra of the stripes crossing")
    page = look(opened(), key)
    page.checkbox(key=widget(f"means-{other}", key)).set_value(False)
    press(chosen(page, key, "Ignore"), "Ignore")
    assert groups(page) == ["zebra of the stripes crossing [1]"]


def test_where_every_wording_is_left_out_nothing_is_decided(desk: Desk) -> None:
    key, other = asks(desk, "zebra crossing", times=2), asks(desk, "the zebra crossing")
    page = chosen(opened(), key, "Ignore")
    for each in (key, other):
        page.checkbox(key=widget(f"means-{each}", key)).set_value(False)
    press(page, "Ignore")
    assert "Every wording is left out. Tick those that you mean." in words(page)
    assert [each.value for each in page.toast] == [page.error[0].value]
    assert desk.journal.decisions() == ()


def test_a_change_that_is_dropped_leaves_the_others(desk: Desk) -> None:
    first, second = asks(desk, "zebra", times=2), asks(desk, "wombat")
    page = collected(collected(opened(), first), second)
    well(page.button(key="inbox-drop-0").click().run())
    assert groups(page) == ["zebra [2]"]
    assert "folded pizza|wombat" in words(page)


def test_what_the_files_refuse_is_told_and_nothing_is_lost(desk: Desk) -> None:
    key = asks(desk, "Is there a zebra?")
    page = chosen(opened(), key, "New entry")
    page.text_input(key=widget("question", key)).set_value("Is there a zebra today?")
    press(page, "Add to the changes")
    assert "has no answer" in words(page)
    assert page.text_input(key=widget("question", key)).value == "Is there a zebra today?"
    assert groups(page) == [r"Is there a zebra? [1]"]


def test_what_the_files_say_already_is_told(desk: Desk) -> None:
    told = words(asked_and_collected(desk, "folded pizza"))
    assert "The files say so already." in told


def test_files_that_changed_meanwhile_are_told_and_the_change_is_made_again(desk: Desk, menu: Path) -> None:
    page = asked_and_collected(desk, "zebra")
    (menu / "entries" / "menu.csv").write_text(file(menu).replace("In half.", "Twice."), encoding="utf-8")
    assert "The files were changed meanwhile." in words(well(page.run()))
    press(page, "Make the changes again")
    press(press(page, "Try it"), "Apply now")
    assert "Twice." in file(menu)
    assert "folded pizza|zebra" in file(menu)


def test_a_journal_that_cannot_be_read_is_one_sentence(desk: Desk, tmp_path: Path) -> None:
    page = opened()
    desk.journal.close()
    (tmp_path / "votes.sqlite").unlink()
    (tmp_path / "votes.sqlite").mkdir()
    office().read_again()
    well(page.run())
    assert "votes.sqlite" in words(page)
    assert len(page.error) == 1


def test_what_comes_is_there_when_it_is_read_again(desk: Desk) -> None:
    page = opened()
    asks(desk, "zebra")
    assert groups(well(page.run())) == []
    assert groups(press(page, "Read again")) == ["zebra [1]"]
