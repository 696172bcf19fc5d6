"""`python -m retrieval build` and `python -m retrieval ask`: the assistant in the terminal."""

from __future__ import annotations

import argparse
import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from faq import ContentError, load_site
from faq.records import Problem
from retrieval.assistant import Assistant
from retrieval.explain import explained, spoken, told_risk
from retrieval.order import Order
from retrieval.records import Reply
from retrieval.stored import built_here, index_place, stored_index


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when the content or the input cannot be used."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack a character that a text holds
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        if options.command == "build":
            return _build(options)
        return _ask(options)
    except (ContentError, InputError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class InputError(ValueError):
    """A line of questions that cannot be read."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m retrieval", description="Ask the FAQ.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build and store the index, and say what it holds")
    ask = commands.add_parser("ask", help="ask one question, or a file of them")
    for command in (build, ask):
        command.add_argument(
            "--content", type=Path, metavar="DIR", help="content folder; else the site's own"
        )
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--json", action="store_true", help="print the reply as one JSON object")
    ask.add_argument("--explain", action="store_true", help="say what spoke for each passage")
    ask.add_argument("--jsonl", type=Path, metavar="FILE", help='lines {"id", "question"}; - reads stdin')
    return parser


def _build(options: argparse.Namespace) -> int:
    site = load_site(environment=os.environ)
    index = built_here(Order(options.content or site.content, index_place()))
    _report(index.content.problems)
    assistant = Assistant(index, risk=site.risk)
    sections = sum(bool(passage.article) for passage in index.passages)
    phrasings = len(index.wordings)
    print(f"{len(index.passages) - sections} entries and {sections} article sections, {phrasings} phrasings,")
    print(f"{len(index.vocabulary)} terms, language {index.language}")
    if index.meaning:
        print(f"found by meaning too: {len(index.meaning.vectors)} sentence vectors")
    print("\n".join(told_risk(assistant)))
    print(f"stored as {index_place() / index.fingerprint}")
    return 0


def _ask(options: argparse.Namespace) -> int:
    if (options.question is None) == (options.jsonl is None):
        raise InputError("ask: no question or two; give either a question or --jsonl FILE")
    site = load_site(environment=os.environ)
    assistant = Assistant(stored_index(options.content or site.content), risk=site.risk)
    _report(assistant.problems)
    if options.jsonl is not None:
        for name, question in _lines(options.jsonl):
            print(_json(_row(name, assistant.ask(question))))
        return 0
    reply = assistant.ask(options.question)
    if options.json:
        told = _row(None, reply) | _more(reply) | (explained(reply) if options.explain else {})
        print(_json(told, indent=1))
    else:
        print(spoken(reply, explain=options.explain))
    return 0


def _json(told: dict[str, Any], indent: int | None = None) -> str:
    """JSON with letters as they are where the terminal takes all of them, and escaped elsewhere."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(told, ensure_ascii=not plain, indent=indent)


def _report(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


def _lines(file: Path) -> Iterator[tuple[Any, str]]:
    """The id and the question of each line."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read: {error}; give a UTF-8 file of JSON lines") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _line(f"{file}:{number}", line)


def _line(place: str, line: str) -> tuple[Any, str]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f'{place}: not JSON: {error}; write {{"id": …, "question": …}}') from None
    if not isinstance(values, dict) or not isinstance(values.get("question"), str):
        raise InputError(f'{place}: no question; write {{"id": …, "question": "…"}}')
    return values.get("id"), values["question"]


def _row(name: Any, reply: Reply) -> dict[str, Any]:
    """The fixed fields of a reply; `answer` is all that the visitor would read as the answer."""
    first = reply.hits[0] if reply.hits and reply.outcome != "abstain" else None
    return {
        "id": name,
        "answered": reply.answered,
        "outcome": reply.outcome,
        "answer": reply.best.passage.answer if reply.best else "",
        "source": str(first.passage.source) if first else None,
        "passage": first.passage.id if first else None,
        "confidence": round(reply.confidence, 4),
    }


def _more(reply: Reply) -> dict[str, Any]:
    """What else one object tells: the receipt."""
    return {
        "question": reply.query.text,
        "title": reply.best.passage.title if reply.best else None,
        "hash": reply.best.passage.hash if reply.best else None,
        "phrasing": reply.best.phrasing if reply.best else None,
        "matched": list(reply.best.matched) if reply.best else [],
        "by_meaning": reply.by_meaning,
        "corrections": [[c.typed, c.read_as] for c in reply.query.corrections],
        "unknown": list(reply.query.unknown),
        "suggestions": [hit.passage.id for hit in reply.hits] if reply.outcome == "suggest" else [],
        "related": [passage.id for passage in reply.related],
        "smalltalk": reply.smalltalk.answer if reply.smalltalk else None,
    }


if __name__ == "__main__":
    sys.exit(main())
