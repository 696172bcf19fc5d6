"""The authors' guide: every example in it is true."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from faq import GoldQuestion, Source, gold, limits, load
from faq.dialect import findings
from faq.fields import NAMES, OF_A_FILE, OF_A_HEADING, with_values
from faq.records import Fields
from faq.synonyms import FILE, synonyms
from faq.table import COLUMNS
from retrieval.selfcalibration import LEAST_GOLD

GUIDE = (Path(__file__).parent.parent / "faq" / "README.md").read_text(encoding="utf-8")
SOURCE = Source("gold.csv", 1)
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def chapter(title: str) -> str:
    """A chapter; the headings in its examples do not end it."""
    begin = GUIDE.index(f"\n## {title}\n")
    titles = re.findall(r"^- \[(.*)\]\(#", GUIDE, re.MULTILINE)
    after = titles[titles.index(title) + 1 :]
    return GUIDE[begin : GUIDE.index(f"\n## {after[0]}\n")] if after else GUIDE[begin:]


def example(title: str, number: int = 0) -> str:
    indent, _, text = BLOCK.findall(chapter(title))[number]
    return "\n".join(line.removeprefix(indent) for line in text.split("\n"))


def rows(title: str, table: int = 0) -> list[list[str]]:
    """The cells of the table's rows below its heading."""
    found = re.findall(r"(?:^\|.*\n)+", chapter(title), re.MULTILINE)[table]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in found.splitlines()[2:]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("entries", "articles"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_examples_load_together_without_problems(folder: Path) -> None:
    for name, text in {
        "entries/first.md": example("Your first question, in one minute"),
        "entries/library.md": example("What a question looks like"),
        "articles/borrowing.md": example("Articles"),
        "entries/visiting.csv": example("Spreadsheets"),
        "synonyms.txt": example("Words that mean the same"),
        "smalltalk.md": example("Small talk"),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    content = load(folder)
    assert content.problems == ()
    assert [(p.id, p.topic, len(p.phrasings)) for p in content.passages] == [
        ("when-does-the-library-open", "First", 1),
        ("library-hours", "Library", 5),
        ("library-card", "Library", 5),
        ("library-wifi", "Visiting", 3),
        ("library-food", "Visiting", 3),
        ("borrowing", "Library", 1),
        ("borrowing-how-long-you-may-keep-things", "Library", 3),
        ("borrowing-what-happens-when-you-are-late", "Library", 1),
    ]
    assert [passage.id for passage in content.smalltalk] == ["smalltalk-thanks"]
    assert len(content.synonyms) == len(list(synonyms(folder))) == 3


def test_the_gold_questions_of_the_guide_are_read(tmp_path: Path) -> None:
    file = tmp_path / gold.FILE
    file.write_text(example("Questions that test the assistant"), encoding="utf-8")
    found = list(gold.gold_questions(file, {"opening-hours", "lost-card", "new-card"}))
    assert [replace(row, source=SOURCE) for row in found if isinstance(row, GoldQuestion)] == [
        GoldQuestion("are you open on sundays", ("opening-hours",), "plain", "visits", SOURCE),
        GoldQuestion("I lost my card, what now?", ("lost-card", "new-card"), "chatty", "loans", SOURCE),
        GoldQuestion("do you sell stamps?", (), "near", "other", SOURCE),
    ]
    assert len(found) == 3


def test_the_guide_tells_how_many_gold_questions_are_enough() -> None:
    known, unknown = LEAST_GOLD
    told = f"From {known} questions with an answer and {unknown} without one"
    assert told in chapter("Questions that test the assistant")


def test_the_names_of_the_example_files_are_told() -> None:
    for name in (
        "entries/library.md",
        "articles/borrowing.md",
        "entries/visiting.csv",
        FILE,
        "smalltalk.md",
        gold.FILE,
    ):
        assert f"`{name}`" in GUIDE


def test_the_table_of_fields_is_complete_and_true() -> None:
    told = {cells[0].strip("`"): cells[3:] for cells in rows("All fields")}
    answers = {True: "yes", False: "no"}
    assert told == {
        name: [answers[name in OF_A_FILE], answers[name in OF_A_HEADING], answers[name in COLUMNS]]
        for name in NAMES
    }


def test_the_examples_of_the_fields_are_accepted() -> None:
    for name, _, shown, *_ in rows("All fields"):
        for value in re.findall("`([^`]+)`", shown):
            assert with_values(Fields(), {name.strip("`"): value}) != Fields() or value == "en"


def test_the_table_and_the_spreadsheet_hold_the_same(folder: Path) -> None:
    (folder / "entries" / "visiting.csv").write_text(example("Spreadsheets"), encoding="utf-8")
    told = [
        [name, question, answer, tuple(re.split(r" \\\| ", also)), (tags,)]
        for name, question, answer, also, tags in rows("Spreadsheets")
    ]
    assert told == [
        [p.id, *p.phrasings[:1], p.answer, p.phrasings[1:], p.tags] for p in load(folder).passages
    ]


def test_what_the_guide_allows_is_allowed() -> None:
    for _, shown in rows("What you can write in an answer"):
        for sample in re.findall(r"(`+) ?(.+?) ?\1", shown):
            assert list(findings(sample[1])) == [], sample


def test_what_the_guide_refuses_is_refused() -> None:
    for shown, *_ in rows("What you can write in an answer", table=1):
        for sample in re.findall("`(.+?)`", shown):
            assert list(findings(sample)), sample


def test_the_limits_are_told_as_they_are() -> None:
    assert [most for _, most in rows("What you can write in an answer", table=2)] == [
        f"{limits.ANSWER_CHARACTERS:,} characters",
        f"{limits.QUESTION_CHARACTERS} characters",
        f"{limits.ALTERNATES}",
        f"{limits.TAGS}, of {limits.TAG_CHARACTERS} characters each",
        f"{limits.TABLE_ROWS:,}",
        f"{limits.CSV_ROWS:,}",
        f"{limits.NESTING}",
        f"{limits.FILE_BYTES // 1_000_000} MB",
    ]


def test_the_messages_are_those_that_the_check_gives(folder: Path) -> None:
    (folder / "entries" / "cafe.md").write_text(example("Checking your work", 1), encoding="utf-8")
    told = example("Checking your work", 2).splitlines()
    assert list(map(str, load(folder).problems)) == told


def test_the_list_of_chapters_is_the_chapters() -> None:
    linked = re.findall(r"^- \[(.*)\]\(#(.*)\)$", GUIDE, re.MULTILINE)
    without_examples = BLOCK.sub("", GUIDE)
    titles = re.findall(r"^## (.*)$", without_examples, re.MULTILINE)
    assert [title for title, _ in linked] == titles
    assert [name for _, name in linked] == [
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles
    ]


def test_every_sentence_has_a_line_of_its_own() -> None:
    prose = [line for line in BLOCK.sub("", GUIDE).splitlines() if not line.startswith("|")]
    assert [line for line in prose if re.search(r"[a-z][.!?] [A-Z]", line)] == []
