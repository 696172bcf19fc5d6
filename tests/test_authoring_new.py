import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from authoring.__main__ import main
from authoring.adding.new import Draft, file_for, file_named, free_id, inserted
from authoring.records import CommandError
from faq import entries, load
from tests.conftest import MENU, passage

TODAY = date(2026, 11, 25)
ROOT = Path(__file__).parent.parent
NOTES = """\
---
language: eo
reviewed: 2026-01-01
---
# Drinks

## Which wine is red? {#red-wine}

Also asked:

- red wine from Vesuvius

The one from the slopes of Vesuvius.
"""

Type = Callable[[str], None]


@pytest.fixture
def menu(menu: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The pizzeria's own content, with a Markdown file beside the table, and an index of its own."""
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "index"))
    (menu / "entries" / "drinks.md").write_text(NOTES, encoding="utf-8")
    return menu


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Lets somebody type lines, and then leave."""
    return lambda lines: monkeypatch.setattr(sys, "stdin", io.StringIO(lines))


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in sorted((folder / "entries").iterdir())}


def test_a_question_belongs_where_most_of_the_nearest_entries_stand() -> None:
    near = [passage(name, "Which?", answer="This.") for name in ("one", "two")]
    assert file_for(near, Path("content")) == Path("content/entries/pizzeria.md")
    assert file_for([], Path("content"), "Hot & cold drinks") == Path("content/entries/hot-cold-drinks.md")
    assert file_for([], Path("content")) == Path("content/entries/questions.md")


def test_a_file_is_named_by_its_name_or_its_path(menu: Path) -> None:
    assert file_named("tea.md", menu) == menu / "entries" / "tea.md"
    assert file_named(str(menu / "entries" / "tea.csv"), menu) == menu / "entries" / "tea.csv"


@pytest.mark.parametrize(
    "name", ["tea.txt", "README.md", ".tea.md", "../tea.md", "articles/tea.md", "/tea.md", "tea"]
)
def test_a_file_that_is_not_read_is_refused(menu: Path, name: str) -> None:
    with pytest.raises(CommandError, match=r"; (use|name) "):
        file_named(name, menu)


def test_an_id_is_made_of_the_question_and_is_free() -> None:
    assert free_id("Is there cake?", set()) == "is-there-cake"
    assert free_id("Is there cake?", {"is-there-cake", "is-there-cake-2"}) == "is-there-cake-3"


def test_a_review_is_dated_where_the_file_says_such_things(menu: Path) -> None:
    draft = Draft(question="Is there tea?", answer="Yes.", tags=("Hot",))
    drinks = inserted(draft, menu / "entries" / "drinks.md", (), TODAY).entry
    table = inserted(
        Draft(question="Is there tea?", answer="Yes."), menu / "entries" / "menu.csv", (), TODAY
    ).entry
    assert (drinks.fields.reviewed, drinks.fields.tags, drinks.fields.language) == (TODAY, ("hot",), "eo")
    assert table.fields.reviewed is None


@pytest.mark.parametrize("question", ["", " ?! ", "x" * 501])
def test_a_question_without_words_or_end_is_refused(menu: Path, question: str) -> None:
    with pytest.raises(CommandError, match="no question of 1 to 500 characters"):
        inserted(Draft(question=question, answer="Yes."), menu / "entries" / "drinks.md", (), TODAY)


def test_an_entry_is_written_without_a_question_asked(menu: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(menu)
    arguments = ["new", "Is there white wine from Vesuvius?", "--content", str(menu), "--answer", "Rarely."]
    assert main([*arguments, "--also", "white wine", "--tag", "white", "--yes", "--file", "drinks.md"]) == 0
    added = (
        "\n## Is there white wine from Vesuvius? {#is-there-white-wine-from-vesuvius}\n\n"
        f"Also asked:\n\n- white wine\n\nTags: white\nReviewed: {date.today()}\n\nRarely.\n"
    )
    assert files(menu) == before | {"drinks.md": NOTES + added}
    told = capsys.readouterr().out
    assert "1. Which wine is red? (#red-wine, " in told
    assert "drinks.md was written" in told
    assert load(menu).problems == ()


def test_the_file_is_that_of_the_nearest_entries(menu: Path) -> None:
    assert main(["new", "red wine from Etna?", "--content", str(menu), "--answer", "No.", "--yes"]) == 0
    assert "red-wine-from-etna" in files(menu)["drinks.md"]
    assert files(menu)["menu.csv"] == MENU
    assert (
        main(
            ["new", "margherita toppings for two", "--content", str(menu), "--answer", "Yes, lots.", "--yes"]
        )
        == 0
    )
    assert (
        files(menu)["menu.csv"]
        == MENU + 'margherita-toppings-for-two,margherita toppings for two,"Yes, lots.",,\n'
    )


def test_a_new_topic_gets_a_file_of_its_own(menu: Path) -> None:
    arguments = ["new", "Do you sell ice?", "--content", str(menu), "--answer", "Yes.", "--yes", "--topic"]
    assert main([*arguments, "Ice cream"]) == 0
    assert files(menu)["ice-cream.md"].startswith(
        "---\ntopic: Ice cream\n---\n# Ice cream\n\n## Do you sell ice? {#"
    )


def test_a_conversation_makes_an_entry(menu: Path, types: Type, capsys: pytest.CaptureFixture[str]) -> None:
    types("\n<b>Rarely.</b>\n\n\n\n\n\nRarely,\nin May.\n.\nwhite wine\n\nwhite, cold\n\n\ny\n")
    assert main(["new", "Is there white wine from Vesuvius?", "--content", str(menu)]) == 0
    assert "HTML '<b>' is shown as text" in capsys.readouterr().out
    (made,) = [entry for entry in entries(menu) if entry.id == "is-there-white-wine-from-vesuvius"]
    assert (made.answer, made.fields.alternates, made.fields.tags) == (
        *("Rarely,\nin May.", ("white wine",), ("white", "cold")),
    )
    assert made.source.path.endswith("drinks.md")


def test_a_question_becomes_another_way_to_ask(menu: Path, types: Type) -> None:
    types("nine\n1\n")
    assert main(["new", "wine of red colour", "--content", str(menu)]) == 0
    assert files(menu)["drinks.md"] == NOTES.replace(
        "Vesuvius\n\nThe", "Vesuvius\n- wine of red colour\n\nThe"
    )
    assert main(["new", "folding a pizza", "--content", str(menu), "--to", "#calzone", "--yes"]) == 0
    assert files(menu)["menu.csv"] == MENU.replace("folded pizza", "folded pizza|folding a pizza")


@pytest.mark.parametrize(
    "typed", ["", "\n", "\nRarely.\n", "\nRarely.\n.\n\n\n\n\n", "\nRarely.\n.\n\n\n\n\nn\n"]
)
def test_who_leaves_early_leaves_nothing(
    menu: Path, types: Type, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(menu)
    types(typed)
    assert main(["new", "Is there white wine from Vesuvius?", "--content", str(menu)]) == 1
    assert files(menu) == before
    assert capsys.readouterr().err == "\nnothing was written\n"


def test_an_interruption_leaves_nothing(menu: Path, tmp_path: Path) -> None:
    before = files(menu)
    command = [sys.executable, "-m", "authoring", "new", "red wine?", "--content", str(menu)]
    environment = {**os.environ, "FAQ_INDEX": str(tmp_path / "index"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell may let jobs ignore it
    ) as process:
        assert process.stdout is not None
        told = b""
        while not told.endswith(b"new entry: "):
            told += process.stdout.read(1)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 1
        assert process.stderr is not None
        assert process.stderr.read() == b"\nnothing was written\n"
    assert files(menu) == before


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--yes"], "--yes asks nothing; give the answer with --answer, or an entry with --to\n"),
        (["--yes", "--to", "nowhere"], "no entry 'nowhere'; "),
        (
            ["--yes", "--answer", "a", "--file", "x.txt"],
            "x.txt: this kind of file is not read; use .md or .csv\n",
        ),
        (["--yes", "--answer", "<i>a</i>"], "HTML '<i>' is shown as text; "),
    ],
)
def test_a_wrong_request_is_refused_and_nothing_is_written(
    menu: Path, more: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(menu)
    assert main(["new", "red wine?", "--content", str(menu), *more]) == 1
    assert message in capsys.readouterr().err
    assert files(menu) == before


def test_the_first_entry_of_all_gets_a_folder(tmp_path: Path) -> None:
    arguments = ["new", "Is there cake?", "--content", str(tmp_path / "own"), "--answer", "Yes.", "--yes"]
    assert main([*arguments, "--topic", "Cake"]) == 0
    assert [entry.id for entry in entries(tmp_path / "own")] == ["is-there-cake"]
