import json
from pathlib import Path

import pytest

from authoring.__main__ import main
from tests.lighthouse import Lighthouse, lighthouse
from tests.repository import committed, repository


def rewritten(content: Lighthouse, folder: Path) -> None:
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir()
    content.written(folder)


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setenv("FAQ_RISK", "0.2")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content folder of a repository, as its last commit has it."""
    folder = lighthouse().written(tmp_path / "island" / "texts")
    repository(folder.parent)
    committed(folder.parent)
    return folder


@pytest.fixture
def shadowed(content: Path) -> Path:
    """The same with an entry that takes a gold question from another."""
    before = lighthouse()
    shadow = {"id": "hire", "question": "tower height", "answer": "Ask the porter.", "language": "eo"}
    rewritten(Lighthouse((*before.entries, shadow)), content)
    return content


def run(*arguments: str) -> int:
    return main(["diff", *arguments])


def test_working_files_without_a_change_pass_the_gate(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("HEAD", "--content", str(content), "--gate") == 0
    assert capsys.readouterr().out == "The content files are the same; no question was asked.\n"


def test_what_got_worse_closes_the_gate_and_says_why(
    shadowed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("HEAD", "--content", str(shadowed), "--gate") == 1
    printed = capsys.readouterr()
    (reason,) = printed.err.splitlines()
    assert reason.startswith("worse: 'tower height': answer #tower ")
    assert ", right → answer #hire " in reason
    assert ", wrong (gold.csv:2; a wording of #hire" in reason
    assert "Gold questions that got worse (1)" in printed.out
    assert run("HEAD", "--content", str(shadowed)) == 0


def test_two_revisions_are_compared_without_the_working_files(
    shadowed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(shadowed.parent)
    rewritten(lighthouse(), shadowed)
    assert run("HEAD~1", "HEAD", "--content", str(shadowed), "--json") == 0
    assert json.loads(capsys.readouterr().out)["added"] == ["hire"]
    assert run("HEAD", "HEAD~1", "--content", str(shadowed), "--json") == 0
    assert json.loads(capsys.readouterr().out)["removed"] == ["hire"]


def test_two_folders_need_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lighthouse()
    folders = [
        before.written(tmp_path / "old"),
        before.having(0, answer="Higher than last year.").written(tmp_path / "new"),
    ]
    assert run(*map(str, folders), "--content", str(tmp_path / "none"), "--markdown") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("## FAQ: no gold question got worse\n")
    assert "| `#tower` | " in printed


def test_json_holds_every_change_whole(shadowed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("HEAD", "--content", str(shadowed), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    worse = [change for change in told["changes"] if change["group"] == "worse"]
    assert (told["worse"], len(worse), worse[0]["question"]["text"]) == (1, 1, "tower height")
    assert (worse[0]["verdicts"], worse[0]["after"]["hits"][0]) == (["right", "wrong"], "hire")
    assert {"asked", "edits", "renamed", "verdicts", "thresholds"} <= set(told)


def test_the_questions_of_a_log_are_asked_too(
    shadowed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.txt"
    log.write_text("what is the tower height\nwhat is the tower height\n", encoding="utf-8")
    assert run("HEAD", "--content", str(shadowed), "--json", "--log", str(log)) == 0
    asked = {
        change["question"]["text"]: change["question"]
        for change in json.loads(capsys.readouterr().out)["changes"]
    }
    assert asked["what is the tower height"]["logged"] == 2


def test_with_a_wider_tolerance_less_is_a_change(shadowed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for share in ("0", "0.05", "1"):
        assert run("HEAD", "--content", str(shadowed), "--json", "--tolerance", share) == 0
        counts.append(len(json.loads(capsys.readouterr().out)["changes"]))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] > 0


@pytest.mark.parametrize("share", ["2", "-1", "nan", "much"])
def test_a_tolerance_is_a_share(share: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("HEAD", "--content", str(content), f"--tolerance={share}")
    assert caught.value.code == 2
    assert "argument --tolerance: " in capsys.readouterr().err


def test_what_cannot_be_compared_is_told_in_one_line(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("v9", "--content", str(content)) == 1
    assert run("HEAD", str(tmp_path / "none"), "--content", str(content)) == 1
    (content / "entries" / "visit.csv").unlink()
    (content / "gold.csv").unlink()
    assert run("HEAD", "--content", str(content)) == 1
    told = capsys.readouterr().err.splitlines()
    remedy = "give a branch, a tag or a commit, and fetch it before"
    assert told == [
        f"'v9' is no content folder and no revision in {content.parent}; {remedy}",
        f"{str(tmp_path / 'none')!r} is no content folder and no revision in {content.parent}; {remedy}",
        f"{content}:1: no content here; put your files into its folder 'entries'",
    ]
