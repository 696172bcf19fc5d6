"""What some passages mean, as the model says that the settings name."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np

from faq import Passage
from retrieval import store
from retrieval.meaning.meaning import Meaning
from retrieval.meaning.memory import Memory
from retrieval.meaning.opened import encoder, failed
from retrieval.records import Ints
from retrieval.stored import index_place
from retrieval.stretches import bounds
from retrieval.text import sentences

LONG: Final = 2_000
"""Texts from which on it is said that they take a while."""
SOON: Final = 200
"""Texts that a model may have to read before an edit shows, in a second or two. Where there are more, words
alone do until the index is built whole."""
WINDOW: Final = 60
"""Words of a window."""
A_SECOND: Final = 60
"""Texts that a model of the usual size reads in a second on a small machine."""

_OTHER: Final = "name one that knows it, as docs/deploy.md says; words alone do so far"
_log: Final = logging.getLogger(__name__)
_lock: Final = Lock()
_memories: Final[list[Memory]] = []
_strange: Final[set[str]] = set()
"""Languages of which it was said that the model does not know them."""


def meaning_of(passages: Sequence[Passage], language: str, most: int | None = None) -> Meaning | None:
    """What the pieces of some passages mean; None where they are to be found by words alone.

    Parameters
    ----------
    passages : sequence of Passage
    language : str
        Code of the language that most of them are in.
    most : int, optional
        Texts that the model may have to read; None is returned if there are more of them.
    """
    memory = memory_of_process()
    if memory is None or not is_wanted(language):
        return None
    texts, parts = read_of(passages)
    unknown = memory.unknown(texts)
    if most is not None and unknown > most:
        return None
    if unknown >= LONG:
        _log.warning(
            "%d texts are read by the model for the first time, in about %s", unknown, _minutes(unknown)
        )
    try:
        vectors = memory.quantised(texts)
    except Exception as error:  # whatever the model's library raises: words will do
        failed("the content", error)
        return None
    return Meaning(vectors, parts, memory)


def is_wanted(language: str) -> bool:
    """Whether passages of a language are to be found by what they mean too; why not, is said once."""
    opened = encoder()
    if opened is None or not opened.languages or language.split("-")[0] in opened.languages:
        return opened is not None
    if language not in _strange:
        _strange.add(language)
        known = ", ".join(sorted(opened.languages))
        _log.warning(
            "FAQ_MEANING:1: the model knows %s, and the content is in %s; %s", known, language, _OTHER
        )
    return False


def memory_of_process() -> Memory | None:
    """The encoder that the settings name, with what stored indexes know; None where there is none.

    Other processes store indexes, too: what is new there is known at the next call.
    """
    opened = encoder()
    if opened is None:
        return None
    with _lock:
        if not _memories or _memories[0].encoder is not opened:
            _memories[:] = [Memory(opened)]
        place = index_place()
        _memories[0].keep(_stored(place), lambda name: store.vectors_in(place / name))
        return _memories[0]


def read_of(passages: Sequence[Passage]) -> tuple[list[str], Ints]:
    """What a model reads of some passages: the text of each vector, and `Meaning.parts`."""
    told = [part for passage in passages for part in (passage.phrasings, texts_of(passage))]
    sizes = np.fromiter(map(len, told), np.int64, len(told))
    return [text for part in told for text in part], bounds(sizes)[:-1].astype(np.int32)


def texts_of(passage: Passage) -> list[str]:
    """What stands for the text of a passage: all of it below its heading, and windows of a long one.

    A model tells little of a text that speaks of several things; of a few sentences it tells what they say.
    """
    if not passage.text:
        return [""]
    whole, cut = f"{passage.heading}\n{passage.text}", windows(passage.text)
    return [whole, *cut] if len(cut) > 1 else [whole]


def windows(text: str) -> list[str]:
    """A text in stretches of whole sentences, each of at most `WINDOW` words unless one sentence has more."""
    found: list[list[str]] = []
    words = WINDOW
    for sentence in sentences(text):
        words += len(sentence.split())
        if words > WINDOW or not found:
            found.append([])
            words = len(sentence.split())
        found[-1].append(sentence)
    return [" ".join(window) for window in found]


def _minutes(texts: int) -> str:
    minutes = math.ceil(texts / A_SECOND / 60)
    return f"{minutes} minutes" if minutes > 1 else "1 minute"


def _stored(place: Path) -> list[str]:
    """The names of all stored indexes, whatever else these hold; those being written begin with a dot."""
    return sorted(folder.name for folder in place.glob("[!.]*/")) if place.is_dir() else []
