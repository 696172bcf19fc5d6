import pytest

from benchmarks.__main__ import main


def test_every_edit_is_shown_and_a_broken_one_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAQ_INDEX", "put back afterwards")
    assert main(["reload", "--edits", "2"]) == 0
    table = capsys.readouterr().out
    assert "| edits | 2 |" in table
    assert "longest" in table
