"""An index on disk: arrays, a header and the texts as JSON; no pickle, replaced whole or not at all.

A stored index is trusted only if its format, its fingerprint and the checksum of every file are right;
anything else is built anew.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
import tempfile
import time
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from faq import Content, Passage, Problem, Source
from retrieval.calibration import Calibration
from retrieval.forms import Forms
from retrieval.index import FORMAT, Index
from retrieval.logit import Term
from retrieval.postings import Postings
from retrieval.risk import Threshold
from retrieval.rows import Rows
from retrieval.spelling import Spelling
from retrieval.vocabulary import Vocabulary

HEADER: Final = "header.json"
TEXTS: Final = "texts.json"
ROWS: Final = (
    "postings",
    "said_postings",
    "phrasing_words",
    "text_words",
    "text_bm25",
    "text_pairs",
    "phrasing_letters",
    "phrasing_said",
    "asked_said",
    "text_said",
    "text_said_pairs",
)
"""Sparse matrices, three arrays each."""
PARTS: Final = ("ptr", "ids", "weights")
ATTEMPTS: Final = 5
BUILD_SECONDS: Final = 3_600
"""Age from which a folder that is being written belongs to a build that was killed."""
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
        (aside / TEXTS).write_text(json.dumps(_texts(index), ensure_ascii=True), encoding="ascii")
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
        texts = json.loads((folder / TEXTS).read_text(encoding="ascii"))
        with _READING:
            arrays = {
                path.stem: np.load(path, mmap_mode="r", allow_pickle=False) for path in folder.glob("*.npy")
            }
        return _index(header, texts, arrays)
    except _UNSOUND as error:
        raise StoreError(f"{folder}: not a sound index: {error}; it will be built anew") from error


def _header(index: Index, folder: Path) -> dict[str, Any]:
    told = {
        "format": FORMAT,
        "fingerprint": index.fingerprint,
        "language": index.language,
        "passages": len(index.passages),
        "asking": index.asking,
        "brevity": index.brevity,
        "calibration": dataclasses.asdict(index.calibration),
        "files": {path.name: _checksum(path) for path in sorted(folder.iterdir())},
    }
    return told | {"checksum": _sealed(told)}


def _sealed(header: dict[str, Any]) -> str:
    """A checksum of the header itself."""
    told = {name: value for name, value in header.items() if name != "checksum"}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _trust(header: dict[str, Any], folder: Path) -> None:
    if header["checksum"] != _sealed(header):
        raise ValueError("the header is damaged")
    if header["format"] != FORMAT or header["fingerprint"] != folder.name:
        raise ValueError("another format or another content")
    for name, checksum in header["files"].items():
        if _checksum(folder / Path(name).name) != checksum:
            raise ValueError(f"{name} is damaged")


def _checksum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _arrays(index: Index) -> dict[str, Any]:
    arrays: dict[str, Any] = {
        "first": index.first,
        "wording_hashes": index.wording_hashes,
        "wording_owners": index.wording_owners,
        "pair_idf": index.pairs.idf,
        "idf": index.vocabulary.idf,
        "rarity": index.vocabulary.rarity,
        "trigram_idf": index.trigrams.idf,
        "said_idf": index.said.idf,
        "said_pair_idf": index.said_pairs.idf,
        "form_ptr": index.forms.ptr,
        "form_ids": index.forms.ids,
        "form_sizes": index.forms.sizes,
        "counts": index.spelling.counts,
        "hashes": index.spelling.hashes,
        "owners": index.spelling.owners,
        "language": index.spelling.language,
        "rarities": index.spelling.rarities,
    }
    for name in ROWS:
        rows = getattr(index, name)
        arrays |= {f"{name}-{part}": getattr(rows, part) for part in PARTS}
    return arrays


def _texts(index: Index) -> dict[str, Any]:
    content = index.content
    return {
        "terms": index.vocabulary.terms,
        "trigrams": index.trigrams.terms,
        "pairs": index.pairs.terms,
        "forms": index.forms.trigrams,
        "said": index.said.terms,
        "said_pairs": index.said_pairs.terms,
        "words": index.spelling.words,
        "phrasings": index.phrasings,
        "wordings": index.wordings,
        "passages": list(map(dataclasses.asdict, content.passages)),
        "smalltalk": list(map(dataclasses.asdict, content.smalltalk)),
        "synonyms": content.synonyms,
        "formerly": dict(content.formerly),
        "problems": list(map(dataclasses.asdict, content.problems)),
    }


def _index(header: dict[str, Any], texts: dict[str, Any], arrays: dict[str, Any]) -> Index:
    parts = {name: [arrays[f"{name}-{part}"] for part in PARTS] for name in ROWS}
    spelling = (arrays["counts"], arrays["hashes"], arrays["owners"], arrays["language"], arrays["rarities"])
    return Index(
        content=_content(texts),
        fingerprint=header["fingerprint"],
        language=header["language"],
        vocabulary=Vocabulary(tuple(texts["terms"]), arrays["idf"], arrays["rarity"]),
        postings=_postings(parts["postings"], header),
        phrasings=tuple(texts["phrasings"]),
        wordings=tuple(texts["wordings"]),
        wording_hashes=arrays["wording_hashes"],
        wording_owners=arrays["wording_owners"],
        first=arrays["first"],
        asking=header["asking"],
        brevity=header["brevity"],
        phrasing_words=Rows(*parts["phrasing_words"]),
        text_words=Rows(*parts["text_words"]),
        text_bm25=Rows(*parts["text_bm25"]),
        pairs=_alike(texts["pairs"], arrays["pair_idf"]),
        text_pairs=Rows(*parts["text_pairs"]),
        trigrams=_alike(texts["trigrams"], arrays["trigram_idf"]),
        phrasing_letters=Rows(*parts["phrasing_letters"]),
        said=_alike(texts["said"], arrays["said_idf"]),
        said_postings=_postings(parts["said_postings"], header),
        phrasing_said=Rows(*parts["phrasing_said"]),
        asked_said=Rows(*parts["asked_said"]),
        text_said=Rows(*parts["text_said"]),
        said_pairs=_alike(texts["said_pairs"], arrays["said_pair_idf"]),
        text_said_pairs=Rows(*parts["text_said_pairs"]),
        forms=Forms(tuple(texts["forms"]), arrays["form_ptr"], arrays["form_ids"], arrays["form_sizes"]),
        spelling=Spelling(tuple(texts["words"]), *spelling),
        calibration=_calibration(header["calibration"]),
    )


def _postings(parts: list[Any], header: dict[str, Any]) -> Postings:
    return Postings(*parts, passages=header["passages"])  # type: ignore[misc]  # three arrays, as saved


def _alike(terms: list[str], idf: Any) -> Vocabulary:
    """A vocabulary whose rarity in the language does not matter."""
    return Vocabulary(tuple(terms), idf, np.ones(len(terms), np.float32))


def _calibration(values: dict[str, Any]) -> Calibration:
    terms = {name: Term(*term) for name, term in values["terms"].items()}
    table = tuple(Threshold(*row) for row in values["thresholds"])
    return Calibration(**{**values, "terms": terms, "thresholds": table})


def _content(texts: dict[str, Any]) -> Content:
    return Content(
        passages=tuple(map(_passage, texts["passages"])),
        smalltalk=tuple(map(_passage, texts["smalltalk"])),
        synonyms=tuple(map(tuple, texts["synonyms"])),
        formerly=MappingProxyType(texts["formerly"]),
        problems=tuple(Problem(Source(**problem.pop("source")), **problem) for problem in texts["problems"]),
    )


def _passage(values: dict[str, Any]) -> Passage:
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Passage(**{**values, **lists, "source": Source(**values["source"])})


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
