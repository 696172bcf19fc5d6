"""How passages are found, for their maintainer: by words alone, or by what they mean as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chat.desk import desk
from faq import Passage, Problem
from retrieval.meaning.building import is_wanted, read_of
from retrieval.meaning.opened import encoder, failure
from retrieval.renewal import WHOLE
from retrieval.supply import Published

_UNTIL: Final = " until the index is built whole, which goes on in the background"
_MANY: Final = ": it has too many texts for a model to read meanwhile; 'python -m retrieval build' lets it"
_FAILED: Final = ": the model failed; the log says why"
_STRANGE: Final = ": the model does not know the language of the content"
_OTHER: Final = ": the model that the index was built with is not at hand"


def told(published: Published) -> str:
    """One sentence on how the passages are found that are answered from."""
    index = published.assistant.index
    if index.meaning and index.is_meant:
        return (
            f"They are found by words and by meaning, with {len(index.meaning.vectors):,} sentence vectors."
        )
    return f"They are found by words alone{_because(published)}."


def problems(published: Published | None) -> tuple[Problem, ...]:
    """What keeps the model from being used that the settings ask for."""
    found = failure() if _is_asked_for(published) else None
    return (found,) if found else ()


def _because(published: Published) -> str:
    """Why there is no meaning in what is answered from; empty where no model is to be used."""
    index = published.assistant.index
    if index.meaning:
        return _OTHER
    if not _is_asked_for(published) or encoder() is None:
        return ""
    if not is_wanted(index.language):
        return _STRANGE
    if failure():
        return _FAILED
    if published.is_quick:
        return _UNTIL
    return _FAILED if _is_small(index.passages) else _MANY


def _is_asked_for(published: Published | None) -> bool:
    """Whether this process has asked for the model anyway: to look at a page must not cost its memory.

    A copy that answers from a published index asks only where that one has a meaning.
    """
    return not desk().follows or (published is not None and published.assistant.index.meaning is not None)


def _is_small(passages: Sequence[Passage]) -> bool:
    """Whether a model may read all of it when the index is built whole: if it did not, it failed.

    Mostly in a child process, whose log says more. Each passage has two texts at least, so that a long
    content is not read to count them.
    """
    return 2 * len(passages) <= WHOLE and len(read_of(passages)[0]) <= WHOLE
