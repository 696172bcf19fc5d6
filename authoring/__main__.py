"""`python -m authoring COMMAND`: the maintainer's tools in the terminal."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from authoring.records import CommandError
from faq import ContentError

COMMANDS: Final = {
    "check": ("check", "find what visitors cannot find, and what contradicts itself or is out of date"),
    "diff": ("diff", "list the questions whose reply changed between two versions of the content"),
    "new": ("new", "write a new entry into the right file"),
    "import": (
        "imports",
        "bring in the file of another FAQ system, a spreadsheet, a page or a folder of them",
    ),
    "export": ("exports", "write the content in the format of another system, or as a web site"),
    "typos": ("typos", "try every misspelling of one letter in every question"),
}
"""By name: the module in `authoring.commands`, and what it does.

A module has `arguments(parser)`, which declares its own, and `run(options)`, which returns the exit code;
only the one that is asked for is imported.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 when something is wrong, 2 when the command line is."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):  # a terminal may lack a character that a text holds
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="python -m authoring", description="Keep the FAQ right.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, told) in COMMANDS.items():
        command = commands.add_parser(name, help=told, description=told[0].upper() + told[1:] + ".")
        if name in arguments[:1]:
            chosen = import_module(f"authoring.commands.{module}")
            chosen.arguments(command)
            command.set_defaults(run=chosen.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (ContentError, CommandError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
