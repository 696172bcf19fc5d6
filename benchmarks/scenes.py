"""What visitors do to the served app: one after another, many thinking, many at once, many idle."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from websockets.exceptions import WebSocketException

from benchmarks.drawn import WrongPageError
from benchmarks.served import Served
from benchmarks.visitors import Visitor, visitor

DOORS: Final = 10
"""Pages that open at the same time, while a crowd gathers."""
SETTLED_SECONDS: Final = 0.03
"""After a page is drawn, until the server has nothing left to do for it."""
IDLE_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many visitors come, and how often they ask."""

    conversations: int = 10
    """One after another."""
    length: int = 30
    """Questions of each."""
    crowd: int = 200
    """Visitors who think before each question."""
    ramp_seconds: float = 10.0
    """In which all of them come."""
    thinking_seconds: float = 5.0
    """On average; exponentially distributed."""
    each: int = 5
    """Questions of each of them."""
    instant: int = 50
    """Visitors who ask at the same instant."""
    rounds: int = 5
    """How often they do."""
    idle: int = 500
    """Visitors who only look."""
    idle_seconds: float = 10.0
    woken: int = 50
    """Of those, how many ask one question in the end."""


@dataclass(slots=True)
class Told:
    """What the visitors of a scene met with."""

    loads: list[float] = field(default_factory=list)
    """Seconds of each page that was drawn."""
    asks: list[float] = field(default_factory=list)
    """Seconds of each question that was answered."""
    failures: list[str] = field(default_factory=list)

    async def of(self, seconds: list[float], work: Coroutine[Any, Any, float]) -> bool:
        """Do the work and note how long it took, or how it failed; whether it went well."""
        try:
            seconds.append(await work)
        except (WrongPageError, TimeoutError, OSError, WebSocketException) as error:
            self.failures.append(f"{type(error).__name__}: {error}")
            return False
        return True


@dataclass(frozen=True, slots=True)
class Alone:
    """What the server spends on one visitor at a time: CPU milliseconds."""

    idle: float
    """In a second without any."""
    loads: tuple[float, ...]
    asks: tuple[tuple[float, ...], ...]
    """Of each conversation, the questions in their order."""


def percentile(values: Sequence[float], share: float) -> float:
    """The least of the values that so large a share of them does not exceed; NaN when there is none.

    Examples
    --------
    >>> percentile([4.0, 1.0, 3.0, 2.0], 0.5)
    2.0
    """
    ascending = sorted(values)
    return ascending[max(1, math.ceil(share * len(values))) - 1] if ascending else math.nan


async def alone(server: Served, questions: Sequence[str], size: Size, told: Told) -> Alone:
    """Conversations one after another; what an idle server spends in the same time is left out."""
    begin = server.cpu()
    await asyncio.sleep(IDLE_SECONDS)
    idle = (server.cpu() - begin) / IDLE_SECONDS

    async def spent(seconds: list[float], work: Coroutine[Any, Any, float]) -> float:
        begun, before = time.perf_counter(), server.cpu()
        await told.of(seconds, work)
        await asyncio.sleep(SETTLED_SECONDS)
        return (server.cpu() - before - idle * (time.perf_counter() - begun)) * 1000

    loads, asks = [], []
    for number in range(size.conversations):
        async with visitor(server.address) as one:
            loads.append(await spent(told.loads, one.load()))
            said = chosen(questions, number, size.length)
            asks.append(tuple([await spent(told.asks, one.ask(question)) for question in said]))
    return Alone(idle * 1000, tuple(loads), tuple(asks))


async def thinking(address: str, questions: Sequence[str], size: Size, told: Told) -> None:
    """Visitors who come at any moment of the ramp, and think before each question.

    The pages open during the ramp, while those who came first ask already. Nobody waits for anybody: from
    the end of the ramp on the crowd asks as often as its thinking lets it, one by one, and each visitor
    leaves after the last question.
    """

    async def visit(number: int) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, size.ramp_seconds))
        async with _door(address, told) as one:
            if one is None:
                return
            for question in chosen(questions, number, size.each):
                await asyncio.sleep(chance.expovariate(1 / size.thinking_seconds))
                await told.of(told.asks, one.ask(question))

    await asyncio.gather(*map(visit, range(size.crowd)))


async def at_once(address: str, questions: Sequence[str], size: Size, told: Told) -> None:
    """Visitors who have the page open and all ask at the same instant, some times."""
    async with AsyncExitStack() as doors:
        crowd = await _gathered(doors, address, size.instant, told)
        for turn in range(size.rounds):
            asked = (chosen(questions, number, size.rounds)[turn] for number in range(len(crowd)))
            asking = (
                told.of(told.asks, one.ask(question)) for one, question in zip(crowd, asked, strict=True)
            )
            await asyncio.gather(*asking)


async def idling(server: Served, questions: Sequence[str], size: Size, told: Told) -> float:
    """Visitors who only look, and some who ask in the end; the MB that a session takes."""
    before = server.memory()
    async with AsyncExitStack() as doors:
        crowd = await _gathered(doors, server.address, size.idle, told)
        await asyncio.sleep(size.idle_seconds)
        grown = server.memory() - before
        for number, one in enumerate(crowd[: size.woken]):
            await told.of(told.asks, one.ask(questions[number % len(questions)]))
    return grown / size.idle


def chosen(questions: Sequence[str], number: int, count: int) -> list[str]:
    """So many questions, others for each number as long as there are others."""
    return [questions[(number * count + place) % len(questions)] for place in range(count)]


async def _gathered(doors: AsyncExitStack, address: str, count: int, told: Told) -> list[Visitor]:
    """A crowd with the page open: those for whom it opened."""
    gate = asyncio.Semaphore(DOORS)

    async def enter() -> Visitor | None:
        async with gate:
            return await doors.enter_async_context(_door(address, told))

    return list(filter(None, await asyncio.gather(*(enter() for _ in range(count)))))


@asynccontextmanager
async def _door(address: str, told: Told) -> AsyncIterator[Visitor | None]:
    """A visitor with the page open; None when it does not open."""
    async with AsyncExitStack() as stack:
        found: list[Visitor] = []

        async def opened() -> float:
            begin = time.perf_counter()
            found.append(await stack.enter_async_context(visitor(address)))
            await found[0].load()
            return time.perf_counter() - begin

        yield found[0] if await told.of(told.loads, opened()) else None
