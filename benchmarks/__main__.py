"""`python -m benchmarks`: the figures and fitted numbers of this project, each by a command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks import gold
from benchmarks.checking import checking
from benchmarks.fit import BY_WORDS, WITH_MEANING
from benchmarks.footprint import footprint
from benchmarks.hidden import hidden
from benchmarks.journal import journal
from benchmarks.jsonl import SetError
from benchmarks.reload import reload
from benchmarks.sets import read_set
from benchmarks.speed.contenders import PEERS
from benchmarks.taught import Taught
from faq import CONTENT, load
from retrieval import Assistant
from retrieval.meaning.building import is_wanted
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.opened import encoder
from retrieval.stored import stored_index
from retrieval.weights import FILE, MEANING_FILE, written


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when an evaluation set cannot be read, or there is no model to measure."""
    os.environ.setdefault("FAQ_MEANING", "off")  # figures are of words alone unless somebody says otherwise
    options = _parser().parse_args(arguments)
    try:
        _COMMANDS[options.command](options)
    except (SetError, MeaningError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the assistant.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("gold", help="ask the gold questions; prints the tables of docs/evaluation.md")
    best = commands.add_parser("quality", help="the assistant beside other search libraries")
    cross = commands.add_parser("crossval", help="the same, by weights fitted on the other families of sets")
    fit = commands.add_parser("fit", help="fit retrieval/weights.json")
    for command in (best, cross, fit):
        command.add_argument("folders", nargs="+", type=Path, metavar="DIR", help="evaluation sets")
    cross.add_argument(
        "--measured", nargs="+", type=Path, default=[], metavar="DIR", help="sets that are never fitted on"
    )
    for command in (best, cross):
        command.add_argument("--json", action="store_true", help="print one JSON object a set")
        command.add_argument("--plots", type=Path, metavar="FOLDER", help="also write two SVG pictures there")
        command.add_argument(
            "--questions", type=_count, default=800, metavar="N", help="at most, a set (800)"
        )
        command.add_argument("--seed", type=int, default=0, metavar="N", help="of the draws (0)")
        command.add_argument(
            "--repeats", type=_count, default=500, metavar="N", help="of the bootstrap (500)"
        )
    feet = commands.add_parser("footprint", help="start-up, memory and time a question; prints a table")
    feet.add_argument("--questions", type=int, default=200, metavar="N", help="questions asked (200)")
    slow = commands.add_parser("checking", help="how long the maintainer's check takes; prints a table")
    slow.add_argument("--entries", type=_count, default=1_000, metavar="N", help="of the content (1000)")
    commands.add_parser("hidden", help="hide each phrasing in turn and ask for it; prints tables")
    again = commands.add_parser("reload", help="how long an edit takes until it is shown; prints a table")
    again.add_argument("--edits", type=_count, default=20, metavar="N", help="made (20)")
    again.add_argument(
        "--entries", type=int, default=0, metavar="N", help="of a synthetic content; else the one that ships"
    )
    fast = commands.add_parser(
        "speed", help="beside other search libraries on synthetic entries; prints tables"
    )
    fast.add_argument(
        "--entries", nargs="+", type=_count, required=True, metavar="N", help="sizes of the corpus"
    )
    fast.add_argument("--queries", type=_count, default=200, metavar="N", help="asked at each size (200)")
    fast.add_argument(
        "--peers", nargs="+", choices=PEERS, metavar="NAME", help=f"of {', '.join(PEERS)} (all)"
    )
    fast.add_argument("--json", action="store_true", help="print one JSON object instead")
    fast.add_argument("--plots", type=Path, metavar="FOLDER", help="also write speed.svg there")
    steps = commands.add_parser("stages", help="where the time of a question goes; prints a table")
    steps.add_argument(
        "--entries", nargs="+", type=_count, default=[1_000, 10_000], metavar="N", help="(1000 10000)"
    )
    steps.add_argument(
        "--queries", type=_count, default=200, metavar="N", help="questions at each size (200)"
    )
    meant = commands.add_parser("meaning", help="what the optional sentence model costs; prints a table")
    meant.add_argument(
        "--entries", nargs="+", type=_count, default=[10_000, 100_000], metavar="N", help="(10000 100000)"
    )
    long = commands.add_parser("journal", help="how long a maintainer waits for the journal; prints a table")
    long.add_argument("--rows", type=_count, default=100_000, metavar="N", help="questions in it (100000)")
    long.add_argument(
        "--url", default="", help="of an empty database to write them to; else SQLite in a temporary file"
    )
    crowd = commands.add_parser("serve", help="the served app under load; prints a table")
    crowd.add_argument("--json", action="store_true", help="print one JSON object instead")
    crowd.add_argument(
        "--crowds", nargs="+", type=_count, default=[], metavar="N", help="only crowds of so many visitors"
    )
    return parser


def _count(typed: str) -> int:
    if not typed.isdecimal() or int(typed) == 0:
        raise argparse.ArgumentTypeError(f"{typed!r} is no number from 1 on")
    return int(typed)


def _quality(options: argparse.Namespace) -> None:
    from benchmarks.crossval import crossval
    from benchmarks.plots import plots  # these need libraries that the other commands do without
    from benchmarks.quality import Settings, quality
    from benchmarks.report import json_line, markdown, means

    settings = Settings(options.questions, options.seed, options.repeats)
    sets = [read_set(folder) for folder in options.folders]  # a wrong one is told before any is asked
    if options.command == "crossval":
        measured = crossval(sets, [read_set(folder) for folder in options.measured], settings)
    else:
        measured = (quality(found, settings) for found in sets)
    told, pictured = [], {}
    for said, figures in measured:
        told.append(figures)
        pictured[figures.set] = said.told
        print(json_line(figures) if options.json else markdown(figures), flush=True)
    if len(told) > 1 and not options.json:
        print(means(told))
    if options.plots:
        plots(pictured, options.plots)


def _speed(options: argparse.Namespace) -> None:
    from benchmarks.speed.plot import speed_plot
    from benchmarks.speed.report import growth_table, json_object, markdown
    from benchmarks.speed.rounds import rounds

    measured = []
    for told in rounds(sorted(set(options.entries)), options.queries, options.peers):
        measured.append(told)
        if not options.json:
            print(markdown(told), flush=True)
    if options.json:
        print(json_object(measured))
    elif len(measured) > 1:
        print(growth_table(measured))
    if options.plots:
        speed_plot(measured, options.plots)


def _stages(options: argparse.Namespace) -> None:
    from benchmarks.speed.stages import stages

    print(stages(sorted(set(options.entries)), options.queries))


def _meaning(options: argparse.Namespace) -> None:
    from benchmarks.meaning.report import meaning

    print(meaning(sorted(set(options.entries))))


def _serve(options: argparse.Namespace) -> None:
    from benchmarks.scenes import Size  # these need Streamlit, which the other commands do without
    from benchmarks.serve import crowded, serve

    report = crowded(Size(), options.crowds) if options.crowds else serve(Size())
    print(report.json() if options.json else report.markdown())
    if report.failures:
        sys.exit(1)


def _gold(options: argparse.Namespace) -> None:
    content, assistant = load(), Assistant(stored_index(CONTENT))
    kinds = {
        "Developed on": content.gold,
        "Held back": gold.held_out(content),
        "In other words": gold.questions_in(gold.PARAPHRASES, content),
    }
    for title, questions in kinds.items():
        for where, known in (("in scope", True), ("out of scope", False)):
            print(f"\n{title}, {where}:\n")
            chosen = [question for question in questions if bool(question.passages) == known]
            print(gold.table(gold.asked(assistant, chosen)))
            if known and assistant.index.is_meant:
                print(f"\n{gold.repaired(assistant, chosen)}")


def _fit(options: argparse.Namespace) -> None:
    sets = [read_set(folder) for folder in options.folders]
    with_meaning = encoder() is not None
    known = [found.name for found in sets if not with_meaning or is_wanted(found.language)]
    names = ", ".join(sorted(known))
    on = f"{names}, variants of them, and the content that ships with its gold questions, {date.today()}"
    variant, file = (WITH_MEANING, MEANING_FILE) if with_meaning else (BY_WORDS, FILE)
    written(Taught.by(sets, variant).weights(on), file)
    print(f"{file}: fitted on {on}")


_COMMANDS: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "gold": _gold,
    "quality": _quality,
    "crossval": _quality,
    "fit": _fit,
    "footprint": lambda options: print(footprint(options.questions)),
    "checking": lambda options: print(checking(options.entries)),
    "hidden": lambda options: print(hidden(load())),
    "reload": lambda options: print(reload(options.edits, options.entries)),
    "journal": lambda options: print(journal(options.rows, options.url)),
    "speed": _speed,
    "stages": _stages,
    "meaning": _meaning,
    "serve": _serve,
}


if __name__ == "__main__":
    sys.exit(main())
