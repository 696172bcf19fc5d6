"""`python -m faq check [DIR]`: reads the content and names every problem with its line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from faq import CONTENT, load


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 1 when anything is wrong with the content."""
    parser = argparse.ArgumentParser(prog="python -m faq", description="Look after FAQ content.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="name every problem as file:line: what; remedy")
    check.add_argument("folder", nargs="?", type=Path, default=CONTENT, metavar="DIR")
    folder = parser.parse_args(arguments).folder
    content = load(folder)
    for problem in content.problems:
        print(problem)
    if content.problems:
        count = len(content.problems)
        print(f"{count} problem{'s' * (count > 1)} in {folder}", file=sys.stderr)
        return 1
    articles = {passage.article for passage in content.passages if passage.article}
    sections = sum(bool(passage.article) for passage in content.passages)
    entries = len(content.passages) - sections
    print(f"{entries} entries and {len(articles)} articles with {sections} sections: no problem found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
