"""Without the password no part of the inbox draws, changes or returns anything."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

import chat.inbox
from chat.desk import Desk
from chat.maintaining import inbox
from tests.inboxes import asks, desk_of

MODULES = [import_module(f"chat.inbox.{found.name}") for found in pkgutil.iter_modules(chat.inbox.__path__)]
OWN = {"chat.inbox.kept", "chat.inbox.office"}
"""What a session holds already, and what ends a process: they tell nobody anything."""
LEFT = ("inbox_pending", "inbox_tried", "inbox_taken", "inbox_refused")
"""What the parts remember in a session."""


def functions(module: ModuleType) -> Iterator[str]:
    """The public functions of a module that may draw, or be called back."""
    for name, value in vars(module).items():
        here = inspect.isfunction(value) and value.__module__ == module.__name__
        returns = inspect.signature(value).return_annotation if here else ""
        if here and not name.startswith("_") and returns == "None":
            yield name


MINE = [module for module in (inbox, *MODULES) if module.__name__ not in OWN]
PARTS = [(module.__name__, name) for module in MINE for name in functions(module)]


@pytest.fixture
def desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with desk_of(menu, tmp_path, monkeypatch) as made:
        yield made


def test_there_are_parts_to_try() -> None:
    assert {
        ("chat.inbox.view", "draw"),
        ("chat.inbox.taking", "apply"),
        ("chat.inbox.choosing", "choose"),
    } < set(PARTS)


@pytest.mark.parametrize(("module", "name"), PARTS)
def test_a_part_does_nothing_for_those_outside(desk: Desk, module: str, name: str) -> None:
    asks(desk, "zebra")

    def called(module: str, name: str) -> None:
        import inspect
        from importlib import import_module

        import streamlit as st

        part = getattr(import_module(module), name)
        given = [()] * len(inspect.signature(part).parameters)
        st.session_state.returned = part(*given)

    page = AppTest.from_function(called, args=(module, name)).run()
    assert not page.exception
    assert len(page.main) == 0
    assert page.session_state.returned is None
    assert [name for name in LEFT if name in page.session_state] == []
    assert desk.journal.decisions() == ()
