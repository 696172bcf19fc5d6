import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send

import serve
from benchmarks.visitors import visitor
from chat.ask import MOST_FRESH
from journal import Journal
from tests.browser.running import app, arguments, free_port, started, wait_for
from tests.questions import question_for


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with app("serve.py") as started:
        yield started


def test_it_says_when_it_is_ready(address: str) -> None:
    wait_for(f"{address}/readyz")
    with urlopen(f"{address}/readyz") as answer:
        told = json.load(answer)
    assert told["ready"] is True
    assert told["passages"] > 100


@pytest.mark.parametrize("path", ["/", "/browse", "/_stcore/health", "/readyz", "/no/such/page"])
def test_every_answer_has_the_security_headers(address: str, path: str) -> None:
    try:
        with urlopen(address + path) as answer:
            headers = answer.headers
    except HTTPError as error:
        headers = error.headers
    for name, value in serve.security_headers().items():
        assert headers[name] == value, name


def test_the_policy_names_every_script_that_stands_in_the_page_itself(address: str) -> None:
    with urlopen(address) as answer:
        page, policy = answer.read().decode(), answer.headers["content-security-policy"]
    assert len(re.findall("<script>", page)) == len(serve.inline_scripts()) == policy.count("sha256-")


def test_nobody_may_frame_the_app_unless_named() -> None:
    assert "frame-ancestors 'none';" in serve.security_headers()["content-security-policy"]
    named = serve.security_headers("'self' https://example.org")["content-security-policy"]
    assert "frame-ancestors 'self' https://example.org;" in named


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = serve.security_headers()["content-security-policy"]
    assert "http" not in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "script-src 'self'" in policy


@pytest.mark.parametrize("value", ["https://a.example; script-src *", "a\r\nset-cookie: x", "a, b"])
def test_a_host_that_smuggles_in_a_rule_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="separate the hosts with spaces"):
        serve.security_headers(value)


def test_headers_of_the_app_are_replaced_and_others_kept() -> None:
    sent: list[Message] = []

    async def answer(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"x-content-type-options", b"sniff"), (b"etag", b"1")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    secured = serve.SecurityHeaders(answer, {"x-content-type-options": "nosniff"})
    with pytest.raises(StopIteration):  # it ran to its end; an event loop may be running already
        secured({"type": "http"}, receive, send).send(None)
    assert sent[0]["headers"] == [(b"x-content-type-options", b"nosniff"), (b"etag", b"1")]


def test_wrong_settings_stop_it_with_one_line_each() -> None:
    ended = subprocess.run(
        [sys.executable, "serve.py", "--port=1"],
        cwd=serve.ROOT,
        env={**os.environ, "FAQ_RISK": "7", "FAQ_CONTACT": "", "FAQ_PRIVACY_URL": "nowhere"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "'risk' is '7'" in ended.stderr
    assert "'nowhere' is no web address" in ended.stderr


def test_streamlit_finds_the_app_by_itself() -> None:
    from streamlit.web.server.app_discovery import discover_asgi_app

    assert isinstance(serve.app, st.App)
    assert discover_asgi_app(Path(serve.__file__)).is_asgi_app


def test_as_many_files_may_be_open_as_many_visitors_need_and_never_fewer() -> None:
    resource = pytest.importorskip("resource")
    before = soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limits = []
    try:
        for wanted in (soft - 1, soft - 3):
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft - 2, hard))
            serve.allow_files(wanted)
            limits.append(resource.getrlimit(resource.RLIMIT_NOFILE))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert limits == [(soft - 1, hard), (soft - 2, hard)]


@pytest.mark.parametrize("command", ["app.py", "serve.py"])
def test_what_was_asked_is_kept_when_the_app_is_stopped_unless_the_browser_asks_for_privacy(
    command: str, tmp_path: Path
) -> None:
    question = question_for("abstain")

    async def ask(address: str, headers: dict[str, str]) -> None:
        async with visitor(address, headers) as one:
            await one.load()
            await one.ask(question)

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with started(arguments(command, port), tmp_path) as (process, log), ThreadPoolExecutor(1) as pool:
        wait_for(f"{address}/_stcore/health", process, log)
        for headers in ({"Sec-GPC": "1"}, {"Sec-GPC": "0"}, {}):
            pool.submit(lambda headers: asyncio.run(ask(address, headers)), headers).result()
    with closing(Journal(f"sqlite:///{tmp_path / 'votes.sqlite'}", "needed")) as journal:
        assert [each.text for each in journal.questions()] == [question] * 2
        assert sum(count.questions for count in journal.counts()) == 2


def test_a_further_question_draws_no_more_than_it_changes(address: str) -> None:
    """The questions between two runs of the whole page send few messages, however many turns there are."""
    wait_for(f"{address}/readyz")

    async def messages() -> list[int]:
        async with visitor(address) as one:
            await one.load()
            return [one.drawn.messages for _ in range(13) if await one.ask("what is a subnet mask")]

    with ThreadPoolExecutor(1) as pool:  # an event loop may be running in this thread
        sent = pool.submit(lambda: asyncio.run(messages())).result()
    whole = [number for number in range(1, 13) if sent[number] > sent[number - 1] + 10]
    assert whole == [MOST_FRESH, 2 * MOST_FRESH]
    assert max(count for number, count in enumerate(sent) if number not in whole) < 60
