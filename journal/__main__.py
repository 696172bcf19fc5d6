"""`python -m journal`: what is kept of questions and votes, shown, exported and erased."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, func, select
from sqlalchemy.sql import Executable

from faq.site import ROOT
from journal import reading
from journal.database import Database
from journal.erasing import alike_erased, all_erased, attempts_erased, gathered, text_erased
from journal.exports import KINDS, Record, csv_lines, json_lines
from journal.failure import JournalError
from journal.records import hour
from journal.redaction import plain
from journal.retention import put_aside, tidied
from journal.schema import VERSION
from journal.spool import files, places
from journal.tables import ATTEMPTS, COUNTS, DECISIONS, QUESTIONS, VOTES
from journal.threshold import threshold

URL: Final = "FAQ_JOURNAL"


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 1 when something is wrong, 2 when the command line is."""
    options = _parser().parse_args(arguments)
    database = Database(options.url)
    try:
        if database.file and not database.file.exists():
            raise JournalError(f"{database.where}: not there; name the database with --url or in {URL}")
        return int(options.run(database, options))
    except (JournalError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        database.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m journal", description="What is kept of questions and votes."
    )
    parser.add_argument(
        "--url",
        default=os.environ.get(URL, ""),
        help=f"of the database; better in the variable {URL}, as others can read arguments",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    status = commands.add_parser("status", help="say how much is kept, since when, and what waits")
    status.set_defaults(run=_status)
    export = commands.add_parser("export", help="write records as CSV or lines of JSON, without random ids")
    export.add_argument("kind", nargs="?", choices=tuple(KINDS), default="questions")
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv")
    export.add_argument("--since", type=_date, metavar="DATE", help="from this day on")
    export.add_argument("--until", type=_date, metavar="DATE", help="up to the day before")
    export.add_argument(
        "--at-least",
        type=_number,
        default=1,
        metavar="K",
        help="leave out texts that fewer conversations asked; at least as many as the site's settings say",
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="else to the terminal")
    export.set_defaults(run=_export)
    erase = commands.add_parser("erase", help="delete rows for good")
    which = erase.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help="everything")
    which.add_argument("--before", type=_date, metavar="DATE", help="what is older; of decisions, the text")
    which.add_argument("--alike", metavar="KEY", help="questions with this key, with their votes")
    which.add_argument(
        "--text", type=_words, metavar="WORDS", help="questions and comments that hold these words"
    )
    which.add_argument("--attempts", action="store_true", help="how many failed in a row; nobody waits then")
    erase.set_defaults(run=_erase)
    return parser


def _status(database: Database, _options: argparse.Namespace) -> int:
    print(*_states(database), sep="\n")  # all is read before a line is written
    database.write(())
    return 0


def _states(database: Database) -> Iterator[str]:
    yield f"{database.where}: schema {VERSION}"
    columns = ((QUESTIONS, "time"), (VOTES, "time"), (COUNTS, "day"), (DECISIONS, "time"))
    for kind, (table, name) in zip(KINDS, columns, strict=True):
        told = select(func.count(), func.min(table.c[name]))
        number, since = database.read(partial(_first, told))
        yield f"{kind}: {number}" + (f", since {since}" if since else "")
    for failed, until in database.read(_attempts):
        yield f"attempts: {failed} failed in a row" + (f", none is looked at until {until}" if until else "")
    yield from (f"{file}: waits to be written" for place in places(database) for file in files(place))
    for file in put_aside(database):
        yield f"{file}: could not be read; delete it when it is no longer needed"


def _first(told: Executable, connection: Connection) -> Any:
    return connection.execute(told).one()


def _attempts(connection: Connection) -> Sequence[Any]:
    return connection.execute(select(ATTEMPTS.c.failed, ATTEMPTS.c.until).where(ATTEMPTS.c.failed > 0)).all()


def _export(database: Database, options: argparse.Namespace) -> int:
    lines = csv_lines if options.format == "csv" else json_lines
    least = max(options.at_least, threshold(ROOT))
    _put(lines(options.kind, _records(database, options, least)), options.out)
    if options.kind in _WITH_TEXTS:
        said = f"{database.where}: texts are exported if {least} or more conversations asked alike"
        print(f"{said}; --at-least or the setting alike_at_least says how many", file=sys.stderr)
    return 0


def _records(database: Database, options: argparse.Namespace, least: int) -> Sequence[Record]:
    span = options.since, options.until
    if options.kind == "counts":
        return database.read(lambda found: reading.counts(found, *span))
    return database.read(lambda found: _WITH_TEXTS[options.kind](found, *span, least))


_WITH_TEXTS: Final[Mapping[str, Callable[..., Sequence[Record]]]] = {
    "questions": reading.questions,
    "votes": reading.votes,
    "decisions": reading.decisions,
}


def _put(lines: Iterable[str], out: Path | None) -> None:
    if out is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.writelines(lines)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        raise JournalError(f"{out}: {error.strerror}; name a file with --out that can be written") from None


def _erase(database: Database, options: argparse.Namespace) -> int:
    if options.before:
        gathered(database)
        is_gone = tidied(database, hour(options.before))
        print(f"what was older than {options.before:%Y-%m-%d} is deleted")
    else:
        print(f"{_gone(database, options)} rows are deleted")
        is_gone = database.emptied()
    left = [f"{file}: may hold it as well; delete it" for file in put_aside(database)]
    left += [f"{file}: belongs to a running app; erase again later" for file in gathered(database)]
    if not is_gone:
        left.append(
            f"{database.where}: its log may hold it until no other program reads it; erase again later"
        )
    print(*left, sep="\n", end="\n" * bool(left), file=sys.stderr)
    return 1 if left else 0


def _gone(database: Database, options: argparse.Namespace) -> int:
    if options.all:
        return all_erased(database)
    if options.attempts:
        return attempts_erased(database)
    if options.alike is not None:
        return alike_erased(database, options.alike)
    return text_erased(database, options.text)


def _date(told: str) -> datetime:
    try:
        return datetime.strptime(told, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day: {told!r}; write it as 2026-11-22") from None


def _words(told: str) -> str:
    if not plain(told):
        raise argparse.ArgumentTypeError("no words; write some that the texts hold")
    return told


def _number(told: str) -> int:
    if not told.isdecimal() or int(told) < 1:
        raise argparse.ArgumentTypeError(f"not a number of conversations: {told!r}; write 1 or more")
    return int(told)


if __name__ == "__main__":
    sys.exit(main())
