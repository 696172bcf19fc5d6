"""What a database answers with instead of a result, told in one line without a password or a text."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

FAILURES: Final = (SQLAlchemyError, sqlite3.Error, OSError, ImportError, ValueError)
"""What a missing driver, a wrong URL, a full disk or a dead server raise."""
_OTHERWISE: Final = "check that it is there, that this program may write it, and that the URL names it"
_REMEDIES: Final = {
    "28P01": "check the password in the URL",
    "3D000": "create it, or correct the URL",
    "42501": "let the user of the URL create tables and write them",
    "25006": "give the URL of the primary",
    "53100": "make room on its disk",
    sqlite3.SQLITE_BUSY: "end the program that holds it, if it does not end by itself",
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_READONLY: "let this program write the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "let this program write the folder, or name another one",
}
"""By PostgreSQL's codes (appendix A of its manual) and SQLite's."""
_DAMAGES: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class JournalError(Exception):
    """The journal cannot be read or written; the message says where, what and the remedy."""


class DamagedError(JournalError):
    """What lies in the database is not what was written."""


def failure(place: str, error: BaseException, secret: str = "") -> JournalError:
    """What went wrong at a place, with its remedy and without the secret.

    Examples
    --------
    >>> failure("journal.sqlite", OSError("no key pa55"), "pa55")
    JournalError('journal.sqlite: no key ***; check that it is there, ...')
    """
    if isinstance(error, JournalError):
        return type(error)(f"{place}: {error}")
    if isinstance(error, ImportError) and error.name:
        return JournalError(f"{place}: no library {error.name}; pip install -r requirements-postgres.txt")
    what = str(_cause(error)).strip().partition("\n")[0] or type(error).__name__
    kind = DamagedError if is_damage(error) else JournalError
    told = f"{place}: {what}; {_REMEDIES.get(_code(error), _OTHERWISE)}"
    return kind(told.replace(secret, "***") if secret else told)


def is_damage(error: BaseException) -> bool:
    """Whether a file of SQLite holds something else than was written."""
    if isinstance(error, DamagedError | UnicodeDecodeError) or _code(error) in _DAMAGES:
        return True
    return str(_cause(error)).startswith("Could not decode to UTF-8")  # Python's module has no code for it


def _code(error: BaseException) -> Any:
    """The code of PostgreSQL, or the main code of SQLite; None without one."""
    cause = _cause(error)
    code = getattr(cause, "sqlite_errorcode", None)
    return getattr(cause, "sqlstate", None) if code is None else code & 0xFF


def _cause(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig else error
