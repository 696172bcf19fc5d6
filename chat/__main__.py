"""`python -m chat password`: a hash of a password, as a line for the secrets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from getpass import getpass

from chat.password import VARIABLE, hash_of


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 when there is no password to make a hash of, 2 when the command line is wrong."""
    parser = argparse.ArgumentParser(prog="python -m chat", description="What the pages need to be told.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser(
        "password",
        help="ask for a password, or read it from the first line of the standard input,"
        f" and print the line with its hash for {VARIABLE}",
    )
    parser.parse_args(arguments)
    try:
        print(f"{VARIABLE}='{hash_of(_typed())}'")
    except (EOFError, ValueError) as error:
        print(f"password: {str(error) or 'none was typed; type one'}", file=sys.stderr)
        return 1
    return 0


def _typed() -> str:
    """The password, which the terminal does not show; twice, since nobody sees what they type."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass("Password: ")
    if getpass("Again: ") != typed:
        raise ValueError("these are two passwords; type the same one twice")
    return typed


if __name__ == "__main__":
    sys.exit(main())
