import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.meaning.failure import MeaningError
from retrieval.meaning.package import TOKENIZER
from retrieval.meaning.tokens import MOST_TOKENS, Tokens
from tests import networks
from tests.semantic import MARKS

pytestmark = MARKS
TEMPLATE = {
    "type": "TemplateProcessing",
    "single": [{"SpecialToken": {"id": "[NONE]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
    "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
}
"""It speaks of a token that nobody defines."""


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return Tokens(TOKENIZER)


def test_a_text_becomes_as_many_numbers_as_it_has_tokens(tokens: Tokens) -> None:
    assert tokens.numbers("Pizza oven").tolist() == [101, 10733, 17428, 102]
    assert (tokens.padding, tokens.highest) == (0, 30521)


def test_padding_is_what_the_tokenizer_calls_so(tmp_path: Path) -> None:
    assert Tokens(networks.files(tmp_path).tokenizer).padding == networks.WORDS.index("<pad>")


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u200b"])
def test_a_text_of_nothing_has_no_tokens(tokens: Tokens, text: str) -> None:
    assert tokens.numbers(text).shape == (0,)


@pytest.mark.parametrize(
    "part",
    [
        {"post_processor": {**TEMPLATE, "special_tokens": {}}},
        {"normalizer": {"type": "Precompiled", "precompiled_charsmap": "AAAA"}},
    ],
)
def test_a_tokenizer_that_makes_its_library_panic_is_told_like_any_other(
    tmp_path: Path, part: dict[str, object]
) -> None:
    file = tmp_path / "tokenizer.json"
    file.write_text(json.dumps(json.loads(TOKENIZER.read_text("utf-8")) | part), encoding="utf-8")
    with pytest.raises(MeaningError, match="is no tokenizer: "):
        Tokens(file).numbers("dough")


def test_numbers_that_were_left_out_make_none_higher(tmp_path: Path) -> None:
    told = json.loads(TOKENIZER.read_text("utf-8"))
    del told["model"]["vocab"]["pizza"]
    (tmp_path / "tokenizer.json").write_text(json.dumps(told), encoding="utf-8")
    assert Tokens(tmp_path / "tokenizer.json").highest == 30521


def test_of_a_long_text_the_beginning_is_read(tokens: Tokens) -> None:
    long, longer = (tokens.numbers("dough " * number) for number in (MOST_TOKENS, 2 * MOST_TOKENS))
    assert long.shape == (MOST_TOKENS,)
    assert np.array_equal(long, longer)


@given(text=st.text(st.characters()))
def test_any_text_has_tokens_that_the_tokenizer_knows(tokens: Tokens, text: str) -> None:
    found = tokens.numbers(text)
    assert len(found) <= MOST_TOKENS
    assert ((found >= 0) & (found <= tokens.highest)).all()


def test_half_a_pair_of_surrogates_is_read_as_a_sign(tokens: Tokens) -> None:
    assert np.array_equal(tokens.numbers("pizza\ud800"), tokens.numbers("pizza?"))


@pytest.mark.parametrize("told", ["", "{}", "no JSON", networks.tokenizer()[:-9]])
def test_a_file_that_is_no_tokenizer_is_refused(tmp_path: Path, told: str) -> None:
    file = networks.files(tmp_path, told=told).tokenizer
    with pytest.raises(MeaningError) as caught:
        Tokens(file)
    message = str(caught.value)
    assert message.startswith(f"{file}:1: is no tokenizer: ")
    assert message.endswith("; take the tokenizer.json that lies beside the model where it comes from")
    assert "\n" not in message
