"""The two files of a model: the network and its tokenizer."""

from __future__ import annotations

import hashlib
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from faq import Source
from faq.digests import digest
from retrieval.meaning.failure import MeaningError, first_line
from retrieval.meaning.tokens import MOST_TOKENS

_ELSEWHERE: Final = b"\n\x08location\x12"
"""How ONNX writes, in Protocol Buffers, that a weight lies in another file."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a model, and what is known of them before they are read."""

    model: Path
    """ONNX."""
    tokenizer: Path
    """As the library `tokenizers` writes it."""
    sha256: str = ""
    """Hex digits that the model must have; empty if nobody said."""
    remedy: str = "get the file anew"
    """When they differ."""
    languages: frozenset[str] = frozenset()
    """Codes of those that the model knows; empty where nobody said."""


def identity(files: Files) -> str:
    """16 hex digits that change with the bytes of either file, and with how long a text may be.

    Raises
    ------
    MeaningError
        When a file is missing, when the model is another than was said, or is not all of the model.
    """
    digests = [_digest(files.model), _digest(files.tokenizer)]
    found = digests[0].hex()
    if files.sha256 and found != files.sha256:
        what = f"its SHA-256 is {found} and not {files.sha256}"
        raise MeaningError(Source(str(files.model), 1), what, files.remedy)
    if _is_in_parts(files.model):
        what = "some of its weights lie in another file, which no checksum covers"
        raise MeaningError(Source(str(files.model), 1), what, "export the model as one file")
    return hashlib.sha256(b"".join(digests) + b"%d" % MOST_TOKENS).hexdigest()[:16]


def _digest(file: Path) -> bytes:
    try:
        return digest(file)
    except OSError as error:
        what = f"cannot be read: {error.strerror or first_line(error)}"
        raise MeaningError(Source(str(file), 1), what, "put model.onnx and tokenizer.json there") from None


def _is_in_parts(model: Path) -> bool:
    with model.open("rb") as stream:
        if not stream.seek(0, 2):  # nothing, which cannot be mapped
            return False
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as told:
            return told.find(_ELSEWHERE) >= 0
