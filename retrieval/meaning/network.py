"""A network in an ONNX file: the tokens of several texts into a vector for each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from faq import Source
from retrieval.meaning.failure import MeaningError, first_line
from retrieval.meaning.tokens import MOST_TOKENS, Numbers
from retrieval.records import Floats

ERRORS_ONLY: Final = 3
"""ONNX Runtime's number for what it may log."""
SENTENCE: Final = "sentence_embedding"
"""The output of models that join the vectors of the tokens themselves."""
LEAST, MOST = 8, 4096
"""Dimensions of a vector that anything can be told by."""
_REMEDY: Final = "take a sentence model, exported for feature extraction"


class Network:
    """A network that is open. Threads may share it.

    Parameters
    ----------
    file : Path
    highest : int
        Number of a token, up to which the network must know all.

    Raises
    ------
    MeaningError
        When it is no network of this kind.
    """

    def __init__(self, file: Path, highest: int) -> None:
        self._place = Source(str(file), 1)
        self._session = _session(file, self._place)
        names = [output.name for output in self._session.get_outputs()]
        self._output = SENTENCE if SENTENCE in names else names[0]
        self._inputs = {wanted.name for wanted in self._session.get_inputs()}
        self.size = self._tried(highest)
        """Dimensions of a vector."""

    def vectors(self, numbers: Numbers, mask: Numbers) -> Floats:
        """A vector of length 1 for each text.

        Parameters
        ----------
        numbers : ndarray of shape (n_texts, n_tokens)
        mask : ndarray of shape (n_texts, n_tokens)
            1 for a token of the text, 0 behind its end.

        Returns
        -------
        ndarray of shape (n_texts, size)

        Raises
        ------
        MeaningError
            When the network cannot compute it.
        """
        joined = self._finite(_joined(self._run(numbers, mask), mask))
        length = np.linalg.norm(joined, axis=1, keepdims=True)
        return np.asarray(joined / np.where(length > 0, length, 1), np.float32)

    def _run(self, numbers: Numbers, mask: Numbers) -> npt.NDArray[Any]:
        known = {"input_ids": numbers, "attention_mask": mask, "token_type_ids": np.zeros_like(numbers)}
        wanted = {name: array for name, array in known.items() if name in self._inputs}
        try:
            return np.asarray(self._session.run([self._output], wanted)[0])
        except Exception as error:  # those of the library have nothing else in common
            what = f"cannot be run: {first_line(error)}"
            remedy = f"take model and tokenizer from one place, of a model that reads {MOST_TOKENS} tokens"
            raise MeaningError(self._place, what, remedy) from None

    def _tried(self, highest: int) -> int:
        """The dimensions, as found with texts as long and as short as any, of the last token of all."""
        shapes = [self._shape(np.full((1, width), highest, np.int64)) for width in (MOST_TOKENS, 2)]
        size = shapes[0][-1] if shapes[0] else 0
        both = [(1, MOST_TOKENS, size), (1, 2, size)], [(1, size), (1, size)]
        if shapes not in both or not LEAST <= size <= MOST:
            raise self._other(f"has the shape {shapes[0]} for a text of {MOST_TOKENS} tokens")
        return size

    def _shape(self, numbers: Numbers) -> tuple[int, ...]:
        """The shape of the output, which must hold numbers."""
        found = self._run(numbers, np.ones_like(numbers))
        if found.dtype.kind != "f":
            raise self._other(f"is of the type {found.dtype}")
        self._finite(found)
        return found.shape

    def _finite(self, found: Floats) -> Floats:
        if not np.isfinite(found).all():
            raise self._other("holds what is no number")
        return found

    def _other(self, what: str) -> MeaningError:
        """That this is a network of another kind."""
        return MeaningError(self._place, f"the output {self._output!r} {what}", _REMEDY)


def _session(file: Path, place: Source) -> Any:
    import onnxruntime  # part of the extra

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the other cores are for other visitors
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # memory goes back after each run
    options.log_severity_level = ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # those of the library have nothing else in common
        what = f"is no ONNX model that can be opened: {first_line(error)}"
        raise MeaningError(place, what, "get the file anew, as a whole") from None


def _joined(found: npt.NDArray[Any], mask: Numbers) -> Floats:
    """The mean over the tokens of each text, unless the network has joined them itself."""
    if found.ndim == 2:
        return found.astype(np.float32)
    held = np.where(mask[:, :, None], found.astype(np.float32), 0)  # behind the end may stand anything
    mean: Floats = held.mean(axis=1) * (mask.shape[1] / mask.sum(axis=1, keepdims=True, dtype=np.float32))
    return mean
