from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from retrieval.meaning.failure import MeaningError
from retrieval.meaning.network import Network
from tests import networks
from tests.networks import field, looked_up, network, node, table, weights
from tests.semantic import MARKS

pytestmark = MARKS

HIGHEST = len(networks.WORDS) - 1
KIND = "take a sentence model, exported for feature extraction"


def opened(folder: Path, model: bytes, highest: int = HIGHEST) -> Network:
    return Network(networks.files(folder, model).model, highest)


def refused(folder: Path, model: bytes, highest: int = HIGHEST) -> str:
    """What is wrong with a model, without its place and in one line."""
    with pytest.raises(MeaningError) as caught:
        opened(folder, model, highest)
    place, _, what = str(caught.value).partition("model.onnx:1: ")
    assert "\n" not in what
    return what if place == f"{folder}/" else str(caught.value)


def test_the_vector_of_a_text_is_the_mean_over_its_tokens(tmp_path: Path) -> None:
    rows = table()
    found = opened(tmp_path, looked_up(rows)).vectors(
        np.array([[2, 3, 1], [4, 5, 6]]), np.array([[1, 1, 0], [1, 1, 1]])
    )
    means = np.array([(rows[2] + rows[3]) / 2, (rows[4] + rows[5] + rows[6]) / 3])
    assert found.dtype == np.float32
    assert np.allclose(found, means / np.linalg.norm(means, axis=1, keepdims=True), atol=1e-6)


def test_what_stands_behind_the_end_of_a_text_does_not_matter(tmp_path: Path) -> None:
    rows = table()
    rows[1] = np.inf  # the row of the padding
    model = opened(tmp_path, looked_up(rows))
    padded = model.vectors(np.array([[2, 3, 1, 1]]), np.array([[1, 1, 0, 0]]))
    assert np.allclose(padded, model.vectors(np.array([[2, 3]]), np.array([[1, 1]])))


def test_an_output_of_whole_sentences_is_taken_as_it_is_and_before_all_others(tmp_path: Path) -> None:
    rows = table()
    steps = [
        node("Gather", ["table", "input_ids"], ["last_hidden_state"]),
        node("ReduceMax", ["last_hidden_state", "middle"], ["sentence_embedding"]),
    ]
    keeps = field(5, field(1, "keepdims") + field(3, 0) + field(20, 2))
    axes = field(5, field(1, "axes") + field(8, 1) + field(20, 7))
    steps[1] = node("ReduceMax", ["last_hidden_state"], ["sentence_embedding"]) + keeps + axes
    outputs = {"last_hidden_state": "float32", "sentence_embedding": "float32"}
    model = opened(tmp_path, network(steps, ["input_ids"], outputs, [weights("table", rows)]))
    top = rows[[2, 3]].max(axis=0)
    assert np.allclose(model.vectors(np.array([[2, 3]]), np.array([[1, 1]])), top / np.linalg.norm(top))


@pytest.mark.parametrize(
    "inputs",
    [["input_ids"], ["input_ids", "attention_mask", "token_type_ids"], ["attention_mask", "input_ids"]],
)
def test_a_network_is_given_the_inputs_that_it_has(tmp_path: Path, inputs: Sequence[str]) -> None:
    assert opened(tmp_path, looked_up(table(), inputs)).size == 8


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    for told in (b"", b"<html>not found</html>", looked_up(table())[:-40]):
        what = refused(tmp_path, told)
        assert what.startswith("is no ONNX model that can be opened: ")
        assert what.endswith("; get the file anew, as a whole")


def test_an_input_that_nothing_is_known_of_is_refused(tmp_path: Path) -> None:
    what = refused(tmp_path, looked_up(table(), ["input_ids", "pixel_values"]))
    assert what.startswith("cannot be run: ")
    assert "pixel_values" in what


def test_tokens_that_the_network_does_not_know_are_refused(tmp_path: Path) -> None:
    what = refused(tmp_path, looked_up(table()), HIGHEST + 1)
    assert what.startswith("cannot be run: ")
    assert what.endswith("; take model and tokenizer from one place, of a model that reads 256 tokens")


def test_an_output_of_whole_numbers_is_refused(tmp_path: Path) -> None:
    model = network([node("Identity", ["input_ids"], ["same"])], ["input_ids"], {"same": "int64"})
    assert refused(tmp_path, model) == f"the output 'same' is of the type int64; {KIND}"


def test_an_output_that_is_no_number_is_refused(tmp_path: Path) -> None:
    rows = table()
    rows[-1, 3] = np.nan
    assert refused(tmp_path, looked_up(rows)) == (
        f"the output 'last_hidden_state' holds what is no number; {KIND}"
    )


@pytest.mark.parametrize(
    ("rows", "shape"),
    [
        (np.ones(8, np.float32), (1, 256)),  # a number a token
        (np.ones((8, 7), np.float32), (1, 256, 7)),
        (np.ones((8, 4097), np.float32), (1, 256, 4097)),
        (np.ones((8, 8, 8), np.float32), (1, 256, 8, 8)),
    ],
)
def test_an_output_of_another_shape_is_refused(
    tmp_path: Path, rows: npt.NDArray[np.float32], shape: tuple[int, ...]
) -> None:
    assert refused(tmp_path, looked_up(rows)) == (
        f"the output 'last_hidden_state' has the shape {shape} for a text of 256 tokens; {KIND}"
    )


@pytest.mark.parametrize(("shape", "told"), [((8,), "(8,)"), ((), "()"), ((2, 8), "(2, 8)")])
def test_an_output_that_is_not_of_each_text_is_refused(
    tmp_path: Path, shape: tuple[int, ...], told: str
) -> None:
    kept = weights("kept", np.ones(shape, np.float32))
    model = network([node("Identity", ["kept"], ["out"])], ["input_ids"], {"out": "float32"}, [kept])
    assert refused(tmp_path, model) == (
        f"the output 'out' has the shape {told} for a text of 256 tokens; {KIND}"
    )
