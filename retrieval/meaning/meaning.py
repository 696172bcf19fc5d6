"""What the pieces of an index mean, and who tells it of a question."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from retrieval.calibration import AS_SHIPPED, Calibration
from retrieval.meaning.memory import Encodes, Memory
from retrieval.meaning.opened import failed
from retrieval.meaning.vectors import Vectors
from retrieval.records import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """The sentence vectors of an index, with what goes with them."""

    vectors: Vectors
    """Of each passage its phrasings, then its text and the windows of it."""
    parts: Ints
    """Of shape (2 * n_passages,): where the phrasings of each passage begin in `vectors`, and its texts."""
    encoder: Encodes | None = field(compare=False)
    """The model that they are from; None where it is not at hand, and words alone must do."""
    calibration: Calibration = AS_SHIPPED
    """How the confidence is read on this content when meaning is among the signals."""

    @property
    def sizes(self) -> Ints:
        """Of shape (2, n_passages): vectors that each passage has for its phrasings, and for its texts."""
        return np.diff(self.parts, append=np.int32(len(self.vectors))).reshape(-1, 2).T

    @property
    def begins(self) -> Ints:
        """Of shape (n_passages + 1,): where the vectors of each passage begin, and where the last end."""
        return np.append(self.parts[::2], np.int32(len(self.vectors)))

    def near(self, question: str) -> Floats | None:
        """How near a question is to each passage, of shape (n_passages, 2); None when no model can tell.

        The greatest cosine with its phrasings, and with its texts, in [-1, 1]. A question that says nothing
        to the model is near to nothing.
        """
        if self.encoder is None:
            return None
        try:
            (asked,) = self.encoder.vectors([question])
        except Exception as error:  # whatever the model's library raises: words will do
            failed("a question", error)
            return None
        best: Floats = np.maximum.reduceat(self.vectors.cosines(asked), self.parts)
        return best.reshape(-1, 2)

    def knowing(self, questions: list[str]) -> Meaning:
        """The same, with some questions worked out at once: a model is twice as fast with many.

        Where the model fails on them all together, each is left to be asked alone.
        """
        if self.encoder is None:
            return self
        memory = Memory(self.encoder, [self.vectors])
        try:
            memory.quantised(questions)
        except Exception as error:  # whatever the model's library raises
            failed("many questions at once", error)
        return replace(self, encoder=memory)
