"""What keeps a model from being used, told as where, what and the remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from faq import Problem, Source

_REMEDY: Final = "give the app more memory and restart it, or name another model, or off"


class MeaningError(Exception):
    """There is no model, or it is not what it should be."""

    def __init__(self, source: Source, what: str, remedy: str) -> None:
        self.problem = Problem(source, what, remedy)
        super().__init__(str(self.problem))


def first_line(error: BaseException) -> str:
    """The first line of what another library says went wrong, without its full stop.

    Examples
    --------
    >>> first_line(ValueError("no such graph.\\nat 0x7f")), first_line(MemoryError())
    ('no such graph', 'MemoryError')
    """
    return str(error).strip().partition("\n")[0].rstrip(" .\r") or type(error).__name__


def failed_on(read: str, error: Exception, place: Source) -> Problem:
    """That a model failed on what it was to read, though it was well when it was opened.

    Parameters
    ----------
    read : str
        What it was, as in "the content".
    error : Exception
        Of whatever kind.
    place : Source
        Where the model is named, if the error does not know better.

    Examples
    --------
    >>> print(failed_on("a question", RuntimeError("bad alloc"), Source("FAQ_MEANING", 1)).what)
    the model failed on a question: RuntimeError: bad alloc
    """
    what = f"the model failed on {read}"
    if isinstance(error, MeaningError):
        return replace(error.problem, what=f"{what}: {error.problem.what}")
    kind, said = type(error).__name__, first_line(error)
    return Problem(place, f"{what}: {kind}" + (f": {said}" if said != kind else ""), _REMEDY)
