import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from faq import Source
from retrieval.meaning import opened
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.files import identity
from retrieval.meaning.opened import encoder, failed, failure, forget
from tests import networks
from tests.meaning import Concepts, opened_as
from tests.semantic import TOLD, fresh, semantic


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    forget()
    yield
    forget()


def say(monkeypatch: pytest.MonkeyPatch, meaning: object, sha256: str = "") -> None:
    monkeypatch.setenv("FAQ_MEANING", str(meaning))
    monkeypatch.setenv("FAQ_MEANING_SHA256", sha256)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    assert {record.levelno for record in caplog.records} <= {logging.WARNING}
    return [record.getMessage() for record in caplog.records]


def test_off_means_no_encoder_and_no_complaint(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    say(monkeypatch, "off")
    assert (encoder(), failure(), lines(caplog)) == (None, None, [])


def test_what_is_wrong_is_logged_once_and_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    say(monkeypatch, tmp_path)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: encoder(), range(8))) == [None] * 8
    message = (
        f"{tmp_path}/model.onnx:1: cannot be read: No such file or directory;"
        " put model.onnx and tokenizer.json there"
    )
    assert lines(caplog) == [message]
    assert str(failure()) == message


def test_the_setting_is_read_once_unless_it_is_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    say(monkeypatch, tmp_path)
    before = failure()
    say(monkeypatch, "off")
    assert failure() is before is not None
    forget()
    assert failure() is None


@pytest.mark.parametrize(
    ("meaning", "sha256", "message"),
    [
        (
            "none/such",
            "",
            "FAQ_MEANING:1: there is no folder 'none/such'; give off, package, a folder with model.onnx and "
            "tokenizer.json, or owner/name@revision of a hub",
        ),
        ("faq", "12", "FAQ_MEANING:1: meaning_sha256 is '12'; write 64 hex digits"),
        (
            "owner/name@main",
            "",
            "FAQ_MEANING:1: 'main' is a name that can come to mean another model; give the 40 hex digits of "
            "a commit, as its page of commits shows them",
        ),
    ],
)
def test_a_wrong_setting_costs_the_encoder_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, meaning: str, sha256: str, message: str
) -> None:
    say(monkeypatch, meaning, sha256)
    assert encoder() is None
    assert lines(caplog) == [message]


def test_with_other_settings_wrong_there_is_no_encoder_either(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("FAQ_RISK", "none")
    assert encoder() is None
    assert lines(caplog) == ["FAQ_RISK:1: 'risk' is 'none'; write a share such as 0.05, at most 0.5"]


def test_the_first_failure_of_an_open_model_is_logged_and_kept(caplog: pytest.LogCaptureFixture) -> None:
    own = MeaningError(Source("ours/model.onnx", 1), "cannot be run: bad alloc", "take another")
    with opened_as(Concepts()):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: failed("the content", own), range(8)))
        failed("a question", ValueError("another"))
        message = "ours/model.onnx:1: the model failed on the content: cannot be run: bad alloc; take another"
        assert (str(failure()), lines(caplog)) == (message, [message])
        assert encoder() is not None, "the next text may do"


def test_where_meaning_is_off_nothing_of_the_extra_is_imported() -> None:
    assert fresh(TOLD, FAQ_MEANING="off")[0]["imported"] == []


@semantic
def test_where_nothing_is_said_the_installed_model_opens() -> None:
    found, logged = fresh(TOLD)
    assert (len(found["name"]), found["problem"], logged) == (16, None, [])


@semantic
def test_a_model_in_a_folder_opens_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = networks.files(tmp_path)
    say(monkeypatch, tmp_path)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: encoder(), range(8)))
    assert found[0] is not None
    assert found[0].name == identity(files)
    assert all(each is found[0] for each in found)
    assert failure() is None


@semantic
@pytest.mark.parametrize("broken", ["model", "tokenizer"])
def test_a_broken_model_costs_the_encoder_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path, broken: str
) -> None:
    file: Path = getattr(networks.files(tmp_path), broken)
    file.write_bytes(file.read_bytes()[:-60])
    say(monkeypatch, tmp_path)
    assert encoder() is None
    (line,) = lines(caplog)
    assert line.startswith(f"{file}:1: is no ")
    assert line == str(failure())
    assert not re.search(r"\.[.;]|\.$", line), "a library's full stop in our sentence"


def test_what_is_kept_is_forgotten_for_the_other_tests() -> None:
    assert opened._attempts == []
