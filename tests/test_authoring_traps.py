from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.checks.markup.blocks import MANY_ROWS
from authoring.checks.markup.symbols import names
from authoring.checks.material import material_of
from authoring.checks.traps import findings, traps
from authoring.records import Finding
from faq import CONTENT, Source
from faq.markdown import plain_text
from tests.drawn import CHANGED, KEPT, MEANT, MISTAKEN

TODAY = date(2026, 11, 25)


def told(answer: str) -> list[tuple[int, str]]:
    return [(trap.line, trap.what) for trap in traps(answer)]


@pytest.mark.parametrize("answer", [*CHANGED, *MISTAKEN])
def test_what_is_drawn_otherwise_is_told_with_its_line(answer: str) -> None:
    assert told(answer) == (CHANGED | MISTAKEN)[answer]


@pytest.mark.parametrize("answer", [*KEPT, *MEANT])
def test_what_is_drawn_as_it_was_typed_is_left_alone(answer: str) -> None:
    assert told(answer) == []


@pytest.mark.parametrize("answer", [*CHANGED, *MISTAKEN])
def test_a_trap_is_found_wherever_it_stands(answer: str) -> None:
    assert told(f"First.\n\n{answer}") == [(line + 2, what) for line, what in (CHANGED | MISTAKEN)[answer]]


@pytest.mark.parametrize("answer", [*CHANGED, *MISTAKEN])
def test_nothing_is_found_in_code(answer: str) -> None:
    assert told(f"~~~~\n{answer}\n~~~~") == []


def test_an_escaped_name_of_a_picture_is_drawn_only_beside_one_that_is_not_escaped() -> None:
    assert told("\\:smile\\: alone") == []


def test_a_long_table_is_told_once() -> None:
    table = "| a |\n|---|\n" + "| 1 |\n" * (MANY_ROWS + 50)
    assert told(table) == [(MANY_ROWS + 2, f"a table of more than {MANY_ROWS} rows")]
    assert told("| a |\n|---|\n" + "| 1 |\n" * (MANY_ROWS - 1)) == []


@settings(deadline=None, max_examples=300)
@given(some.text(max_size=60) | some.text("a1 :[]{}~$`*_->=|#\\\n^()", max_size=60))
def test_any_answer_has_traps_within_its_lines(answer: str) -> None:
    assert all(1 <= line <= answer.count("\n") + 1 and what for line, what in told(answer))


@given(some.text("abc ,.;?!'\n", max_size=80))
def test_plain_sentences_hold_no_trap(answer: str) -> None:
    assert told(answer) == []


@settings(deadline=None)
@given(some.sampled_from(sorted(names())))
def test_every_name_of_a_picture_is_known(name: str) -> None:
    assert told(f"so :{name}: it is") == [(1, f"':{name}:' is drawn as a small picture")]


def test_the_names_of_pictures_are_those_of_the_installed_streamlit() -> None:
    streamlit = pytest.importorskip("streamlit")
    scripts = Path(streamlit.__file__).parent / "static" / "static" / "js"
    holding = [
        text for path in scripts.glob("lib.*.js") if '"writing_hand"' in (text := path.read_text("utf-8"))
    ]
    assert len(holding) == 1
    unknown = [name for name in names() if f'"{name}"' not in holding[0]]
    assert unknown == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    text = "# Water\n\n## What is it? {#water}\n\nTags: wet\n\nIt is\nH~2~O.\n\n"
    text += "## Old?\n\nStatus: retired\n\na -> b\n\n## Is a -> b drawn?\n\nStatus: draft\n\nYes: `a -> b`.\n"
    (tmp_path / "entries" / "water.md").write_text(text, encoding="utf-8")
    (tmp_path / "smalltalk.md").write_text("## Hi {#hi}\n\nAlso asked:\n\n- hello\n\nHi :smile:\n", "utf-8")
    return tmp_path


def test_the_line_is_that_of_the_file_in_drafts_and_small_talk_too(folder: Path) -> None:
    found = list(findings(material_of(folder, TODAY)))
    places = {finding.source: finding.passages for finding in found}
    entries, smalltalk = str(folder / "entries" / "water.md"), str(folder / "smalltalk.md")
    assert places == {
        Source(entries, 16): ("is-a-b-drawn",),
        Source(entries, 8): ("water",),
        Source(smalltalk, 7): ("hi",),
    }


def test_a_finding_tells_what_and_the_remedy(folder: Path) -> None:
    place = Source(str(folder / "entries" / "water.md"), 8)
    remedy = "write '\\~' for a tilde, or 'to' or 'about' for what it means"
    wanted = Finding("warning", "trap", place, "'~2~' is struck out", remedy, ("water",))
    assert wanted in list(findings(material_of(folder, TODAY)))


def test_the_shipped_content_holds_no_trap() -> None:
    assert list(findings(material_of(CONTENT, TODAY))) == []


def test_the_remedies_work() -> None:
    for mended in (
        "`a -> b`",
        "a → b",
        "`note:warning[1]`",
        "note\\:warning[1]",
        "H\\~2\\~O",
        "20\\$ and 30\\$",
    ):
        assert told(mended) == []
        assert plain_text(mended)
