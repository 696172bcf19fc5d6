import json

import pytest

from benchmarks.__main__ import main
from benchmarks.speed import starts


def test_a_round_measures_contenders_builds_and_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(starts, "RUNS", 1)
    assert main(["speed", "--entries", "80", "--queries", "5", "--peers", "tantivy", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["sizes"]
    assert list(told["timings"]) == list(told["costs"]) == ["assistant", "candidate search", "tantivy"]
    assert min(timing["p50"] for timing in told["timings"].values()) > told["floor"] > 0
    assert min(timing["hit10"] for timing in told["timings"].values()) >= 0.8
    assert min(cost["seconds"] for cost in told["costs"].values()) > 0
    assert 0 < told["costs"]["assistant"]["peak"] < 500
    assert told["start"]["first"] > told["start"]["load_wall"] > 0
    assert told["start"]["sklearn"] is False
    assert told["left_out"]["rapidfuzz"] == "not named"


def test_an_unknown_peer_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed", "--entries", "80", "--peers", "lucene"])
    assert "invalid choice: 'lucene'" in capsys.readouterr().err
