from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from faq import GoldQuestion, Problem, Source, fingerprint, load
from faq.gold import FILE, gold_questions
from faq.limits import QUESTION_CHARACTERS

IDS = frozenset({"hours", "dog", "pets"})
HEAD = "question,passage,kind,subject\n"
ROW = "write its id, or - where none answers it"
ID = "write the id of an entry or section, or -"
TWICE = "also stands in line 2; keep one of them"
UTF_8 = "save the file with the encoding UTF-8"
CSV = "save it as CSV with commas"
SOUND = """\
## When do you open? {#hours}

At noon.

## May I bring my dog? {#dog}

Formerly: pets

Yes.

## Is the cellar haunted? {#ghost}

Status: draft

Yes.
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / FILE


@pytest.fixture
def folder(file: Path) -> Path:
    """A content folder with three entries, one of them a draft, and no gold questions yet."""
    (file.parent / "entries").mkdir()
    (file.parent / "entries" / "pizzeria.md").write_text(SOUND, encoding="utf-8")
    return file.parent


def told(file: Path, text: str) -> list[str]:
    """The messages on problems and the questions of the rest."""
    file.write_text(text, encoding="utf-8")
    return [str(item) if isinstance(item, Problem) else item.question for item in gold_questions(file, IDS)]


def test_a_row_is_a_question_with_the_passages_that_answer_it(file: Path) -> None:
    file.write_text(
        HEAD + "when open,hours,plain,times\nmay Rex come,  dog   pets ,chatty,pets\n"
        'xylophone lessons,-,,\n"a, b\n""c""",dog\n\nlast,pets,plain,pets\n',
        encoding="utf-8",
    )
    assert list(gold_questions(file, IDS)) == [
        GoldQuestion("when open", ("hours",), "plain", "times", Source(FILE, 2)),
        GoldQuestion("may Rex come", ("dog", "pets"), "chatty", "pets", Source(FILE, 3)),
        GoldQuestion("xylophone lessons", (), "", "", Source(FILE, 4)),
        GoldQuestion('a, b\n"c"', ("dog",), "", "", Source(FILE, 6)),
        GoldQuestion("last", ("pets",), "plain", "pets", Source(FILE, 8)),
    ]


def test_columns_stand_in_any_order_and_others_are_the_authors_own(file: Path) -> None:
    file.write_text("\ufeffpassage,note,question\r\ndog,ask Anna, may Rex come \r\n", encoding="utf-8")
    found = list(gold_questions(file, IDS))
    assert found == [GoldQuestion("may Rex come", ("dog",), "", "", Source(FILE, 2))]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["1: no column 'question'; name the columns in the first line"]),
        ("passage\n-\n", ["1: no column 'question'; name the columns in the first line"]),
        ("question;passage\na;-\n", ["1: no column 'question'; name the columns in the first line"]),
        ("question,answer\na,dog\n", ["1: no column 'passage'; name the columns in the first line"]),
        (HEAD, []),
        (HEAD + ",dog\n", ["2: no question; write one or remove the row"]),
        (HEAD + "\n  ,dog,plain,pets\n", ["3: no question; write one or remove the row"]),
        (HEAD + f"{'a' * QUESTION_CHARACTERS},dog\n", ["a" * QUESTION_CHARACTERS]),
        (
            HEAD + f"{'a' * (QUESTION_CHARACTERS + 1)},dog\n",
            ["2: the question has more than 500 characters; shorten it; visitors' questions are cut there"],
        ),
        (HEAD + "a,\n", [f"2: 'a' has no passage; {ROW}"]),
        (HEAD + "a\n", [f"2: 'a' has no passage; {ROW}"]),
        (HEAD + "a,- dog\n", [f"2: 'a' has no passage; {ROW}"]),
        (HEAD + "a,dog -\n", [f"2: 'a' has no passage; {ROW}"]),
        (HEAD + "a,cat\n", [f"2: no passage 'cat'; {ID}"]),
        (HEAD + "a,dog cat cow\n", [f"2: no passage 'cat'; {ID}"]),
        (HEAD + "a,hours|dog\n", [f"2: no passage 'hours|dog'; {ID}"]),
        (HEAD + "Why?,dog\nhow?,-\nWHY? ,-\n", ["Why?", "how?", f"4: 'WHY?' {TWICE}"]),
        (HEAD + 'a,dog\n"b" c,dog\n', ["a", f"3: not a table: ',' expected after '\"'; {CSV}"]),
        (HEAD + 'a,dog\n"b,dog\n', ["a", f"3: not a table: unexpected end of data; {CSV}"]),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_line_and_the_remedy(
    file: Path, text: str, messages: list[str]
) -> None:
    assert told(file, text) == [f"{FILE}:{line}" if line[:1].isdigit() else line for line in messages]


def test_a_wrong_row_hides_no_other(file: Path) -> None:
    text = HEAD + "one,dog\n,dog\ntwo,cat\nthree,\none,-\nfour,-\n"
    assert told(file, text) == [
        "one",
        "gold.csv:3: no question; write one or remove the row",
        f"gold.csv:4: no passage 'cat'; {ID}",
        f"gold.csv:5: 'three' has no passage; {ROW}",
        "gold.csv:6: 'one' also stands in line 2; keep one of them",
        "four",
    ]


def test_a_question_may_stand_where_a_wrong_row_asked_it(file: Path) -> None:
    assert told(file, HEAD + "one,cat\none,dog\n") == [f"gold.csv:2: no passage 'cat'; {ID}", "one"]


def test_reading_stops_after_the_most_questions(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("faq.gold.MOST", 2)
    remedy = "more than 2 questions; keep those that tell most"
    assert told(file, HEAD + "a,dog\nb,dog\n") == ["a", "b"]
    assert told(file, HEAD + "a,dog\nb,dog\nc,dog\nd,dog\n") == ["a", "b", f"gold.csv:4: {remedy}"]


def test_a_long_file_is_told_with_thousands_parted(file: Path) -> None:
    rows = "".join(f"{number},-\n" for number in range(20_001))
    assert told(file, HEAD + rows)[20_000:] == [
        "gold.csv:20002: more than 20,000 questions; keep those that tell most"
    ]


def test_a_file_that_is_not_there_or_no_file_has_no_questions(file: Path) -> None:
    assert list(gold_questions(file, IDS)) == []
    file.mkdir()
    assert list(gold_questions(file, IDS)) == []


def test_a_link_is_not_read(file: Path) -> None:
    other = file.with_name("other.csv")
    other.write_text(HEAD + "a,dog\n", encoding="utf-8")
    file.symlink_to(other)
    remedy = "gold.csv:1: a link is not read; put the file itself here"
    assert list(map(str, gold_questions(file, IDS))) == [remedy]
    other.unlink()
    assert list(map(str, gold_questions(file, IDS))) == [remedy]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"question,passage\na,dog\n\xff,dog\n", f"3: byte 23 is not UTF-8; {UTF_8}"),
        (b"question,passage\na\0,dog\n", "2: a NUL character; save the file as plain text"),
        ("a".encode("utf-16"), f"1: byte 0 is not UTF-8; {UTF_8}"),
        (b"a" * 4_000_001, "1: larger than 4 MB; split it into several files"),
    ],
    ids=["latin-1", "NUL", "utf-16", "large"],
)  # fmt: skip
def test_a_file_that_is_no_text_is_told(file: Path, raw: bytes, message: str) -> None:
    file.write_bytes(raw)
    assert list(map(str, gold_questions(file, IDS))) == [f"gold.csv:{message}"]


# In a content folder


def test_a_folder_without_the_file_has_no_gold_questions(folder: Path) -> None:
    content = load(folder)
    assert (content.gold, content.problems) == ((), ())


def test_former_ids_name_their_passage_and_drafts_are_none(folder: Path) -> None:
    (folder / FILE).write_text(HEAD + "may Rex come,pets\nany ghosts,ghost\n", encoding="utf-8")
    content = load(folder)
    assert content.gold == (GoldQuestion("may Rex come", ("pets",), "", "", Source(FILE, 2)),)
    assert list(map(str, content.problems)) == [f"gold.csv:3: no passage 'ghost'; {ID}"]


def test_what_is_wrong_with_gold_questions_keeps_no_passage_from_being_loaded(folder: Path) -> None:
    before = load(folder)
    (folder / FILE).write_text("nonsense", encoding="utf-8")
    after = load(folder)
    assert (after.passages, after.gold, len(after.problems)) == (before.passages, (), 1)


def test_the_fingerprint_changes_with_the_file(folder: Path) -> None:
    found = [fingerprint(folder)]
    for row in ("a,dog\n", "a,hours\n", ""):
        (folder / FILE).write_text(HEAD + row, encoding="utf-8")
        found.append(fingerprint(folder))
    assert len(set(found)) == 4
    (folder / FILE).unlink()
    assert fingerprint(folder) == found[0]


def test_without_any_passage_every_id_is_unknown(file: Path) -> None:
    file.write_text(HEAD + "a,dog\n", encoding="utf-8")
    assert list(map(str, gold_questions(file, MappingProxyType({})))) == [
        f"gold.csv:2: no passage 'dog'; {ID}"
    ]


CELLS = st.sampled_from(["dog", "cat", "-", "a", "A", '"', ",", "\n", " ", "question", "passage", "\0", "é"])


@given(st.one_of(st.text(), st.lists(CELLS).map("".join), st.lists(CELLS).map(HEAD.__add__("{}").format)))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_questions_and_problems(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = list(gold_questions(file, IDS))
    kept = [item for item in found if isinstance(item, GoldQuestion)]
    assert all(item.question.strip() and set(item.passages) <= IDS for item in kept)
    assert len({item.question.casefold() for item in kept}) == len(kept)
    wrong = [item for item in found if not isinstance(item, GoldQuestion)]
    assert all(isinstance(item, Problem) and item.what and item.remedy for item in wrong)
    assert all(item.source.line >= 1 for item in found)
