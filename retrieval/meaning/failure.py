"""What keeps a model from being used, told as where, what and the remedy."""

from __future__ import annotations

from faq import Problem, Source


class MeaningError(Exception):
    """There is no model, or it is not what it should be."""

    def __init__(self, source: Source, what: str, remedy: str) -> None:
        self.problem = Problem(source, what, remedy)
        super().__init__(str(self.problem))


def first_line(error: BaseException) -> str:
    """The first line of what another library says went wrong.

    Examples
    --------
    >>> first_line(ValueError("no such graph\\nat 0x7f"))
    'no such graph'
    """
    return str(error).strip().partition("\n")[0] or type(error).__name__
