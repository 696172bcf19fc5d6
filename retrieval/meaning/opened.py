"""The one encoder of a process, as the settings say."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace
from threading import Lock

from faq import ContentError, Problem, load_site
from faq.site import said_in
from retrieval.meaning import REQUIREMENTS
from retrieval.meaning.encoder import Encoder, opened
from retrieval.meaning.failure import MeaningError, failed_on, first_line
from retrieval.meaning.sources import files_of

_log = logging.getLogger(__name__)
_lock = Lock()
_attempts: list[_Attempt] = []


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What became of a model."""

    encoder: Encoder | None = None
    problem: Problem | None = None
    """Why it was not opened, or the first failure since."""


def encoder() -> Encoder | None:
    """The encoder that the settings ask for, opened at the first call; None when there is none.

    Threads that come meanwhile wait. What was wrong is logged then, and `failure` tells it.
    """
    return _attempt().encoder


def failure() -> Problem | None:
    """Why there is no encoder though one is wanted, or what it failed on; None when all is well."""
    return _attempt().problem


def failed(read: str, error: Exception) -> None:
    """Note that the encoder failed on what it was to read; the first time, that is logged.

    It stays open, since the next text may do. `failure` tells the first failure until the process ends.

    Parameters
    ----------
    read : str
        What it was, as in "the content".
    error : Exception
        Whatever the model's library raised.
    """
    _log.debug("the model failed on %s", read, exc_info=error)
    attempt = _attempt()
    with _lock:
        if not attempt.problem and _attempts and _attempts[0] is attempt:
            problem = failed_on(read, error, said_in("meaning", environment=os.environ))
            _attempts[:] = [replace(attempt, problem=problem)]
            _log.warning("%s", problem)


def forget() -> None:
    """Let the next call read the settings and open a model anew."""
    with _lock:
        _attempts.clear()


def _attempt() -> _Attempt:
    with _lock:
        if not _attempts:
            _attempts.append(_tried())
            if problem := _attempts[0].problem:
                _log.warning("%s", problem)
        return _attempts[0]


def _tried() -> _Attempt:
    try:
        site = load_site(environment=os.environ)
    except ContentError as error:  # whoever reads the settings for the rest says it all
        return _Attempt(problem=error.problems[0])
    place = said_in("meaning", environment=os.environ)
    try:
        files = files_of(site.meaning, site.meaning_sha256, place)
        return _Attempt(opened(files) if files else None)
    except MeaningError as error:
        return _Attempt(problem=error.problem)
    except ImportError as error:
        what = f"the library {error.name or first_line(error)} cannot be loaded"
        return _Attempt(problem=Problem(place, what, f"pip install -r {REQUIREMENTS}, or set it to off"))
    except Exception as error:  # whatever else a library raises: words will do
        what = f"the model cannot be opened: {first_line(error)}"
        return _Attempt(problem=Problem(place, what, "correct the setting, or set it to off"))
