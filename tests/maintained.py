"""The maintainers' page for tests: a desk with a small menu and a password, and a view drawn alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import signature
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

import chat.desk
from chat.desk import Desk
from chat.gate import Gate
from faq import Site
from journal import Journal
from retrieval import Holder
from retrieval.stored import built_here

PASSWORD: Final = "quattro stagioni"
WAIT_SECONDS: Final = 30
_MOMENTS: Final = count()
"""A clock for the holder, on which a second passes at each look."""


@pytest.fixture(name="desk")
def opened_desk(menu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk with a small menu and a password."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    journal = Journal(f"sqlite:///{tmp_path / 'votes.sqlite'}", wait_seconds=WAIT_SECONDS)
    made = Desk(
        Site(content=menu, repository_url="https://forge.example/me/menu"),
        Holder(menu, build=built_here, clock=lambda: float(next(_MOMENTS))),
        journal,
        Gate(PASSWORD),
    )
    monkeypatch.setattr(chat.desk, "_desks", [made])
    yield made
    journal.close()


def view(*parts: Callable[..., None], inside: bool = True) -> AppTest:
    """A page that draws these views or parts and nothing else, after the door or before it."""

    def drawn(names: list[tuple[str, str, int]]) -> None:
        import importlib

        for module, name, number in names:
            getattr(importlib.import_module(module), name)(*[None] * number)

    names = [(part.__module__, part.__name__, len(signature(part).parameters)) for part in parts]
    page = AppTest.from_function(drawn, default_timeout=120, args=(names,))
    if inside:
        page.session_state["maintaining"] = 1e12
    return page.run()


def words(page: AppTest) -> str:
    """All that is drawn, as Markdown or text."""
    drawn = (page.markdown, page.text, page.success, page.info, page.warning, page.error, page.subheader)
    return "\n".join(str(element.value) for kind in (*drawn, page.caption) for element in kind)


def is_empty(page: AppTest) -> bool:
    """Whether nothing at all is drawn."""
    return not page.exception and len(page.main) == 0
