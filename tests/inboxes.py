"""A desk with questions in its journal, and the Maintain page before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Lock
from threading import enumerate as threads
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

import chat.desk
from authoring.inbox.clerk import Clerk
from authoring.inbox.clerking import Desk as ClerksDesk
from authoring.records import CommandError, Progress
from chat.desk import Desk
from chat.gate import Gate
from chat.inbox import office
from faq import Site
from journal import Asked, Journal, Outcome, Vote, alike, hour
from retrieval import Holder
from retrieval.stored import built_here

PASSWORD: Final = "quattro stagioni"
_numbers = count()


class Here(Clerk):
    """A clerk that works in this process: the same orders, and no other process to wait for."""

    def __init__(self, content: Path, aside: Path) -> None:
        super().__init__(content, aside, 0.03)
        (aside / "copy").mkdir(parents=True)
        self.ordered: list[str] = []
        self._one_at_a_time = Lock()
        self._desk = ClerksDesk(content.resolve(), aside, aside / "copy", 0.03)

    def _ordered(self, what: str, order: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
        with self._one_at_a_time:
            self.ordered.append(what)
            told = self._desk.told({what: order})
        if "refused" in told or "failure" in told:
            raise CommandError(told.get("refused") or told["failure"])
        return told


@contextmanager
def desk_of(menu: Path, aside: Path, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> Iterator[Desk]:
    """The desk of a content folder, with a journal and a clerk of its own."""
    monkeypatch.setenv("FAQ_INDEX", str(aside / "indexes"))
    made = Desk(
        Site(content=menu, **settings),
        Holder(menu, build=built_here),
        Journal(f"sqlite:///{aside / 'votes.sqlite'}", wait_seconds=20),
        Gate(PASSWORD),
    )
    monkeypatch.setattr(chat.desk, "_desks", [made])
    monkeypatch.setattr(office, "_offices", [office.Office(made, Here(menu, aside / "clerk"))])
    yield made
    at_rest()
    made.journal.close()


def at_rest() -> None:
    """Wait for what the clerk does in the background."""
    for thread in threads():
        if thread.name == "faq-inbox":
            thread.join()


def asks(
    desk: Desk,
    text: str,
    times: int = 1,
    outcome: Outcome = "abstain",
    missing: str | None = None,
    ago: int = 1,
) -> str:
    """A question that visitors ask so often, days ago; and vote against the reply if they miss something.

    Returns the key of the questions of these words.
    """
    for number in [next(_numbers) for _ in range(times)]:
        told = {
            "conversation": f"c{number}",
            "answer": f"a{number}",
            "time": hour(datetime.now(UTC) - timedelta(days=ago)),
            "passage": "calzone",
            "hash": "",
        }
        asked = Asked(**told, outcome=outcome, confidence=0.2, text=text)
        desk.journal.asked(asked)
        if missing is not None:
            vote = Vote(**told, outcome=outcome, confidence=0.2, rating="down", comment=missing)
            desk.journal.voted(vote, asked)
    assert desk.journal.flush(20)
    return alike(text.casefold().replace("?", "").split())


def drawn() -> None:
    """What the page is drawn by."""
    from chat import maintain

    maintain.draw()


def opened(function: Callable[[], None] = drawn, password: str = PASSWORD) -> AppTest:
    """The page behind the door."""
    page = AppTest.from_function(function, default_timeout=60).run()
    page.text_input(key="password").set_value(password)
    return well(page.button[0].click().run())


def well(page: AppTest) -> AppTest:
    """The page, on which nothing failed."""
    assert not page.exception
    return page


def groups(page: AppTest) -> list[str]:
    """The lines of the groups."""
    return [each.label.replace(":gray[· ", "[") for each in page.expander if ":gray[" in each.label]


def words(page: AppTest) -> str:
    """All that is written on the page."""
    kinds = (page.subheader, page.code, page.markdown, page.text, page.caption)
    states = (page.success, page.info, page.warning, page.error)
    return "\n".join(str(each.value) for kind in (*kinds, *states) for each in kind).replace("\\", "")


def widget(name: str, key: str) -> str:
    """The key of a widget of a group."""
    return f"inbox-{name}-{key}"


def look(page: AppTest, key: str) -> AppTest:
    """Open a group."""
    page.session_state[widget("open", key)] = True
    return well(page.run())


def chosen(page: AppTest, key: str, remedy: str) -> AppTest:
    """The form of a remedy."""
    look(page, key)
    page.session_state[widget("remedy", key)] = remedy
    return well(page.run())


def button(page: AppTest, label: str) -> Any:
    """The button with a label."""
    return next(each for each in page.button if each.label == label)


def press(page: AppTest, label: str) -> AppTest:
    """Press the button with a label."""
    return well(button(page, label).click().run())
