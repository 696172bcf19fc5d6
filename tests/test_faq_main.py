import subprocess
import sys
from pathlib import Path

import pytest

from faq.__main__ import main

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def menu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with two entries and an article of two sections, seen from its parent."""
    for name in ("entries", "articles"):
        (tmp_path / "menu" / name).mkdir(parents=True)
    (tmp_path / "menu/entries/pizza.md").write_text("## A?\n\nYes.\n\n## B?\n\nNo.\n", encoding="utf-8")
    (tmp_path / "menu/articles/dough.md").write_text("# D\n\nE.\n\n## F\n\nG.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "menu"


def test_sound_content_is_counted_and_the_exit_code_is_0(
    menu: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["check", "menu"])
    assert (code, *capsys.readouterr()) == (
        0,
        "2 entries and 1 articles with 2 sections: no problem found\n",
        "",
    )


def test_one_problem_is_told_and_the_exit_code_is_1(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (menu / "entries" / "pizza.md").write_text("## A?\n", encoding="utf-8")
    code = main(["check", str(menu)])
    told = "menu/entries/pizza.md:1: 'A?' has no answer; write it below the heading\n"
    assert (code, *capsys.readouterr()) == (1, told, f"1 problem in {menu}\n")


def test_all_problems_are_told_sorted(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (menu / "entries" / "pizza.md").write_text("## A?\n\n![b](c)\n\n## D?\n", encoding="utf-8")
    (menu / "articles" / "dough.md").write_text("", encoding="utf-8")
    code = main(["check", "menu"])
    told = (
        "menu/articles/dough.md:1: the article has no text; write it below the title\n"
        "menu/entries/pizza.md:3: an image; describe it in words; pictures are fetched from other hosts\n"
        "menu/entries/pizza.md:5: 'D?' has no answer; write it below the heading\n"
    )
    assert (code, *capsys.readouterr()) == (1, told, "3 problems in menu\n")


def test_a_folder_without_content_is_a_problem(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "none"])
    told = "none:1: no content here; put your files into its folder 'entries'\n"
    assert (code, *capsys.readouterr()) == (1, told, "1 problem in none\n")


@pytest.mark.parametrize("arguments", [[], ["chekc"], ["check", "a", "b"], ["check", "--fast"]])
def test_other_arguments_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m faq")


def test_the_command_checks_the_shipped_content() -> None:
    done = run("-m", "faq", "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("sections: no problem found\n")


def test_the_command_fails_for_wrong_content() -> None:
    done = run("-m", "faq", "check", "tests/fixtures/problems")
    assert done.returncode == 1
    assert "tests/fixtures/problems/entries/bidi.md:5: " in done.stdout
    assert done.stderr.endswith(" problems in tests/fixtures/problems\n")


def test_reading_content_imports_no_heavy_library() -> None:
    heavy = "{'sklearn', 'streamlit', 'numpy', 'scipy', 'pandas', 'rapidfuzz', 'sqlalchemy'}"
    code = f"import sys, faq, faq.__main__; faq.load(); faq.load_site(); print({heavy} & set(sys.modules))"
    assert run("-c", code).stdout == "set()\n"
