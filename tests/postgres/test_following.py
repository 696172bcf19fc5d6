"""The one assistant of a process follows what is published, and answers on when the database is away."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
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
from retrieval.postgres import VARIABLE
from retrieval.postgres.connection import Connection, engine_of, write
from retrieval.postgres.publication import publish
from retrieval.store import StoreError
from tests.conftest import passage
from tests.postgres.looking import LOOKS, NOTHING, WAIT_SECONDS, answers, look, nowhere, wait_for
from tests.postgres.running import Server, children
from tests.versions import consistent, versions

ROOT = Path(__file__).parent.parent.parent


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
