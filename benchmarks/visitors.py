"""A visitor without a browser: one websocket that speaks Streamlit's own messages, as a tab does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.drawn import Drawn, check

PATIENCE_SECONDS: Final = 60.0
"""A page that is not drawn by then is a failure."""


@dataclass(slots=True)
class Visitor:
    """Somebody with the page open."""

    socket: ClientConnection
    asked: list[str] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)

    async def load(self) -> float:
        """Open the page; the seconds until it is drawn.

        Raises
        ------
        WrongPageError
            When the page shows an error.
        TimeoutError
            When it is not drawn in time.
        """
        return await self._run(BackMsg())

    async def ask(self, question: str) -> float:
        """Ask a question; the seconds until the page shows it with its answer.

        Raises
        ------
        WrongPageError
            When the page shows an error, or not exactly the questions of this visitor, each with an answer.
        TimeoutError
            When it is not drawn in time.
        """
        self.asked.append(question)
        return await self._run(self._typed(question))

    def _typed(self, question: str) -> BackMsg:
        """What a browser sends: the question, and the votes on the page, none of which is given."""
        message = BackMsg()
        widgets = message.rerun_script.widget_states.widgets
        for thumbs in self.drawn.of("feedback"):
            widgets.add(id=thumbs.text, string_value="")
        (prompt,) = self.drawn.of("chat_input")
        widgets.add(id=prompt.text).chat_input_value.data = question
        message.rerun_script.fragment_id = prompt.fragment
        return message

    async def _run(self, message: BackMsg) -> float:
        message.rerun_script.page_script_hash = self.drawn.name
        begin = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self._redrawn(), PATIENCE_SECONDS)
        seconds = time.perf_counter() - begin
        check(self.drawn, self.asked)
        return seconds

    async def _redrawn(self) -> None:
        while not self.drawn.take(ForwardMsg.FromString(await self.socket.recv(decode=False))):
            pass


@asynccontextmanager
async def visitor(address: str, headers: Mapping[str, str] | None = None) -> AsyncIterator[Visitor]:
    """Somebody whose browser is connected with the app.

    Parameters
    ----------
    address : str
        Such as `http://127.0.0.1:8501`.
    headers : mapping of str to str, optional
        That the browser sends beside the usual ones.
    """
    connection = connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=Origin(address),
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=PATIENCE_SECONDS,
        ping_interval=None,
    )
    async with connection as socket:
        yield Visitor(socket)
