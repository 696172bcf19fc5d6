"""`python -m benchmarks gold`, `quality`, `fit`, `footprint`: figures and fitted numbers of this project."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from benchmarks import gold
from benchmarks.fit import Family, fitted, written
from benchmarks.footprint import footprint
from benchmarks.jsonl import SetError
from benchmarks.samples import sample, samples
from benchmarks.sets import Question, read_set
from faq import CONTENT, load
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.holder import stored_index
from retrieval.weights import FILE

MOST = 600
"""Questions of one evaluation set that are fitted on, drawn with a fixed seed."""


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when an evaluation set cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "quality":
            _quality(options)
        elif options.command == "fit":
            _fit(options.folders)
        elif options.command == "footprint":
            print(footprint(options.questions))
        else:
            _gold()
    except SetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the assistant.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("gold", help="ask the gold questions; prints the tables of docs/evaluation.md")
    best = commands.add_parser("quality", help="the assistant beside other search libraries")
    fit = commands.add_parser("fit", help="fit retrieval/weights.json")
    for command in (best, fit):
        command.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="evaluation sets")
    best.add_argument("--json", action="store_true", help="print one JSON object a set")
    best.add_argument("--plots", type=Path, metavar="FOLDER", help="also write two SVG pictures there")
    best.add_argument("--questions", type=_count, default=800, metavar="N", help="at most, a set (800)")
    best.add_argument("--seed", type=int, default=0, metavar="N", help="of the draws (0)")
    best.add_argument("--repeats", type=_count, default=500, metavar="N", help="of the bootstrap (500)")
    feet = commands.add_parser("footprint", help="start-up, memory and time a question; prints a table")
    feet.add_argument("--questions", type=int, default=200, metavar="N", help="questions asked (200)")
    return parser


def _count(typed: str) -> int:
    if not typed.isdecimal() or int(typed) == 0:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number from 1 on")
    return int(typed)


def _quality(options: argparse.Namespace) -> None:
    from benchmarks.plots import plots  # these need libraries that the other commands do without
    from benchmarks.quality import Settings, quality
    from benchmarks.report import json_line, markdown, means

    settings = Settings(options.questions, options.seed, options.repeats)
    told, pictured = [], {}
    for found in [read_set(folder) for folder in options.folders]:  # a wrong one is told before any is asked
        said, figures = quality(found, settings)
        told.append(figures)
        pictured[found.name] = said.told
        print(json_line(figures) if options.json else markdown(figures), flush=True)
    if len(told) > 1 and not options.json:
        print(means(told))
    if options.plots:
        plots(pictured, options.plots)


def _gold() -> None:
    assistant = Assistant(stored_index(CONTENT))
    for title, name in (
        ("Developed on", ""),
        ("Of one to three words", "_short"),
        ("Held back", "_held_out"),
    ):
        print(f"\n{title}, in scope:\n")
        print(gold.table(gold.asked(assistant, gold.questions(gold.GOLD / f"in_scope{name}.jsonl"))))
        print(f"\n{title}, out of scope:\n")
        print(gold.table(gold.asked(assistant, gold.questions(gold.GOLD / f"out_of_scope{name}.jsonl"))))


def _fit(folders: list[Path]) -> None:
    by_name: dict[str, list[Path]] = {}
    for folder in folders:
        by_name.setdefault(folder.name.split("_")[0], []).append(folder)
    families = [
        Family(name, tuple(found for folder in group for found in samples(read_set(folder), MOST)))
        for name, group in sorted(by_name.items())
    ]
    names = ", ".join(sorted(folder.name for folder in folders))
    on = f"{names} and the development gold questions, {date.today().isoformat()}"
    weights = fitted(families, _own(), on)
    written(weights, FILE)
    print(f"{FILE}: {weights.thresholds}")


def _own() -> Family:
    """The gold questions that are developed on; the ones held back are never fitted."""
    index = index_of(load())
    asked = [
        question
        for name in ("in_scope", "out_of_scope", "in_scope_short", "out_of_scope_short")
        for question in gold.questions(gold.GOLD / f"{name}.jsonl")
    ]
    return Family("own", tuple(sample(Question(q.question, frozenset(q.passages)), index) for q in asked))


if __name__ == "__main__":
    sys.exit(main())
