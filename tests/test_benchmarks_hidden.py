import pytest

from benchmarks import __main__ as command
from benchmarks.hidden import FOLDS, hidden
from faq import Content
from tests.conftest import PIZZERIA, pizzeria


def test_each_phrasing_that_may_be_hidden_is_asked_once() -> None:
    told = hidden(Content(pizzeria("eo")))
    phrasings = sum(len(passage.phrasings) for passage in PIZZERIA)
    assert told.startswith(f"{phrasings} phrasings of {len(PIZZERIA)} passages")
    assert phrasings < FOLDS * len(PIZZERIA)


def test_a_deeper_look_finds_no_less(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "load", lambda: Content(pizzeria("eo")))
    assert command.main(["hidden"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| among the first")]
    shares = [float(line.split("|")[2].strip(" %")) for line in rows]
    assert shares == sorted(shares)
