"""An index on disk: arrays, a header and the texts as JSON; no pickle, replaced whole or not at all.

A stored index is trusted only if its format, its fingerprint and the checksum of every file are right;
anything else is built anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import mmap
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np

from retrieval.calibration import Calibration
from retrieval.contents import content_read, content_told
from retrieval.forms import Forms
from retrieval.index import FORMAT, Index
from retrieval.lines import Lines, as_lines
from retrieval.logit import Term
from retrieval.meaning.meaning import Meaning
from retrieval.meaning.opened import encoder
from retrieval.meaning.vectors import Vectors
from retrieval.names import Names
from retrieval.pairs import Pairs
from retrieval.passages import Passages, passage_lines
from retrieval.postings import Postings
from retrieval.risk import Threshold
from retrieval.rows import Rows
from retrieval.spelling import Spelling
from retrieval.vocabulary import Vocabulary

HEADER: Final = "header.json"
CONTENT: Final = "content.json"
LISTS: Final = ("terms", "words", "trigrams")
"""Files of words, a line each: they are looked up, and so read at once."""
ATTEMPTS: Final = 5
BUILD_SECONDS: Final = 3_600
"""Age from which a folder that is being written belongs to a build that was killed."""
READERS: Final = 2
"""Threads that check the files of an index."""
KEPT: Final = 2
"""Stored indexes that stay beside a new one: what other processes may still be reading."""
_READING: Final = Lock()
"""numpy reads the heads of arrays with `ast`, which at times fails in two threads at once (Python 3.11)."""
_UNSOUND: Final = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, SystemError)
"""What reading a damaged index raises; the last one, what `ast` does in that case."""


class StoreError(ValueError):
    """A stored index that must not be trusted."""


def save(index: Index, place: Path) -> Path:
    """Store an index under its fingerprint below a folder; returns its own folder.

    It is written aside and renamed, so that a reader sees all of it or nothing.

    Raises
    ------
    OSError
        When the place cannot be written.
    """
    place.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=place))
    try:
        for name, array in _arrays(index).items():
            np.save(aside / f"{name}.npy", array, allow_pickle=False)
        for name, words in zip(LISTS, _lists(index), strict=True):
            (aside / f"{name}.txt").write_bytes("\n".join(words).encode("utf-8", "surrogatepass"))
        (aside / CONTENT).write_text(json.dumps(content_told(index.content)), encoding="ascii")
        (aside / HEADER).write_text(json.dumps(_header(index, aside), indent=1), encoding="ascii")
        final = place / index.fingerprint
        _replace(aside, final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _tidy(place, final)
    return final


def load(folder: Path) -> Index:
    """The index stored in a folder.

    Raises
    ------
    StoreError
        When it is missing, damaged, of another format, or not the one its folder's name says.
    """
    try:
        header = json.loads((folder / HEADER).read_text(encoding="ascii"))
        _trust(header, folder)
        told = json.loads((folder / CONTENT).read_text(encoding="ascii"))
        lists = [_words(folder / f"{name}.txt") for name in LISTS]
        with _READING:
            return _index(header, told, lists, Arrays(folder))
    except _UNSOUND as error:
        raise StoreError(f"{folder}: not a sound index: {error}; it will be built anew") from error


def _header(index: Index, folder: Path) -> dict[str, Any]:
    told = {
        "format": FORMAT,
        "fingerprint": index.fingerprint,
        "language": index.language,
        "passages": len(index.passages),
        "terms": len(index.vocabulary),
        "stop": index.vocabulary.stop,
        "usual_asked": index.usual_asked,
        "usual_text": index.usual_text,
        "asking": index.asking,
        "brevity": index.brevity,
        "calibration": dataclasses.asdict(index.calibration),
        "meaning": _meaning_told(index.meaning),
        "files": {path.name: _checksum(path) for path in sorted(folder.iterdir())},
    }
    return told | {"checksum": _sealed(told)}


def _meaning_told(meaning: Meaning | None) -> dict[str, Any] | None:
    if meaning is None:
        return None
    return {"model": meaning.vectors.model, "calibration": dataclasses.asdict(meaning.calibration)}


def _sealed(header: dict[str, Any]) -> str:
    """A checksum of the header itself."""
    told = {name: value for name, value in header.items() if name != "checksum"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _trust(header: dict[str, Any], folder: Path) -> None:
    if header["checksum"] != _sealed(header):
        raise ValueError("the header is damaged")
    if header["format"] != FORMAT or header["fingerprint"] != folder.name:
        raise ValueError("another format or another content")
    names = list(header["files"])
    with ThreadPoolExecutor(READERS) as readers:  # checksums leave the interpreter to others
        found = list(readers.map(_checksum, [folder / Path(name).name for name in names]))
    for name, checksum in zip(names, found, strict=True):
        if checksum != header["files"][name]:
            raise ValueError(f"{name} is damaged")


def _checksum(path: Path) -> int:
    """CRC-32: it finds what a disk or a broken-off copy does to a file, at the speed of memory."""
    with path.open("rb") as stream:
        if not path.stat().st_size:
            return 0
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as read:
            return zlib.crc32(read)


class Arrays:
    """The arrays of a folder, mapped into memory: pages are read when they are needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *names: str) -> list[Any]:
        """Some arrays by their names."""
        return [self._array(name) for name in names]

    def _array(self, name: str) -> Any:
        mapped = np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return np.asarray(mapped)  # a plain view: numpy's class for mapped files makes each slice dearer


def _arrays(index: Index) -> dict[str, Any]:
    """Every array by its name."""
    postings = index.postings
    assert isinstance(postings, Postings)  # an index that is searched elsewhere is not stored
    parts: dict[str, Any] = {
        "vocabulary": index.vocabulary,
        "postings": postings,
        "rows": index.rows,
        "alike": index.alike,
        "names": index.names,
        "pairs": index.pairs,
        "forms": index.forms,
        "spelling": index.spelling,
        "wordings": index.wordings,
        "sorted_terms": index.sorted_terms,
        "passages": as_lines(passage_lines(index.passages)),
    }
    found = {
        f"{name}-{each}": small(value)
        for name, part in parts.items()
        for each in ARRAYS[name]
        if (value := getattr(part, each)) is not None
    }
    return found | (_meaning_arrays(index.meaning) if index.meaning else {})


def _meaning_arrays(meaning: Meaning) -> dict[str, Any]:
    vectors = {f"{MEANING}-{each}": getattr(meaning.vectors, each) for each in VECTORS}
    return vectors | {f"{MEANING}-parts": meaning.parts}


_LINES: Final = ("bytes", "ptr")
ARRAYS: Final[Mapping[str, Sequence[str]]] = {
    "vocabulary": ("idf", "odds", "rarity"),
    "postings": ("ptr", "ids", "impacts", "dense_terms", "dense"),
    "rows": ("terms", "ptr", "first", "text_sizes", "lengths", "text_lengths"),
    "alike": ("hashes", "owners"),
    "names": ("hashes", "owners"),
    "pairs": ("hashes", "idf"),
    "forms": ("ptr", "ids", "sizes", "near_ptr", "near_ids", "near_likeness"),
    "spelling": ("counts", "sizes", "bins", "owners", "language", "rarities"),
    "wordings": _LINES,
    "sorted_terms": _LINES,
    "passages": _LINES,
}
"""The arrays of each part of an index, in the order in which the part takes them."""
MEANING: Final = "meaning"
VECTORS: Final = ("values", "scales", "digests")
"""The arrays of the one part that an index may lack."""


def small(array: Any) -> Any:
    """An array of places in half the room where they are few enough."""
    is_long = array.dtype == np.int64 and (not len(array) or array.max() < 2**32)
    return array.astype(np.uint32) if is_long else array


def _lists(index: Index) -> tuple[Sequence[str], ...]:
    return index.vocabulary.terms, index.spelling.words, index.forms.trigrams


def _words(path: Path) -> tuple[str, ...]:
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    return tuple(text.split("\n")) if text else ()


def _index(header: dict[str, Any], told: dict[str, Any], lists: list[tuple[str, ...]], read: Arrays) -> Index:
    terms, words, trigrams = lists
    parts = {name: read(*(f"{name}-{each}" for each in arrays)) for name, arrays in ARRAYS.items()}
    return Index(
        content=content_read(told, Passages(Lines(*parts["passages"]))),
        fingerprint=header["fingerprint"],
        language=header["language"],
        vocabulary=Vocabulary(terms, header["stop"], *parts["vocabulary"]),
        postings=Postings(*parts["postings"]),
        rows=Rows(*parts["rows"]),
        wordings=Lines(*parts["wordings"]),
        sorted_terms=Lines(*parts["sorted_terms"]),
        alike=Names(*parts["alike"]),
        names=Names(*parts["names"]),
        usual_asked=header["usual_asked"],
        usual_text=header["usual_text"],
        asking=header["asking"],
        brevity=header["brevity"],
        pairs=Pairs(parts["pairs"][0], parts["pairs"][1], header["passages"]),
        forms=Forms(trigrams, *parts["forms"]),
        spelling=Spelling(words, *parts["spelling"]),
        calibration=_calibration(header["calibration"]),
        meaning=_meaning(header["meaning"], read),
    )


def _meaning(told: dict[str, Any] | None, read: Arrays) -> Meaning | None:
    """What the passages mean; without an encoder where another model is at hand, or none."""
    if told is None:
        return None
    at_hand = encoder()
    return Meaning(
        vectors=Vectors(told["model"], *read(*(f"{MEANING}-{each}" for each in VECTORS))),
        parts=read(f"{MEANING}-parts")[0],
        encoder=at_hand if at_hand and at_hand.name == told["model"] else None,
        calibration=_calibration(told["calibration"]),
    )


def vectors_in(folder: Path) -> Vectors | None:
    """The sentence vectors in the folder of an index, which another version of the program may have stored.

    None when there are none, or none that can be trusted.
    """
    try:
        header = json.loads((folder / HEADER).read_text(encoding="ascii"))
        for each in VECTORS:
            name = f"{MEANING}-{each}.npy"
            if _checksum(folder / name) != header["files"][name]:
                return None
        with _READING:
            arrays = Arrays(folder)(*(f"{MEANING}-{each}" for each in VECTORS))
        return Vectors(str(header["meaning"]["model"]), *arrays)
    except _UNSOUND:
        return None


def _calibration(values: dict[str, Any]) -> Calibration:
    terms = {name: Term(*term) for name, term in values["terms"].items()}
    table = tuple(Threshold(*row) for row in values["thresholds"])
    return Calibration(**{**values, "terms": terms, "thresholds": table})


def _replace(aside: Path, final: Path) -> None:
    """Put a folder in its place, unless a sound one with the same name is there already.

    A sound one is the same index, perhaps just read by another process; a damaged one is moved away.
    """
    for attempt in range(ATTEMPTS):
        with contextlib.suppress(OSError):
            aside.rename(final)
            return
        with contextlib.suppress(StoreError):
            load(final)
            return
        with contextlib.suppress(OSError):
            final.rename(final.with_name(f".old-{final.name}-{os.getpid()}-{attempt}"))
    aside.rename(final)


def _tidy(place: Path, newest: Path) -> None:
    """Remove all but the newest few stored indexes, and what killed builds left behind."""
    folders = [path for path in place.iterdir() if path.is_dir() and path != newest]
    whole = [path for path in folders if not path.name.startswith(".")]
    whole.sort(key=_changed, reverse=True)
    left = [path for path in folders if path.name.startswith(".new-") and _age(path) > BUILD_SECONDS]
    left += [path for path in folders if path.name.startswith(".old-")]
    for old in [*whole[KEPT:], *left]:
        shutil.rmtree(old, ignore_errors=True)


def _changed(path: Path) -> float:
    """When a folder was changed, in seconds of the clock; 0 if another process has removed it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _age(path: Path) -> float:
    return time.time() - _changed(path)
