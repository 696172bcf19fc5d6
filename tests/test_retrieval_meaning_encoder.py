from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import Source
from retrieval.meaning.encoder import AT_ONCE, Encoder, batches, opened
from retrieval.meaning.files import identity
from retrieval.meaning.package import package_files
from retrieval.meaning.tokens import MOST_TOKENS
from retrieval.records import Floats
from tests import networks
from tests.semantic import MARKS, fresh

pytestmark = MARKS

TEXTS = (
    "How do I reset my password?",
    "I forgot the secret that I log in with",
    "What is a subnet mask?",
    "",
    "Marinara, Ortolana, and any other if you ask. " * 40,
    "vpn",
    "A cyclist delivers within five kilometres.",
)
MOVED = 0.0001
"""By which a vector may differ in company: the shipped model computes in floats."""
MEGABYTES = 150


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return opened(package_files(Source("FAQ_MEANING", 1)))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return opened(networks.files(tmp_path_factory.mktemp("small")))


def lengths(vectors: Floats) -> list[float]:
    return np.linalg.norm(vectors, axis=1).round(5).tolist()


def test_every_vector_has_the_length_1_and_an_empty_text_has_none(encoder: Encoder) -> None:
    found = encoder.vectors(TEXTS)
    assert (found.shape, found.dtype) == ((len(TEXTS), encoder.size), np.dtype(np.float32))
    assert lengths(found) == [0.0 if text == "" else 1.0 for text in TEXTS]


def test_no_texts_have_no_vectors(encoder: Encoder) -> None:
    assert encoder.vectors([]).shape == (0, 384)


def test_what_means_the_same_is_nearer_than_what_does_not(encoder: Encoder) -> None:
    found = encoder.vectors(TEXTS)
    password, secret, subnet = found[:3]
    assert password @ secret > 0.5
    assert max(password @ subnet, secret @ subnet) < 0.2


def test_the_order_of_the_texts_and_their_company_do_not_matter(encoder: Encoder) -> None:
    together = encoder.vectors(TEXTS)
    alone = np.concatenate([encoder.vectors([text]) for text in TEXTS])
    assert np.abs(encoder.vectors(TEXTS[::-1])[::-1] - together).max() < MOVED
    assert np.abs(alone - together).max() < MOVED


def test_threads_may_ask_at_once(encoder: Encoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(encoder.vectors, [TEXTS] * 8))
    alone = encoder.vectors(TEXTS)
    assert [np.allclose(vectors, alone, atol=1e-5) for vectors in found] == [True] * 8


@given(st.lists(st.lists(st.sampled_from([*networks.WORDS[2:], "strange"]), max_size=MOST_TOKENS + 2)))
def test_each_text_has_the_mean_of_its_own_words(small: Encoder, told: list[list[str]]) -> None:
    numbers = {word: number for number, word in enumerate(networks.WORDS)}
    rows = networks.table()
    wanted = np.zeros((len(told), 8), np.float32)
    for place, words in enumerate(told):
        if words:
            mean = np.mean([rows[numbers.get(word, 0)] for word in words[:MOST_TOKENS]], axis=0)
            wanted[place] = mean / np.linalg.norm(mean)
    found = small.vectors([" ".join(words) for words in told])
    assert np.allclose(found, wanted, atol=1e-4)


@given(st.lists(st.integers(0, MOST_TOKENS)))
def test_what_is_computed_at_once_is_bounded_and_every_text_with_tokens_is(counts: list[int]) -> None:
    found = list(batches(counts))
    assert all(len(batch) * max(counts[place] for place in batch) <= AT_ONCE for batch in found)
    assert sorted(chain.from_iterable(found)) == [place for place, count in enumerate(counts) if count]


def test_a_text_longer_than_what_is_computed_at_once_is_computed_alone() -> None:
    assert list(batches([AT_ONCE + 1, 1, AT_ONCE + 1])) == [[1], [0], [2]]


def test_the_name_is_the_identity_of_its_files(tmp_path: Path, small: Encoder) -> None:
    files = networks.files(tmp_path)
    assert opened(files).name == identity(files) == small.name


def test_three_hundred_texts_leave_the_process_small() -> None:
    program = """\
import json, re
from itertools import chain
from pathlib import Path
import numpy
from faq import Source
from retrieval.meaning.encoder import opened
from retrieval.meaning.package import package_files

def resident():
    return int(re.search(r"VmRSS:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

before = resident()
encoder = opened(package_files(Source("FAQ_MEANING", 1)))
texts = [f"{number} " + "where is the oven that we bake in " * (number % 12) for number in range(300)]
found = encoder.vectors(texts)
print(json.dumps([resident() - before, found.shape]))
"""
    (added, shape), logged = fresh(program)
    assert shape == [300, 384]
    assert added < MEGABYTES
    assert logged == []
