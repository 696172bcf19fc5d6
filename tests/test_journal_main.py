import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal import Decision, alike
from journal.__main__ import main
from journal.attempts import Attempts
from journal.batch import Batch
from journal.database import Database
from journal.exports import KINDS
from journal.spool import Spool
from journal.threshold import SECRETS
from journal.writes import of_asked
from tests.journal.records import ANSWERED, ASKED, DECISION, HOUR, KEY, VOTE
from tests.journal.watching import WAIT_SECONDS, journal_at

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal with a question, a vote against an answer, and a decision."""
    file = tmp_path / "journal.sqlite"
    monkeypatch.setenv("FAQ_JOURNAL", f"sqlite:///{file}")
    monkeypatch.delenv("FAQ_ALIKE_AT_LEAST", raising=False)
    with journal_at(f"sqlite:///{file}") as journal:
        journal.asked(ASKED)
        journal.voted(
            replace(VOTE, answer="a2"), replace(ANSWERED, answer="a2", text="=1+1", alike=alike(["1"]))
        )
        journal.decided(DECISION)
    return file


def test_the_status_says_how_much_is_kept_and_since_when(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 0
    assert capsys.readouterr().out == (
        f"{file}: schema 3\nquestions: 2, since {HOUR}\nvotes: 1, since {HOUR}\n"
        f"counts: 1, since 2026-11-22\ndecisions: 1, since {HOUR}\n"
    )


@pytest.mark.parametrize("which", ["--attempts", "--all"])
def test_the_status_says_how_many_attempts_failed_until_that_is_erased(
    file: Path, capsys: pytest.CaptureFixture[str], which: str
) -> None:
    database = Database(f"sqlite:///{file}")
    attempts = Attempts(database, lambda failed: 60.0 * (failed > 1), lambda: NOON, WAIT_SECONDS)
    told = [status(capsys)]
    for _ in range(2):
        assert attempts.begin()
        told.append(status(capsys))
    assert main(["erase", which]) == 0
    database.close()
    told.append(status(capsys))
    assert told == [
        [],
        ["attempts: 1 failed in a row"],
        ["attempts: 2 failed in a row, none is looked at until 2026-11-22T12:01:00.000000+00:00"],
        [],
    ]


def status(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the status says of attempts."""
    capsys.readouterr()
    assert main(["status"]) == 0
    return [line for line in capsys.readouterr().out.splitlines() if line.startswith("attempts")]


def test_the_status_says_what_waits_and_what_was_put_aside(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting, aside = Path(f"{file}.spool-w"), Path(f"{file}.corrupt-20261122T000000Z")
    waiting.touch()
    aside.touch()
    assert main(["status"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == [
        f"{waiting}: waits to be written",
        f"{aside}: could not be read; delete it when it is no longer needed",
    ]


def test_questions_are_exported_as_csv(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    header, *rows = capsys.readouterr().out.splitlines()
    assert header == "time,outcome,passage,hash,confidence,text,alike,corrections"
    assert rows == [
        f"{HOUR},abstain,,,0.12,Who are you?,{KEY},yuo -> you",
        f"{HOUR},answer,osi,0f,0.93,'=1+1,{alike(['1'])},yuo -> you",
    ]


@pytest.mark.parametrize(
    ("kind", "number"), [("questions", 2), ("votes", 1), ("counts", 1), ("decisions", 1)]
)
def test_every_kind_is_exported_as_lines_of_json(file: Path, tmp_path: Path, kind: str, number: int) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", kind, "--format", "jsonl", "--out", str(out)]) == 0
    assert len([json.loads(line) for line in out.read_text("utf-8").splitlines()]) == number


def test_a_text_that_too_few_asked_is_not_exported(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["export", "--at-least", "2"]) == 0
    monkeypatch.setenv("FAQ_ALIKE_AT_LEAST", "2")
    assert main(["export", "votes"]) == 0
    told = capsys.readouterr().out
    assert (ASKED.text in told, VOTE.comment in told, "down" in told) == (False, False, True)


def test_the_text_of_a_decision_is_exported_only_if_enough_conversations_asked_alike(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exported(capsys, "--at-least", "1") == [DECISION]
    assert exported(capsys, "--at-least", "2") == [replace(DECISION, text="")]
    with journal_at(f"sqlite:///{file}") as journal:
        journal.asked(replace(ASKED, conversation="c2"))
    assert exported(capsys, "--at-least", "2") == [DECISION]
    assert exported(capsys, "--at-least", "3") == [replace(DECISION, text="")]


def test_only_decisions_between_two_days_are_exported(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exported(capsys, "--since", "2026-11-22", "--until", "2026-11-23") == [DECISION]
    assert exported(capsys, "--since", "2026-11-23") == []
    assert exported(capsys, "--until", "2026-11-22") == []


def exported(capsys: pytest.CaptureFixture[str], *options: str) -> list[Decision]:
    """The decisions that an export holds."""
    capsys.readouterr()
    assert main(["export", "decisions", "--format", "jsonl", *options]) == 0
    return [Decision(**json.loads(line)) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("variable", "options", "least"),
    [("", [], 1), ("2", [], 2), ("2", ["--at-least", "3"], 3), ("3", ["--at-least", "2"], 3)],
)
def test_an_export_of_texts_says_how_many_conversations_must_have_asked(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    options: list[str],
    least: int,
) -> None:
    if variable:
        monkeypatch.setenv("FAQ_ALIKE_AT_LEAST", variable)
    for kind in KINDS:
        assert main(["export", kind, *options]) == 0
    said = f"{file}: texts are exported if {least} or more conversations asked alike; "
    assert [line.startswith(said) for line in capsys.readouterr().err.splitlines()] == [True] * 3


def says(folder: Path, name: str, text: str) -> Path:
    """The folder, in which a file of settings says something."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "text"), [("site.yaml", "alike_at_least: 2\n"), (SECRETS, 'FAQ_ALIKE_AT_LEAST = "2"\n')]
)
def test_what_the_site_says_holds_for_the_command_line_too(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
) -> None:
    monkeypatch.setattr("journal.__main__.ROOT", says(tmp_path, name, text))
    assert exported(capsys, "--at-least", "1") == [replace(DECISION, text="")]


def test_secrets_at_home_hold_too(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    says(tmp_path, SECRETS, "[faq]\nalike_at_least = 2\n")
    assert exported(capsys) == [replace(DECISION, text="")]


@pytest.mark.parametrize(("name", "text"), [("site.yaml", "alike_at_least: few\n"), (SECRETS, "FAQ = \n")])
def test_settings_that_cannot_be_read_stop_an_export(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    text: str,
) -> None:
    monkeypatch.setattr("journal.__main__.ROOT", says(tmp_path, name, text))
    assert main(["export"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert Path(name).name in told.err


def test_only_what_lies_between_two_days_is_exported(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("questions", "votes", "counts"):
        assert main(["export", kind, "--since", "2026-11-22", "--until", "2026-11-23"]) == 0
        assert main(["export", kind, "--since", "2026-11-23"]) == 0
        assert main(["export", kind, "--until", "2026-11-22"]) == 0
    lengths = [line.count(",") for line in capsys.readouterr().out.splitlines()]
    assert len(lengths) == 3 * 3 + 2 + 1 + 1


@pytest.mark.parametrize(
    ("arguments", "told", "left"),
    [
        (["--all"], "5 rows are deleted", 0),
        (["--before", "2026-11-23"], "what was older than 2026-11-23 is deleted", 0),
        (["--before", "2026-11-22"], "what was older than 2026-11-22 is deleted", 2),
        (["--text", "who ARE"], "2 rows are deleted", 1),
        (["--alike", KEY], "2 rows are deleted", 1),
    ],
)
def test_what_is_erased_is_gone(
    file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str, left: int
) -> None:
    assert main(["erase", *arguments]) == 0
    assert capsys.readouterr().out == f"{told}\n"
    assert main(["export"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + left


def test_what_a_dead_process_left_is_erased_as_well(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(f"sqlite:///{file}")
    spool = Spool(database, "dead")
    spool.append(
        Batch("dead", 1, "2026-11-22", of_asked(replace(ASKED, text="Where is Atlantis?"), "needed"))
    )
    assert main(["erase", "--text", "atlantis"]) == 1
    assert "belongs to a running app; erase again later" in capsys.readouterr().err
    spool.close()
    assert main(["erase", "--text", "atlantis"]) == 0
    assert [path for path in file.parent.iterdir() if b"Atlantis" in path.read_bytes()] == []
    database.close()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--url", "sqlite:///none.sqlite", "status"],
            "not there; name the database with --url or in FAQ_JOURNAL",
        ),
        (["--url", "nonsense://me:hunter2@host", "status"], "not a URL of SQLite or PostgreSQL; write "),
        (["--url", "postgresql://me:hunter2@127.0.0.1:1/db", "status"], "PostgreSQL at 127.0.0.1:1/db: "),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    out, error = capsys.readouterr()
    assert (told in error, error.count("\n"), "hunter2" in error, out) == (True, 1, False, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "what"), [("none/x.csv", "No such file or directory"), (".", "Is a direct")]
)
def test_a_place_that_takes_no_export_is_told_with_its_remedy(
    file: Path, capsys: pytest.CaptureFixture[str], name: str, what: str
) -> None:
    out = file.parent / name
    assert main(["export", "counts", "--out", str(out)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"{out}: {what}")
    assert error.endswith("; name a file with --out that can be written\n")


@pytest.mark.parametrize(
    "arguments",
    [["erase"], ["erase", "--text", " "], ["erase", "--before", "1.2.26"], ["export", "--at-least", "0"]],
)
def test_a_wrong_command_line_does_nothing(file: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
