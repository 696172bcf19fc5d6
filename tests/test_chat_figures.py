import ast
import csv
import inspect
import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

import chat.desk
from chat import door
from chat.desk import Desk
from chat.maintaining import (
    charts,
    daily,
    downloads,
    examining,
    figures,
    findings,
    health,
    keeping,
    shown,
    span,
    tables,
    trust,
    trying,
    workings,
)
from chat.maintaining.span import OWN, Span
from faq import Content
from journal import Asked, Journal, Shown, Tally, Trust, Vote
from journal.journal import Health
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.risk import interval
from tests.conftest import PIZZERIA
from tests.journal.records import ANSWERED, ASKED, VOTE
from tests.maintained import WAIT_SECONDS, is_empty, opened_desk, view, words  # noqa: F401

TODAY = date(2026, 11, 22)
DRAWING: list[Callable[..., None]] = [
    *(figures.draw, daily.questions, daily.votes, trust.draw, shown.draw, keeping.draw, downloads.draw),
    *(span.choose, tables.draw, charts.draw),
]


MODULES = [
    *(figures, span, daily, trust, shown, keeping, charts, downloads),
    *(health, examining, findings, trying, workings),
]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the same day."""
    monkeypatch.setattr(span, "today", lambda: TODAY)


def at(day: date, asked: Asked, number: int) -> Asked:
    return replace(asked, time=f"{day}T12:00Z", answer=f"{day}-{number}")


def told(journal: Journal, asked: Iterable[Asked]) -> None:
    for each in asked:
        journal.asked(each)
    assert journal.flush(WAIT_SECONDS)


def voted(journal: Journal, up: int, down: int) -> None:
    """Votes on answers of one confidence."""
    for number in range(up + down):
        vote = replace(VOTE, answer=f"v{number}", passage="calzone", rating="up" if number < up else "down")
        assert journal.voted(vote) == "kept"


MENU = {
    "calzone": [at(TODAY, replace(ANSWERED, passage="calzone"), number) for number in range(3)],
    "gone": [at(TODAY, replace(ANSWERED, passage="gone", outcome="chosen"), 9)],
    "unanswered": [at(TODAY - timedelta(days=29), ASKED, 0)],
    "long ago": [at(TODAY - timedelta(days=30), ASKED, 0)],
}


def rows(page: AppTest) -> list[str]:
    """The lines of all tables."""
    return [line for element in page.markdown for line in str(element.value).splitlines() if "|" in line]


def test_questions_of_the_last_thirty_days_are_split_by_what_became_of_them(desk: Desk) -> None:
    told(desk.journal, (asked for group in MENU.values() for asked in group))
    page = view(figures.draw)
    assert not page.exception
    assert [row for row in rows(page) if row.startswith(("| Answered", "| Declined", "| Chosen"))] == [
        "| Answered | 3 | 75% |",
        "| Declined: nothing found | 1 | 25% |",
        "| Chosen from a list | 1 | – |",
    ]


def test_other_days_can_be_chosen(desk: Desk) -> None:
    told(desk.journal, (asked for group in MENU.values() for asked in group))
    page = view(figures.draw)
    page.segmented_control(key="span").set_value("90 days").run()
    assert "| Declined: nothing found | 2 | 40% |" in rows(page)
    page.segmented_control(key="span").set_value(OWN).run()
    long_ago = TODAY - timedelta(days=30)
    page.date_input(key="span-first").set_value(long_ago).run()
    page.date_input(key="span-last").set_value(long_ago).run()
    assert "| Declined: nothing found | 1 | 100% |" in rows(page)


def test_days_in_the_wrong_order_are_taken_in_the_right_one(desk: Desk) -> None:
    told(desk.journal, MENU["unanswered"])
    page = view(figures.draw)
    page.segmented_control(key="span").set_value(OWN).run()
    page.date_input(key="span-first").set_value(TODAY).run()
    page.date_input(key="span-last").set_value(TODAY - timedelta(days=29)).run()
    assert "| Declined: nothing found | 1 | 100% |" in rows(page)


def test_the_entries_that_are_met_most_come_first_and_those_never_met_are_listed(desk: Desk) -> None:
    told(desk.journal, [*MENU["gone"], *MENU["calzone"]])
    page = view(figures.draw)
    found = [row for row in rows(page) if "browse?id=" in row or "no longer there" in row]
    assert found == [
        "| [How is a calzone folded?](browse?id=calzone) | 3 | 3 | 0 | 0 |",
        r"| \#gone (no longer there) | 1 | 0 | 1 | 0 |",
    ]
    assert "1 of 2 entries and sections neither answered a question in these days" in words(page)
    assert "- [What is on a margherita?](browse?id=margherita), " in words(page)


def test_an_entry_that_has_a_new_id_is_the_same_entry(desk: Desk) -> None:
    content = Content(PIZZERIA, formerly={"dogs": "dog"})
    assistant = Assistant(index_of(content))
    told = [Shown("dogs", "answer", 2), Shown("dog", "chosen", 1), Shown("dog", "abstain", 7)]
    assert shown.by_passage(told, assistant) == {"dog": {"answer": 2, "chosen": 1}}


def test_without_a_question_or_a_vote_the_view_says_so(desk: Desk) -> None:
    page = view(figures.draw)
    said = words(page)
    assert "Nothing was asked in these days." in said
    assert "Nobody voted in these days." in said
    assert "No answer was voted on in these days, so nothing can be said." in said
    assert "No entry was shown in these days." in said


def test_few_votes_allow_no_claim_about_the_confidence(desk: Desk) -> None:
    voted(desk.journal, up=2, down=1)
    said = words(view(figures.draw))
    assert "3 answers were voted on: too few to say whether the confidence keeps its word." in said
    assert "| 90 to 100% | 3 | 67% | 21 to 94% | too few votes |" in said


def test_many_votes_allow_a_claim_about_the_confidence(desk: Desk) -> None:
    voted(desk.journal, up=15, down=15)
    said = words(view(figures.draw))
    assert "| 90 to 100% | 30 | 50% | 33 to 67% | too few votes |" in said
    voted(desk.journal, up=40, down=40)
    said = words(view(figures.draw))
    assert "| 90 to 100% | 80 | 50% | 39 to 61% | too high |" in said
    assert "40 up and 40 down: 50% of the votes are up." in said


@given(some.integers(0, 9), some.integers(1, 500), some.data())
def test_a_claim_is_made_only_where_chance_does_not_explain_the_votes(
    tenths: int, votes: int, data: some.DataObject
) -> None:
    up, mean = data.draw(some.integers(0, votes)), tenths / 10 + 0.05
    low, high = interval(up, votes)
    claim = trust.claim(Trust(tenths, mean, votes, up))
    assert (claim in ("too high", "too low")) == (high - low <= trust.WIDE and not low <= mean <= high)
    assert (claim == "right") == (high - low <= trust.WIDE and low <= mean <= high)


def test_every_chart_says_in_words_what_it_shows(desk: Desk) -> None:
    told(desk.journal, MENU["calzone"])
    voted(desk.journal, up=1, down=0)
    page = view(figures.draw)
    alternatives = [element.proto.alt for element in page.get("vega_lite_chart")]
    assert alternatives == [
        "Answered, by day: 3 from 2026-10-24 to 2026-11-22",
        "Votes up, by day: 1 from 2026-10-24 to 2026-11-22",
        "Share of votes up against the confidence, from 1 vote; the table below tells the same",
    ]
    assert "1 answer was voted on: too few to say" in words(page)


def test_no_chart_loads_what_visitors_do_not_need(desk: Desk) -> None:
    spec = charts.bars({TODAY: 3}, 3, "day", "Votes")
    assert "data" not in spec
    assert "data" not in charts.reliability([(0.9, 3, 2)])


@given(some.dates(date(2020, 1, 1), date(2030, 1, 1)), some.integers(0, 800))
def test_every_day_of_a_span_falls_into_one_of_its_units(first: date, days: int) -> None:
    chosen = Span(first, first + timedelta(days=days))
    assert {chosen.unit_of(day) for day in chosen.days} == set(chosen.units)
    assert list(chosen.units) == sorted(chosen.units)
    assert len(chosen.units) <= max(span.LONG, len(chosen) / 7 + 2)
    values = charts.bars(dict.fromkeys(chosen.units, 1), 1, chosen.unit, "Votes")["layer"][0]["data"][
        "values"
    ]
    assert all(each["from"] < each["to"] for each in values)


def exported(kind: str, of: Span) -> list[list[str]]:
    made = view_made(kind, of)
    return [*csv.reader(io.StringIO(made.decode("utf-8-sig")))]


def view_made(kind: str, of: Span, inside: bool = True) -> bytes:
    """What a download button gives, made within a page after or before the door."""

    def drawn(kind, of):  # type: ignore[no-untyped-def]  # the page has no name of its type
        import streamlit as st

        from chat.maintaining import downloads

        st.session_state.made = downloads.made(kind, of)

    page = AppTest.from_function(drawn, args=(kind, of))
    if inside:
        page.session_state["maintaining"] = 1e12
    page.run()
    data = page.session_state["made"]()
    assert isinstance(data, bytes)
    return data


def test_exports_hold_the_chosen_days_and_no_formula(desk: Desk) -> None:
    formula = replace(ASKED, text='=HYPERLINK("x")')
    told(desk.journal, [*MENU["long ago"], at(TODAY, formula, 1), *MENU["calzone"]])
    voted(desk.journal, up=1, down=1)
    of = Span(TODAY - timedelta(days=29), TODAY)
    header, *found = exported("questions", of)
    assert [dict(zip(header, row, strict=True))["text"] for row in found] == ['\'=HYPERLINK("x")']
    assert {"conversation", "answer"}.isdisjoint(header)
    assert len(exported("votes", of)) == 3
    assert [row[-1] for row in exported("counts", of)] == ["questions", "1", "3"]


def test_a_question_that_may_not_be_shown_is_not_exported(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told(desk.journal, [at(TODAY, ASKED, 1)])
    guarded = Journal(f"sqlite:///{desk.journal.health().where}", at_least=2)
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, journal=guarded)])
    assert len(exported("questions", Span(TODAY, TODAY))) == 1
    guarded.close()


def test_a_page_that_lay_open_too_long_exports_nothing(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told(desk.journal, [at(TODAY, ASKED, 1)])
    monkeypatch.setattr(door, "IDLE_SECONDS", 0)
    assert view_made("questions", Span(TODAY, TODAY)) == b""


def test_before_the_door_an_export_is_empty(desk: Desk) -> None:
    told(desk.journal, [at(TODAY, ASKED, 1)])
    assert view_made("questions", Span(TODAY, TODAY), inside=False) == b""


def test_before_the_door_nothing_is_drawn(desk: Desk) -> None:
    told(desk.journal, MENU["calzone"])
    assert is_empty(view(*DRAWING, inside=False))
    assert not is_empty(view(figures.draw))


def test_whatever_draws_or_looks_at_the_desk_stands_behind_the_door() -> None:
    open_to_all = [
        f"{module.__name__}.{node.name}"
        for module in (*MODULES, tables)
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if names(node) & {"st", "desk"} and "behind" not in {n for d in node.decorator_list for n in names(d)}
    ]
    assert open_to_all == ["chat.maintaining.span.chosen", "chat.maintaining.downloads.made"]


def names(tree: ast.AST) -> set[str]:
    """All names and attributes that are used in it."""
    nodes = [*ast.walk(tree)]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    return used | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_a_journal_that_cannot_be_read_is_told_in_one_sentence(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = Journal("mysql://nowhere")
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, journal=broken)])
    page = view(figures.draw)
    assert [str(error.value)[:40] for error in page.error] == [r"The journal cannot be read: journal\: no"]
    assert "The words of a question are kept if it was not answered well" in words(page)
    broken.close()


@pytest.mark.parametrize(
    ("health", "sentence"),
    [
        (Health("a.sqlite", "database", None, ()), "They are written as they come."),
        (Health("a.sqlite", "spool", None, ()), "It cannot be written at present"),
        (Health("a.sqlite", "memory", None, ()), "what comes is lost if the app ends."),
    ],
)
def test_how_the_journal_fares_is_told_in_words(health: Health, sentence: str) -> None:
    assert any(sentence in told for told in keeping.fares(health))


@pytest.mark.parametrize("keeping_questions", ["off", "needed", "all"])
def test_what_is_kept_is_told(desk: Desk, keeping_questions: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site = replace(desk.site, keep_questions=keeping_questions, keep_days=42, alike_at_least=3)  # type: ignore[arg-type]
    monkeypatch.setattr(chat.desk, "_desks", [replace(desk, site=site)])
    said = words(view(figures.draw))
    assert f"(setting `keep_questions`: `{keeping_questions}`)" in said
    assert "What is older than 42 days is deleted" in said
    assert "only if 3 conversations asked alike" in said
    assert ("Questions are not counted at present" in said) == (keeping_questions == "off")


def test_long_spans_are_told_by_weeks() -> None:
    monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
    tallies = [Tally(str(day), "up", 2) for day in (monday, sunday)]
    assert daily.by_unit(tallies, Span(monday, sunday)) == {"up": {monday: 2, sunday: 2}}
    assert daily.by_unit(tallies, Span(date(2026, 1, 1), sunday)) == {"up": {monday: 4}}


def test_a_vote_is_no_question(desk: Desk) -> None:
    vote: Vote = replace(VOTE, passage="calzone")
    desk.journal.voted(vote)
    assert "Nothing was asked in these days." in words(view(figures.draw))
