"""What a database answers with instead of a result, told without a password."""

from __future__ import annotations

from typing import Final

import psycopg

_REMEDIES: Final = {
    "28P01": "check the password in the URL",
    "3D000": "create it, or correct the URL",
    "42P01": "publish an index first",
    "42501": "grant it; docs/scale.md says what each process needs",
    "25006": "write to the primary: add ?target_session_attrs=read-write to the URL",
    "53100": "make room on its disk",
    "55P03": "another publish is at work; try again later",
    "57014": "it took too long; look at what else the server does, then try again",
}
"""By the codes of PostgreSQL's manual, appendix A."""
_OTHERWISE: Final = "check that the server runs and that the URL names it, then try again"


class DatabaseError(Exception):
    """The database could not do what it was asked to; the message says where, what and the remedy."""


class GenerationGone(DatabaseError):  # noqa: N818  # it names what happened, and is no defect
    """The index that was asked is no longer kept: load the current one and ask that."""


def unsearched(place: str, generation: str) -> DatabaseError:
    """That a generation holds nothing to search it by."""
    return DatabaseError(
        f"{place}: generation {generation} was published without its search;"
        " publish it with --search, or let each process search its own copy"
    )


def failure(place: str, error: BaseException, secret: str = "") -> DatabaseError:
    """What went wrong at a place, with its remedy, in one line and without the secret.

    Examples
    --------
    >>> failure("PostgreSQL at a:5432/faq", OSError("no route for pa55"), "pa55")
    DatabaseError('PostgreSQL at a:5432/faq: no route for ***; check that the server runs and ...')
    """
    cause = getattr(error, "orig", None) or error
    code = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    what = str(cause).strip().partition("\n")[0] or type(cause).__name__
    told = f"{place}: {what}; {_REMEDIES.get(code or '', _OTHERWISE)}"
    return DatabaseError(told.replace(secret, "***") if secret else told)
