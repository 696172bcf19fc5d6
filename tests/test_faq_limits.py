"""Each limit just below, at and just above its number."""

from pathlib import Path

import pytest

from faq import limits, load
from faq.fields import FieldError, with_values
from faq.files import text_of
from faq.frontmatter import YamlError, mapping
from faq.records import Fields, Problem, Source

AROUND = [-1, 0, 1]
HEAD = "## Question? {#question}\n\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "entries").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "entries" / "long.md"


def checked(file: Path, text: str) -> tuple[list[str], list[str]]:
    """The ids of what is loaded from a file with this text, and what is wrong with it."""
    file.write_text(text, encoding="utf-8")
    content = load(file.parent.parent)
    return [passage.id for passage in content.passages], [str(problem) for problem in content.problems]


@pytest.mark.parametrize("more", AROUND)
def test_size_of_a_file(file: Path, more: int) -> None:
    file.write_bytes(b"x" * (limits.FILE_BYTES + more))
    what = Problem(Source("entries/long.md", 1), "larger than 4 MB", "split it into several files")
    assert text_of(file) == (what if more > 0 else "x" * (limits.FILE_BYTES + more))


@pytest.mark.parametrize("more", AROUND)
def test_length_of_an_answer(file: Path, more: int) -> None:
    line = "word " * 19 + "word\n"
    answer = (line * (limits.ANSWER_CHARACTERS // len(line) + 1))[: limits.ANSWER_CHARACTERS + more - 1] + "x"
    what = "entries/long.md:1: an answer longer than 100,000 characters; split it into several entries"
    assert checked(file, HEAD + answer) == (([], [what]) if more > 0 else (["question"], []))


@pytest.mark.parametrize("more", AROUND)
def test_length_of_a_question(file: Path, more: int) -> None:
    question = "q" * (limits.QUESTION_CHARACTERS + more)
    what = (
        "entries/long.md:1: a question longer than 500 characters; "
        "shorten it; the details belong in the answer"
    )
    found = checked(file, f"## {question} {{#question}}\n\nYes.\n")
    assert found == (([], [what]) if more > 0 else (["question"], []))


@pytest.mark.parametrize("more", AROUND)
def test_length_of_an_alternate(file: Path, more: int) -> None:
    alternate = "a" * (limits.QUESTION_CHARACTERS + more)
    what = "entries/long.md:3: an alternate is longer than 500 characters; shorten it to one question"
    found = checked(file, f"{HEAD}Also asked:\n\n- {alternate}\n\nYes.\n")
    assert found == (["question"], [what] if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
def test_number_of_alternates(file: Path, more: int) -> None:
    alternates = "".join(f"- alternate {number}\n" for number in range(limits.ALTERNATES + more))
    what = "entries/long.md:3: more than 300 alternates; split the entry"
    found = checked(file, f"{HEAD}Also asked:\n\n{alternates}\nYes.\n")
    assert found == (["question"], [what] if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
def test_number_of_tags(file: Path, more: int) -> None:
    tags = ", ".join(f"tag {number}" for number in range(limits.TAGS + more))
    what = "entries/long.md:3: more than 20 tags; keep the few that readers search for"
    assert checked(file, f"{HEAD}Tags: {tags}\n\nYes.\n") == (["question"], [what] if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
def test_length_of_a_tag(more: int) -> None:
    tag = "t" * (limits.TAG_CHARACTERS + more)
    if more > 0:
        with pytest.raises(FieldError) as raised:
            with_values(Fields(), {"tags": tag})
        assert str(raised.value) == f"tag {tag!r} is too long; use 40 characters"
    else:
        assert with_values(Fields(), {"tags": tag}).tags == (tag,)


@pytest.mark.parametrize("more", AROUND)
def test_rows_of_a_markdown_table(file: Path, more: int) -> None:
    table = "|a|\n|-|\n" + "|b|\n" * (limits.TABLE_ROWS + more - 1)
    what = "entries/long.md:2004: a table of more than 2000 rows; split it"
    found = checked(file, f"{HEAD}{table}\n{table}"[: None if more > 0 else len(HEAD + table)])
    told = [what, "entries/long.md:4007: a table of more than 2000 rows; split it"]
    assert found == (["question"], told if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
def test_rows_of_a_csv_file(file: Path, more: int) -> None:
    rows = "first,Question?,Yes.\n" + ",,\n" * (limits.CSV_ROWS + more - 2) + "last,Question?,Yes.\n"
    what = "entries/long.csv:20002: more than 20,000 rows; split the file"
    found = checked(file.with_suffix(".csv"), "id,question,answer\n" + rows)
    assert found == ((["first"], [what]) if more > 0 else (["first", "last"], []))


@pytest.mark.parametrize("more", AROUND)
def test_depth_of_front_matter(more: int) -> None:
    depth = limits.NESTING + more
    text = "tags: " + "[" * depth + "]" * depth
    if more > 0:
        with pytest.raises(YamlError) as raised:
            mapping(text)
        assert str(raised.value) == "1: values nest deeper than 8; write them flatter"
    else:
        assert list(mapping(text)) == ["tags"]


@pytest.mark.parametrize("more", AROUND)
@pytest.mark.parametrize("mark", ["- ", "1. "])
def test_depth_of_lists(file: Path, mark: str, more: int) -> None:
    lines = [" " * len(mark) * depth + mark + "item\n" for depth in range(limits.NESTING + more)]
    what = "entries/long.md:11: lists nest deeper than 8; write them flatter"
    assert checked(file, HEAD + "".join(lines)) == (["question"], [what] if more > 0 else [])


@pytest.mark.parametrize("more", AROUND)
def test_accents_on_one_letter(file: Path, more: int) -> None:
    heap = "e" + "\u0301" * (limits.MARKS + more)
    what = "entries/long.md:3: more than 8 accents on one letter; delete the superfluous ones"
    assert checked(file, f"{HEAD}{heap}\n") == (([], [what]) if more > 0 else (["question"], []))


@pytest.mark.parametrize("more", AROUND)
def test_lines_of_synonyms(file: Path, more: int) -> None:
    lines = "".join(f"word{number}, term{number}\n" for number in range(2000 + more))
    (file.parent.parent / "synonyms.txt").write_text(lines, encoding="utf-8")
    problems = checked(file, f"{HEAD}Yes.\n")[1]
    what = "synonyms.txt:2001: more than 2,000 lines; keep the groups that visitors need"
    assert problems == ([what] if more > 0 else [])
    assert len(load(file.parent.parent).synonyms) == 2000 + min(more, 0)
