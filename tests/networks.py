"""ONNX files and tokenizers of a few bytes, written by hand: Protocol Buffers, field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retrieval.meaning.files import Files

WORDS: Final = ("[UNK]", "<pad>", "pizza", "calzone", "dough", "cheese", "oven", "dog")
"""A vocabulary; the number of a word is its place."""
_TYPES: Final = {"float32": 1, "int64": 7}


def field(number: int, value: int | str | bytes) -> bytes:
    """A field of a message: a whole number, or a text or message with its length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    told = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(told)) + told


def node(kind: str, inputs: Sequence[str], outputs: Sequence[str]) -> bytes:
    """A step of a network."""
    return b"".join(
        [*(field(1, name) for name in inputs), *(field(2, name) for name in outputs), field(4, kind)]
    )


def weights(name: str, array: npt.NDArray[Any], extra: bytes = b"") -> bytes:
    """Numbers that a network keeps."""
    shape = b"".join(field(1, length) for length in array.shape)
    kind = _TYPES[array.dtype.name]
    return shape + field(2, kind) + field(8, name) + (extra or field(9, array.tobytes()))


def network(
    nodes: Sequence[bytes], inputs: Sequence[str], outputs: Mapping[str, str], kept: Sequence[bytes] = ()
) -> bytes:
    """An ONNX file: inputs are whole numbers of shape (n, w); of the outputs the type alone is told."""
    shape = field(1, field(2, "n")) + field(1, field(2, "w"))
    told_inputs = [field(1, name) + field(2, field(1, field(1, 7) + field(2, shape))) for name in inputs]
    told_outputs = [
        field(1, name) + field(2, field(1, field(1, _TYPES[kind]))) for name, kind in outputs.items()
    ]
    graph = b"".join(
        [
            *(field(1, step) for step in nodes),
            field(2, "graph"),
            *(field(5, array) for array in kept),
            *(field(11, told) for told in told_inputs),
            *(field(12, told) for told in told_outputs),
        ]
    )
    return field(1, 8) + field(8, field(2, 17)) + field(7, graph)


def looked_up(table: npt.NDArray[Any], inputs: Sequence[str] = ("input_ids",)) -> bytes:
    """A network that gives each token its row of a table."""
    step = node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    return network([step], inputs, {"last_hidden_state": table.dtype.name}, [weights("table", table)])


def table(size: int = 8, words: int = len(WORDS)) -> npt.NDArray[np.float32]:
    """Rows that are like no others: of shape (words, size)."""
    return np.random.default_rng(7).normal(size=(words, size)).astype(np.float32)


def tokenizer(words: Sequence[str] = WORDS) -> str:
    """A tokenizer that knows a few words, and nothing else of language."""
    return json.dumps(
        {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [],
            "normalizer": {"type": "Lowercase"},
            "pre_tokenizer": {"type": "Whitespace"},
            "post_processor": None,
            "decoder": None,
            "model": {
                "type": "WordLevel",
                "vocab": {word: number for number, word in enumerate(words)},
                "unk_token": "[UNK]",
            },
        }
    )


def files(folder: Path, model: bytes | None = None, told: str | None = None) -> Files:
    """A model in a folder: a small one that works, unless something else is given."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Files(folder / "model.onnx", folder / "tokenizer.json")
    found.model.write_bytes(looked_up(table()) if model is None else model)
    found.tokenizer.write_text(tokenizer() if told is None else told, encoding="utf-8")
    return found


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    low, high = number & 127, number >> 7
    return bytes([low | 128]) + _varint(high) if high else bytes([low])
