import json
from pathlib import Path

import pytest

from authoring.__main__ import main
from faq import load

SPOILT = """\
## Is there cake?

Reviewed: 22.11.2026
Review every: 1 month

In May -> June. ![cake](cake.png)
"""


@pytest.fixture
def menu(menu: Path) -> Path:
    (menu / "entries" / "cake.md").write_text(SPOILT, encoding="utf-8")
    return menu


@pytest.fixture
def file(menu: Path) -> str:
    return str(menu / "entries" / "cake.md")


CHEAP = ["--only", "syntax", "freshness", "trap", "link"]


def test_findings_are_told_the_gravest_first_and_errors_fail(
    menu: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(menu), *CHEAP]) == 1
    *told, summary = capsys.readouterr().out.splitlines()
    assert told == [
        f"{file}:3: error: '22.11.2026' is not a date; write year-month-day, as in 2026-01-31",
        f"{file}:6: error: an image; describe it in words; pictures are fetched from other hosts",
        f"{file}:1: warning: it is to be reviewed every 1 month, and nobody says when that was last done; "
        f"check the answer and write 'Reviewed: {told[2][-11:-1]}'",
        f"{file}:6: warning: '->' is drawn as '→'; put it in `backticks`, or write '→' yourself",
    ]
    assert summary.startswith("2 errors, 2 warnings found in ")
    assert summary.endswith(" seconds")


def test_only_what_is_grave_enough_is_told(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(menu), *CHEAP, "--level", "error"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_warnings_alone_do_not_fail(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(menu), "--only", "trap"]) == 0
    assert "1 warning found in " in capsys.readouterr().out


def test_mechanical_mistakes_are_mended_first(
    menu: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(menu), "--fix", "--today", "2027-01-01", "--only", "freshness", "syntax"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        f"{file}:1: fixed: the id {{#is-there-cake}} was written into the heading",
        f"{file}:3: fixed: the date '22.11.2026' was written as 2026-11-22",
        f"{file}:6: error: an image; describe it in words; pictures are fetched from other hosts",
    ]
    assert "its review is overdue by 10 days" in told[3]
    assert [problem.what for problem in load(menu).problems] == ["an image"]


def test_everything_is_one_json_object(menu: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(menu), "--json", "--fix", "--only", "trap", "--today", "2026-11-25"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("seconds") >= 0
    assert told == {
        "findings": [
            {
                "file": file,
                "line": 6,
                "level": "warning",
                "kind": "trap",
                "what": "'->' is drawn as '→'",
                "remedy": "put it in `backticks`, or write '→' yourself",
                "passages": ["is-there-cake"],
            }
        ],
        "fixes": [
            {
                "file": file,
                "line": 1,
                "what": "the id {#is-there-cake} was written into the heading",
                "done": True,
            },
            {
                "file": file,
                "line": 3,
                "what": "the date '22.11.2026' was written as 2026-11-22",
                "done": True,
            },
        ],
        "counts": {"error": 0, "warning": 1, "advice": 0},
    }


def test_acronyms_are_accepted(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "## What is DOP? {#dop}\n\nA double oven pizza (DOP) is baked twice.\n"
    (menu / "entries" / "cake.md").write_text(text, encoding="utf-8")
    assert main(["check", str(menu), "--accept-acronyms", "--only", "acronym"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "DOP, double oven pizza" in (menu / "synonyms.txt").read_text(encoding="utf-8")
    assert told[0].endswith("synonyms.txt:1: fixed: 'DOP, double oven pizza' was written")
    assert told[-1].startswith("nothing found in ")


def test_the_sites_own_content_is_checked_by_default(
    menu: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAQ_CONTENT", str(menu))
    assert main(["check", *CHEAP]) == 1
    assert "cake.md:6" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--today", "soon"], "'soon' is not a date; write it as 2026-01-31"),
        (["check", "--only", "spelling"], "invalid choice: 'spelling'"),
        (["check", "--level", "none"], "invalid choice: 'none'"),
        (["sing"], "invalid choice: 'sing'"),
        ([], "required: command"),
    ],
)
def test_a_wrong_command_line_is_told(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert message in capsys.readouterr().err


def test_a_folder_without_content_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "no content here; put your files into its folder 'entries'" in capsys.readouterr().out
