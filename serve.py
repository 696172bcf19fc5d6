"""The app for a server of one's own: warm from the start, with a readiness route and security headers.

Start it with `python serve.py`; `app.py` alone stays what Streamlit Community Cloud runs.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import logging
import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.desk import Desk, desk
from faq import ContentError, load_site

ROOT: Final = Path(__file__).parent
PORT: Final = 8501
ADDRESS: Final = "127.0.0.1"
FILES: Final = 65_536
"""Open at most, if the system lets us: Streamlit keeps four for each visitor."""
_NOBODY: Final = "'none'"

_log = logging.getLogger(__name__)


def ready(_request: Request) -> JSONResponse:
    """Whether questions are answered at once: 200 with the state of the content, else 503."""
    try:
        assistant = desk().assistant if desk().warm.is_set() else None
    except ContentError:
        assistant = None
    if assistant is None:
        return JSONResponse({"ready": False}, status_code=503)
    told = {"ready": True, "passages": len(assistant.passages), "generation": assistant.generation}
    return JSONResponse(told)


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Load the assistant before the first visitor comes; in the end, write what the journal gathered.

    The server answers meanwhile. A server that is told to stop ends without what Python does at its exit.
    """
    opened: Desk | None = None
    try:
        opened = await asyncio.to_thread(desk)
    except ContentError as error:
        _log.error("the settings cannot be used: %s", error)
    yield {}
    if opened:
        await asyncio.to_thread(opened.journal.close)


class SecurityHeaders:
    """Middleware: nothing is loaded from elsewhere, and no other site frames the pages unless allowed.

    Parameters
    ----------
    app : ASGI application
    headers : mapping of str to str
        Put on every response in place of what is there.
    """

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app, self._headers = app, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as the app does, with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, sent)


def security_headers(frame_ancestors: str = "") -> dict[str, str]:
    """The headers of every response.

    Parameters
    ----------
    frame_ancestors : str
        Who may show the app in a frame, as Content-Security-Policy writes it: `https://example.org`;
        nobody when empty.

    Raises
    ------
    ValueError
        When the value would smuggle in another rule.
    """
    if re.search(r"[;,\r\n]", frame_ancestors):
        raise ValueError(f"FAQ_FRAME_ANCESTORS is {frame_ancestors!r}; separate the hosts with spaces")
    scripts = " ".join(["'self'", "'wasm-unsafe-eval'", "blob:", *inline_scripts()])
    policy = (
        "default-src 'self'",
        f"script-src {scripts}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        f"frame-ancestors {frame_ancestors.strip() or _NOBODY}",
        "base-uri 'none'",
        "object-src 'none'",
        "form-action 'self'",
    )
    return {
        "content-security-policy": "; ".join(policy),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }


def inline_scripts() -> list[str]:
    """The hash of each script that stands in Streamlit's own page, as a policy allows it by name."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    bodies = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (hashlib.sha256(body.encode()).digest() for body in bodies)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


app = st.App(
    ROOT / "app.py",
    lifespan=warm,
    routes=[Route("/readyz", ready)],
    middleware=[
        Middleware(SecurityHeaders, headers=security_headers(os.environ.get("FAQ_FRAME_ANCESTORS", "")))
    ],
)


def allow_files(wanted: int = FILES) -> None:
    """Let this process open so many files, or as many as the system allows; never fewer than now.

    Many systems begin with 1024, which is too few for 250 visitors.
    """
    try:
        import resource
    except ImportError:  # on Windows, which knows no such limit
        return
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        with suppress(ValueError, OSError):  # some systems allow fewer than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def main(arguments: Sequence[str]) -> int:
    """Check the settings, then serve until stopped."""
    parser = argparse.ArgumentParser(prog="python serve.py", description="Serve the FAQ assistant.")
    parser.add_argument("--address", default=ADDRESS, help="to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or PORT))
    chosen = parser.parse_args(arguments)
    try:
        load_site(environment=os.environ)  # Streamlit's secrets can be read only once it runs
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    allow_files()
    # The watcher walks over every imported module for each new visitor; content is watched by the holder.
    app.run(
        config={
            "server.address": chosen.address,
            "server.port": chosen.port,
            "server.headless": True,
            "server.fileWatcherType": "none",
        }
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
