"""Texts into the numbers of their tokens, as a model wants them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from faq import Source
from retrieval.meaning.failure import MeaningError, first_line

MOST_TOKENS: Final = 256
"""Of a longer text only the beginning is read, as most models of sentences are made for short ones."""

Numbers: TypeAlias = npt.NDArray[np.int64]
"""Of tokens, as ONNX wants them."""


class Tokens:
    """A tokenizer that is open. Threads may share it.

    Raises
    ------
    MeaningError
        When the file is no tokenizer.
    """

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer  # part of the extra

        self._file = file
        with self._told():
            self._tokenizer = Tokenizer.from_file(str(file))
            padding = self._tokenizer.padding or {}
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(MOST_TOKENS)
        self.padding = int(padding.get("pad_id") or self._named("[PAD]") or self._named("<pad>") or 0)
        """The number of the token that stands for none."""
        self.highest = int(max(self._tokenizer.get_vocab().values()))
        """The highest number that there is; some below it may stand for nothing."""
        self.numbers("\N{SNOWMAN}")  # some have no token for what they do not know

    def numbers(self, text: str) -> Numbers:
        """The numbers of a text's tokens, at most `MOST_TOKENS`; none if it holds nothing but space."""
        whole = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
        with self._told():
            told = self._tokenizer.encode(whole)
        if all(told.special_tokens_mask):
            return np.empty(0, np.int64)
        return np.array(told.ids, np.int64)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell in one way whatever the library raises, which may be no `Exception` where its Rust panics."""
        try:
            yield
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            what = f"is no tokenizer: {first_line(error)}"
            remedy = "take the tokenizer.json that lies beside the model where it comes from"
            raise MeaningError(Source(str(self._file), 1), what, remedy) from None

    def _named(self, token: str) -> int | None:
        number: int | None = self._tokenizer.token_to_id(token)
        return number
