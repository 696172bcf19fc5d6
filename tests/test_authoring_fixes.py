import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.records import CommandError
from authoring.repair.fixes import apply, repaired
from authoring.repair.repairs import with_ids, with_iso_dates, with_plain_ends, without_trailing_spaces
from authoring.writing import write
from faq import CONTENT, entries, load
from faq.markdown import plain_text

SEED = Random().randrange(2**32)

Put = Callable[[str, str | bytes], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("entries", "articles"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.fixture
def put(folder: Path) -> Put:
    def write_file(name: str, text: str | bytes) -> Path:
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder / name

    return write_file


def fixed(folder: Path) -> list[str]:
    """What is told of the fixes, each with its line."""
    told = []
    for repair in repaired(folder):
        apply(repair)
        told += [f"{place.line}: {fix.what}" for place, fix in repair]
    return told


def test_every_kind_of_mistake_in_markdown_is_mended(folder: Path, put: Put) -> None:
    file = put(
        "entries/a.md",
        "\ufeff---\r\nreviewed: 22.11.2026\r\n---\r\n# T\r\n\r\n## What is it? ##\r\n\r\n"
        "Reviewed: 3 Jan 2026\r\nFormerly: #old\r\n\r\n"
        "One line  \r\nbroken \r\n\r\n```\r\ncode  \r\n```\r\n \r\n"
        "## Again {#x}\r\nReviewed: 03/04/2026\r\n\r\nYes",
    )
    assert fixed(folder) == [
        "1: a byte order mark was deleted",
        "1: line ends of another system were replaced",
        "2: the date '22.11.2026' was written as 2026-11-22",
        "6: the id {#what-is-it} was written into the heading",
        "8: the date '3 Jan 2026' was written as 2026-01-03",
        "12: spaces at the end of the line were deleted",
        "17: spaces at the end of the line were deleted",
        "19: the date '03/04/2026' was left, since it can mean 2026-04-03 or 2026-03-04",
        "21: the last line was ended",
    ]
    assert file.read_bytes().decode() == (
        "---\nreviewed: 2026-11-22\n---\n# T\n\n## What is it? {#what-is-it} ##\n\nReviewed: 2026-01-03\n"
        "Formerly: #old\n\nOne line  \nbroken\n\n```\ncode  \n```\n\n"
        "## Again {#x}\nReviewed: 03/04/2026\n\nYes\n"
    )


def test_a_table_gets_ids_and_dates_and_keeps_all_other_bytes(folder: Path, put: Put) -> None:
    file = put(
        "entries/b.csv",
        '\ufeffquestion;answer;Reviewed\r\n"What; now?";"a\r\nb";22/11/2026\r\n;;\r\nWhy?;"x ""y""";',
    )
    assert fixed(folder) == [
        "2: the date '22/11/2026' was written as 2026-11-22",
        "2: the id what-now was written into the column 'id'",
        "5: the last line was ended",
        "5: the id why was written into the column 'id'",
    ]
    assert file.read_bytes().decode() == (
        '\ufeffid;question;answer;Reviewed\r\nwhat-now;"What; now?";"a\r\nb";2026-11-22\r\n;;;\r\n'
        'why;Why?;"x ""y""";\r\n'
    )


def test_empty_cells_of_a_column_of_ids_are_filled(folder: Path, put: Put) -> None:
    file = put("entries/b.csv", 'question,ID,answer\nWhy?,"",Because.\nWhen?,noon,At noon.\n')
    assert fixed(folder) == ["2: the id why was written into the column 'id'"]
    assert file.read_text() == "question,ID,answer\nWhy?,why,Because.\nWhen?,noon,At noon.\n"


def test_the_id_that_is_in_use_is_written_so_that_links_survive(folder: Path, put: Put) -> None:
    put("entries/a.md", "## Cake?\n\nYes.\n\n## Cake?\n\nNo.\n\n## Pie? {#pie}\n\n[cake](#cake-2)\n")
    put("articles/baking.md", "# On baking\n\nFlour.\n\n## The oven\n\nHot.\n")
    before = {entry.source: entry.id for entry in entries(folder)}
    fixed(folder)
    assert {entry.source: entry.id for entry in entries(folder)} == before
    assert (folder / "articles" / "baking.md").read_text() == (
        "# On baking {#baking}\n\nFlour.\n\n## The oven {#baking-the-oven}\n\nHot.\n"
    )
    assert [str(problem) for problem in load(folder).problems] == []


@pytest.mark.parametrize("name", ["entries/a.md", "entries/b.csv", "articles/c.md", "smalltalk.md"])
def test_a_sound_file_is_not_written(folder: Path, put: Put, name: str) -> None:
    texts = {
        ".md": "# Cake {#cakes}\n\n## Cake? {#cake}\n\nYes.\n",
        ".csv": "id,question,answer\r\nc,Cake?,Yes.\r\n",
    }
    file = put(name, texts[Path(name).suffix])
    os.utime(file, ns=(1, 1))
    for repair in repaired(folder):
        apply(repair)
    assert file.stat().st_mtime_ns == 1


def test_what_cannot_be_read_or_is_a_link_is_left(folder: Path, put: Put, tmp_path: Path) -> None:
    put("entries/a.md", b"## A?\xff\r\n")
    (folder / "entries" / "l.md").symlink_to(tmp_path / "x.md")
    (tmp_path / "x.md").write_text("## B?\r\n\r\nYes", encoding="utf-8")
    assert fixed(folder) == []


def test_a_file_that_somebody_changed_meanwhile_is_left(folder: Path, put: Put) -> None:
    file = put("entries/a.md", "## Cake?\n\nYes.")
    (repair,) = repaired(folder)
    file.write_text("## Cake?\n\nNo.\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"a\.md: it was changed meanwhile; run the command again"):
        apply(repair)
    assert file.read_text() == "## Cake?\n\nNo.\n"


def test_a_failed_write_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    tmp_path.joinpath("d.md").mkdir()
    with pytest.raises(CommandError, match=r"d\.md: cannot be written: .*; check its permissions"):
        write(tmp_path / "d.md", b"x", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["d.md"]


def test_a_written_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write(file, b"new", b"old")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)


LINE = some.sampled_from(
    [
        *(
            "## Cake?",
            "## Cake? ",
            "## Pie? {#pie}",
            "## A ##",
            "## *It* \\",
            "# T",
            "###### small ",
            "```",
            "~~~",
            "",
        ),
        *(
            "  ",
            "\t",
            "text",
            "text ",
            "text  ",
            "text\\ ",
            "    code  ",
            "- item ",
            "- item  ",
            "  more ",
            "> quote ",
        ),
        *(
            "Reviewed: 22.11.2026",
            "Reviewed: 3/4/2026 ",
            "Reviewed: Nov 2, 2026",
            "Formerly: #old",
            "Also asked:",
        ),
        *(
            "Tags: a, b ",
            "Answer:",
            "---",
            "reviewed: 22/11/2026",
            "topic: x",
            "| a | b |",
            "|---|---| ",
            "$$ ",
            "\u202e",
        ),
    ]
)
ENDS = some.sampled_from(["\n", "\r\n", "\r"])
FILES = some.builds(
    lambda mark, lines, end, last: mark + end.join(lines) + (end if last else ""),
    some.sampled_from(["", "\ufeff"]),
    some.lists(LINE, max_size=14),
    ENDS,
    some.booleans(),
)
CELL = some.sampled_from(
    [
        "",
        "Cake?",
        '"Pie, or ""not""?"',
        "Yes.",
        '"two\nlines"',
        "22.11.2026",
        "3/4/2026",
        "pie",
        " x ",
        '"',
        "a|b",
    ]
)
HEADS = some.sampled_from(
    [
        "question,answer",
        "id,question,answer",
        "answer,question,reviewed",
        "question,answer,id,Reviewed",
        "a,b",
        "question",
    ]
)
TABLES = some.builds(
    lambda mark, head, rows, end: mark + end.join([head, *(",".join(row) for row in rows)]) + end,
    some.sampled_from(["", "\ufeff"]),
    HEADS,
    some.lists(some.lists(CELL, min_size=1, max_size=4), max_size=6),
    some.sampled_from(["\n", "\r\n"]),
)


@settings(deadline=None, max_examples=100)
@given(FILES, FILES, TABLES)
def test_fixing_brings_no_problem_and_changes_no_entry(
    tmp_path_factory: pytest.TempPathFactory, questions: str, article: str, table: str
) -> None:
    folder = tmp_path_factory.mktemp("content")
    for name, text in (("entries/a.md", questions), ("articles/b.md", article), ("entries/c.csv", table)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    problems, said = set(load(folder).problems), read(folder)
    for repair in repaired(folder):
        apply(repair)
    assert set(load(folder).problems) <= problems
    assert read(folder) == said
    assert all(not fix.done for repair in repaired(folder) for fix in repair.fixes), "a second run finds more"


def read(folder: Path) -> list[tuple[object, ...]]:
    """What entries say, and the ids that links use."""
    return [
        (entry.id, entry.question, entry.fields.alternates, entry.fields.formerly, plain_text(entry.answer))
        for entry in entries(folder)
    ]


@given(some.lists(LINE, max_size=10).map("\n".join))
def test_each_step_keeps_the_lines_and_is_done_at_once(text: str) -> None:
    for step in (
        without_trailing_spaces,
        with_iso_dates,
        lambda text: with_ids(text, {1: "one", 3: "three"}),
    ):
        changed, _ = step(text)
        assert changed.count("\n") == text.count("\n")
        assert step(changed)[0] == changed
    plain = with_plain_ends(text)[0]
    assert with_plain_ends(plain) == (plain, ())


def test_the_shipped_content_needs_no_fix() -> None:
    assert repaired(CONTENT) == ()


FORMS = ["%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y/%m/%d"]


def test_planted_dates_are_mended_in_their_place(folder: Path, put: Put) -> None:
    chance = Random(SEED)
    days = [date(2026, chance.randrange(1, 13), chance.randrange(13, 29)) for _ in range(40)]
    typed = [day.strftime(chance.choice(FORMS)) for day in days]
    text = "".join(
        f"## Question {n}? {{#q{n}}}\n\nReviewed: {told}\n\nAnswer {n}.\n\n" for n, told in enumerate(typed)
    )
    put("entries/a.md", text.rstrip() + "\n")
    fixed(folder)
    assert [entry.fields.reviewed for entry in entries(folder)] == days, f"seed {SEED}"
