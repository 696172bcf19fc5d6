"""The served app under load: a table of what it costs the server, and what visitors wait for."""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from benchmarks.footprint import calibration
from benchmarks.scenes import Alone, Size, Told, alone, at_once, idling, percentile, thinking
from benchmarks.served import Served, served
from faq import CONTENT, load
from retrieval import Assistant
from retrieval.stored import stored_index

PLACES: Final = (1, 10, 30)
"""Of the questions of a conversation, those that are told apart."""
FOUND: Final = 100
"""Questions asked without a page."""
NOTE: Final = (
    "The visitors share the processor with the server: what they wait for contains their own work. "
    "CPU is the server's alone, with all its threads."
)

Figures: TypeAlias = dict[str, float]
Scene: TypeAlias = Callable[[Served, Told], Coroutine[Any, Any, Figures]]


@dataclass(frozen=True, slots=True)
class Report:
    """What was measured."""

    calibration: float
    """CPU milliseconds of the fixed loop."""
    scenes: dict[str, Figures]
    failures: tuple[str, ...]

    def json(self) -> str:
        """One JSON object, in one line."""
        told = {"calibration_cpu_ms": self.calibration, "scenes": self.scenes, "failures": self.failures}
        return json.dumps(told)

    def markdown(self) -> str:
        """A table with every figure, and a list of every failure."""
        lines = ["| scene | what | figure |", "|---|---|---|"]
        lines += [f"| | calibration loop, CPU ms | {self.calibration:.1f} |"]
        for scene, figures in self.scenes.items():
            lines += [f"| {scene} | {what} | {_number(figure)} |" for what, figure in figures.items()]
        return "\n".join([*lines, "", NOTE, *(f"- {failure}" for failure in self.failures)])


def serve(size: Size) -> Report:
    """Start a server for each scene, send the visitors, and tell what they and the server say."""
    questions = [gold.question for gold in load().gold]
    found = {"without a page": {"finding an answer, CPU ms, median": _finding(questions[:FOUND])}}
    return _report(found, _scenes(questions, size))


def crowded(size: Size, crowds: Sequence[int]) -> Report:
    """The same for crowds of thinking visitors alone: how their waits grow with their number."""
    questions = [gold.question for gold in load().gold]
    return _report({}, dict(_thinking(questions, replace(size, crowd=crowd)) for crowd in crowds))


def _report(figures: dict[str, Figures], scenes: dict[str, Scene]) -> Report:
    loop, failures = [calibration()], []
    for name, scene in scenes.items():
        told = Told()
        with served() as server:
            figures[name] = asyncio.run(_played(scene, server, told))
            failures += [f"{name}: {failure}" for failure in (*told.failures, *server.complaints())]
        loop.append(calibration())
    return Report(statistics.median(loop), figures, tuple(failures))


def _scenes(questions: Sequence[str], size: Size) -> dict[str, Scene]:
    async def first(server: Served, told: Told) -> Figures:
        return _costs(await alone(server, questions, size, told))

    async def third(server: Served, told: Told) -> Figures:
        await at_once(server.address, questions, size, told)
        return {}

    async def fourth(server: Served, told: Told) -> Figures:
        return {"MB a session": await idling(server, questions, size, told)}

    return {
        "one after another": first,
        **dict([_thinking(questions, size)]),
        f"{size.instant} at the same instant": third,
        f"{size.idle} idle": fourth,
    }


def _thinking(questions: Sequence[str], size: Size) -> tuple[str, Scene]:
    async def scene(server: Served, told: Told) -> Figures:
        await thinking(server.address, questions, size, told)
        return {}

    return f"{size.crowd} thinking {size.thinking_seconds:.0f} s", scene


async def _played(scene: Scene, server: Served, told: Told) -> Figures:
    """The figures of a scene, its own and those that every scene has."""
    begun, spent, own = time.perf_counter(), server.cpu(), time.process_time()
    figures = await scene(server, told)
    seconds = time.perf_counter() - begun
    return figures | {
        **_waits("page load", told.loads),
        **_waits("question", told.asks),
        "failures": len(told.failures),
        "server's share of a core": (server.cpu() - spent) / seconds,
        "visitors' share of a core": (time.process_time() - own) / seconds,
        "server's memory at the end, MB": server.memory(),
    }


def _waits(what: str, seconds: Sequence[float]) -> Figures:
    if not seconds:
        return {f"{what}s": 0}
    waits = {f"{what}, ms, {share:.0%}": percentile(seconds, share) * 1000 for share in (0.5, 0.95, 0.99)}
    return {f"{what}s": len(seconds), **waits, f"{what}, ms, longest": max(seconds) * 1000}


def _costs(found: Alone) -> Figures:
    """CPU milliseconds: median and 95th percentile."""
    asked = [spent for conversation in found.asks for spent in conversation]
    groups = {"page load": found.loads, "question": asked}
    for place in PLACES:
        groups[f"question number {place}"] = [spent[place - 1] for spent in found.asks if len(spent) >= place]
    figures = {"idle, CPU ms a second": found.idle}
    for name, spent in groups.items():
        if not spent:
            continue
        figures[f"{name}, CPU ms, median"] = percentile(spent, 0.5)
        figures[f"{name}, CPU ms, 95%"] = percentile(spent, 0.95)
    return figures


def _finding(questions: Sequence[str]) -> float:
    """CPU milliseconds of finding an answer without a page, median: a part of what a question costs."""
    assistant, spent = Assistant(stored_index(CONTENT)), []
    for question in questions:
        begin = time.thread_time()
        assistant.ask(question)
        spent.append((time.thread_time() - begin) * 1000)
    return statistics.median(spent)


def _number(figure: float) -> str:
    return f"{figure:.0f}" if figure == int(figure) else f"{figure:.2f}"
