"""PostgreSQL for the tests: a server that all share, each in a schema of its own, and one to kill."""

import gc
import os
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from psycopg import sql
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import chat.desk
from retrieval import Holder, following
from retrieval.order import Order
from retrieval.postgres import scoring, terms, upload
from retrieval.postgres.connection import engine_of
from retrieval.stored import built_here
from tests.postgres import running
from tests.postgres.looking import WAIT_SECONDS
from tests.postgres.running import Server
from tests.versions import told

ROOT = Path(__file__).parent.parent.parent

REQUIRED = os.environ.get("REQUIRE_POSTGRES") == "1"
_NAMES = (f"faq{number}" for number in count())


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips the test where there is no PostgreSQL, or fails it where there must be one."""
    if running.binaries() is None:
        reason = "no PostgreSQL found: install the package postgresql, or put its initdb on the PATH"
        if REQUIRED:
            pytest.fail(f"{reason} (REQUIRE_POSTGRES=1)")
        pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_server(installed: None) -> Iterator[Server]:
    """A server that no test may kill."""
    with running.cluster(running.QUICK) as server:
        yield server


@pytest.fixture
def url(shared_server: Server) -> str:
    """A URL with a schema of its own, which is empty: made faster than a database."""
    name = next(_NAMES)
    with shared_server.connection() as connection:
        connection.execute(sql.SQL("create schema {}").format(sql.Identifier(name)))
    return shared_server.url(query=f"?options=-c%20search_path%3D{name}")


@pytest.fixture(params=["all postings", "common ones apart"])
def eager(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small corpora searched as large ones are, too."""
    if request.param == "common ones apart":
        monkeypatch.setattr(upload, "LEAST", 1)
        monkeypatch.setattr(terms, "FEW", 3)
        monkeypatch.setattr(scoring, "MORE", 1)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An engine for an empty schema."""
    made = engine_of(url)
    yield made
    made.dispose()


@pytest.fixture
def server(installed: None) -> Iterator[Server]:
    """A server of its own, which the test may kill; what it acknowledged survives that."""
    with running.cluster() as own:
        yield own


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are fetched into; looks come one after the other."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "fetched"))
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.05)
    return tmp_path / "fetched"


@pytest.fixture
def follow(tmp_path: Path, place: Path) -> Iterator[Callable[..., Holder]]:
    """Opens holders that follow a URL; their content folder does not even exist."""
    opened: list[Holder] = []

    def made(url: str, search: str = "") -> Holder:
        supply = following.following(url, 0.03, search)
        opened.append(Holder(tmp_path / "none", supply=supply))
        return opened[-1]

    yield made
    for holder in opened:
        holder.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Gives the stored index of a version of the menu."""
    root = tmp_path_factory.mktemp("menus")

    @cache
    def folder(version: int) -> Path:
        content, place = root / f"menu{version}", root / f"built{version}"
        (content / "entries").mkdir(parents=True)
        (content / "entries" / "menu.csv").write_text(told(version), encoding="utf-8")
        return place / built_here(Order(content, place)).fingerprint

    return folder


@pytest.fixture
def page(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The app, whose content folder is empty; no test may end with an exception that reached Streamlit."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("FAQ_CONTENT", str(tmp_path / "empty"))
    monkeypatch.setenv("FAQ_JOURNAL", f"sqlite:///{tmp_path / 'votes.sqlite'}")
    desks: list[chat.desk.Desk] = []
    monkeypatch.setattr(chat.desk, "_desks", desks)
    opened = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    yield opened
    for desk in desks:
        desk.warm.wait(WAIT_SECONDS)
        desk.holder.close()
    gc.unfreeze()
    assert not opened.exception
