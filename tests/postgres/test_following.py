"""The one assistant of a process follows what is published, and answers on when the database is away."""

import gc
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

import chat.desk
import serve
from chat.trouble import NO_CONTENT
from faq import Content, ContentError
from retrieval import Assistant, Holder, following, store
from retrieval.build import index_of
from retrieval.order import Order
from retrieval.postgres import VARIABLE
from retrieval.postgres.connection import Connection, engine_of, write
from retrieval.postgres.publication import publish
from retrieval.store import StoreError
from retrieval.stored import built_here
from tests.conftest import passage
from tests.postgres.running import Server, children, free_port
from tests.versions import consistent, told, versions

ROOT = Path(__file__).parent.parent.parent
WAIT_SECONDS = 30
LOOKS = 10
"""So many a test waits for where nothing is to happen."""
NOTHING = "FAQ_INDEX_URL:1: there is no published index to answer from; publish one, or see the log above"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where indexes are fetched into; looks come one after the other."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "fetched"))
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.05)
    return tmp_path / "fetched"


@pytest.fixture
def follow(tmp_path: Path) -> Iterator[Callable[[str], Holder]]:
    """Opens holders that follow a URL; their content folder does not even exist."""
    opened: list[Holder] = []

    def made(url: str) -> Holder:
        opened.append(Holder(tmp_path / "none", supply=following.following(url, 0.03)))
        return opened[-1]

    yield made
    for holder in opened:
        holder.close()


def look(holder: Holder) -> None:
    """One look, and all that follows from it."""
    holder.look()
    for thread in threading.enumerate():
        if thread.name == "faq-index":
            thread.join(WAIT_SECONDS)


def wait_for(condition: Callable[[], bool]) -> None:
    """Until something is so that takes a moment."""
    end = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture(scope="module")
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


def answers(holder: Holder, version: int) -> bool:
    return versions(holder.assistant()) == {str(version)}


def nowhere() -> str:
    """The URL of a database that is away."""
    return f"postgresql+psycopg://ann@127.0.0.1:{free_port()}/faq"


def test_a_publication_is_followed_and_the_next_one_too(
    engine: Engine, url: str, built: Callable[[int], Path], follow: Callable[[str], Holder]
) -> None:
    holder = follow(url)
    with pytest.raises(ContentError) as raised:
        holder.assistant()
    assert str(raised.value) == NOTHING
    holder.watch()
    name = publish(engine, built(1))
    wait_for(lambda: not holder.problems)
    assert (holder.assistant().generation, answers(holder, 1)) == (name, True)
    publish(engine, built(2))
    wait_for(lambda: answers(holder, 2))


def test_looks_are_a_few_seconds_apart_and_not_in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made = following.following(nowhere(), 0.03)
    pauses = {made.pause() for _ in range(99)}
    assert len(pauses) > 90
    assert all(2.0 <= pause <= 4.0 for pause in pauses)


def test_publications_never_show_a_mixture_or_an_error_to_who_asks_meanwhile(
    engine: Engine, url: str, built: Callable[[int], Path], follow: Callable[[str], Holder]
) -> None:
    publish(engine, built(0))
    holder, asked, wrong, done = follow(url), list[Assistant](), list[object](), threading.Event()

    def visit() -> None:
        while not done.is_set():
            try:
                assistant = holder.assistant()
                wrong.extend([] if consistent(assistant) else [versions(assistant)])
                asked.append(assistant)
            except Exception as error:
                wrong.append(error)

    visitor = threading.Thread(target=visit)
    visitor.start()
    holder.watch()
    try:
        for version in range(1, 5):
            publish(engine, built(version))
            wait_for(lambda version=version: answers(holder, version))  # type: ignore[misc]
    finally:
        done.set()
        visitor.join()
    assert wrong == []
    assert len({assistant.generation for assistant in asked}) > 2


def test_a_server_that_is_killed_takes_no_answer_away_and_is_followed_again_when_it_is_back(
    server: Server,
    built: Callable[[int], Path],
    follow: Callable[[str], Holder],
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine, holder = engine_of(server.url()), follow(server.url())
    publish(engine, built(1))
    before = holder.assistant()
    server.kill()
    for _ in range(LOOKS):
        look(holder)
        assert holder.assistant() is before
        assert versions(before) == {"1"}
    (outage,) = caplog.messages
    assert outage.startswith("the published index cannot be followed; the present one stays: PostgreSQL at")
    server.start()
    publish(engine, built(2))
    holder.watch()
    wait_for(lambda: answers(holder, 2))
    engine.dispose()


def test_a_start_without_the_database_answers_from_what_was_followed_last(
    engine: Engine, url: str, built: Callable[[int], Path], follow: Callable[[str], Holder]
) -> None:
    for version in (1, 2):
        publish(engine, built(version))
        assert answers(follow(url), version)
    assert answers(follow(nowhere()), 2)


def test_a_start_with_nothing_at_all_is_told_once(
    follow: Callable[[str], Holder], caplog: pytest.LogCaptureFixture
) -> None:
    holder = follow(nowhere())
    for _ in range(LOOKS):
        look(holder)
        with pytest.raises(ContentError, match="there is no published index to answer from"):
            holder.assistant()
    outage, nothing = caplog.messages
    assert outage.endswith("; check that the server runs and that the URL names it, then try again")
    assert nothing == NOTHING


def test_two_processes_of_a_machine_share_what_they_fetch(
    engine: Engine, url: str, built: Callable[[int], Path], follow: Callable[[str], Holder], place: Path
) -> None:
    holders = [follow(url), follow(url)]
    names = []
    for version in (1, 2, 3):
        names.append(publish(engine, built(version)))
        for holder in holders:
            holder.look()
        for holder in holders:
            wait_for(lambda holder=holder, version=version: answers(holder, version))  # type: ignore[misc]
            look(holder)
    assert {path.name for path in place.iterdir() if path.is_dir()} == set(names)


def test_a_download_that_is_damaged_is_refused_once_and_the_next_one_taken(
    engine: Engine,
    url: str,
    built: Callable[[int], Path],
    follow: Callable[[str], Holder],
    place: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, holder = publish(engine, built(1)), follow(url)
    before = holder.assistant()
    damaged = publish(engine, built(2))
    write(engine, _damage)
    for _ in range(LOOKS):
        look(holder)
    assert holder.assistant() is before
    assert [path.name for path in place.iterdir() if path.is_dir()] == [first]
    (refusal,) = caplog.messages
    assert refusal == (
        f"the published index cannot be followed; the present one stays: index {damaged}: not a sound one:"
        " content.json is damaged; publish it anew, or update the program on this machine"
    )
    publish(engine, built(3))
    look(holder)
    assert answers(holder, 3)


def _damage(connection: Connection) -> None:
    """One byte of the newest content is another one."""
    connection.execute(
        "update index_chunk set data = set_byte(data, 9, get_byte(data, 9) # 1)"
        " where file = 'content.json' and number = (select max(number) from index_chunk)"
    )


def test_an_index_whose_postings_lead_elsewhere_is_refused(tmp_path: Path) -> None:
    names = [2 * f"{one}{other}" for one in "bcdfghj" for other in "aeiou"]
    dishes = [passage(name, f"Kio estas {name}?", answer=name, language="eo") for name in names]
    index = index_of(Content(tuple(dishes)), "aa")
    assert len(following.tried(store.save(index, tmp_path)).passages) == len(names)
    turned = replace(index, fingerprint="bb", content=Content((*dishes[15:], *dishes[:15])))
    with pytest.raises(StoreError) as raised:
        following.tried(store.save(turned, tmp_path))
    assert str(raised.value) == (
        "index bb: its headings do not find their passages;"
        " publish it anew, or update the program on this machine"
    )


WITHOUT_DRIVER = """
import sys
sys.modules["psycopg"] = None
from retrieval.following import following
try:
    following("postgresql://a/faq", 0.03)
except ValueError as error:
    print(error)
"""


def test_without_the_driver_the_file_that_installs_it_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DRIVER], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == (
        "FAQ_INDEX_URL:1: PostgreSQL needs the library psycopg; pip install -r requirements-postgres.txt\n"
    ), done.stderr


def builders() -> list[int]:
    """The child processes of this one that build indexes."""
    return [
        child
        for child in children(os.getpid())
        if b"retrieval.building" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
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


def test_the_page_answers_from_what_is_published_and_builds_nothing(
    engine: Engine, url: str, built: Callable[[int], Path], page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, before = publish(engine, built(7)), builders()
    monkeypatch.setenv(VARIABLE, url)
    page.run()
    page.chat_input(key="prompt").set_value("What is dish3?").run()
    assert "begin 7" in "\n".join(str(drawn.value) for drawn in page.chat_message[-1].markdown)
    chat.desk.desk().warm.wait(WAIT_SECONDS)
    ready = json.loads(bytes(serve.ready(Request({"type": "http"})).body))
    assert ready == {"ready": True, "passages": 5, "generation": name}
    assert builders() == before


def test_a_wrong_url_is_told_plainly_to_visitors_and_in_full_to_the_log(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(VARIABLE, "mysql://ann:secret@a/faq")
    with caplog.at_level(logging.ERROR):
        page.run()
    assert page.info[0].value == NO_CONTENT
    assert "FAQ_INDEX_URL:1: not a URL of PostgreSQL; write postgresql+psycopg://" in caplog.text
    assert "secret" not in caplog.text
