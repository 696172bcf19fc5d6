from dataclasses import replace
from pathlib import Path

import pytest

from authoring.comparing.questions import Question, logged, present_ids, questions
from authoring.records import CommandError
from faq import Content, GoldQuestion, Source
from tests.conftest import passage

OLD = (
    passage("dog", "May I bring my dog?", "pets", answer="Yes."),
    passage("wine", "Which wine?", answer="Red."),
    passage("soup", "Which soup?", answer="None."),
)
NEW = (
    passage("dogs", "May I bring my dog?", "hounds", answer="Yes."),
    passage("wine", "Which wine is there?", answer="Red."),
)


def gold(question: str, *passages: str, line: int = 2) -> GoldQuestion:
    return GoldQuestion(question, passages, "", "", Source("faq/gold.csv", line))


def test_present_ids_follow_former_ones_of_either_version() -> None:
    old = Content(OLD, formerly={"drink": "wine", "broth": "soup"})
    new = Content(NEW, formerly={"dog": "dogs", "hound": "dogs"})
    assert present_ids(old, new) == {
        **{"dog": "dogs", "hound": "dogs", "dogs": "dogs"},
        **{"wine": "wine", "drink": "wine", "soup": "soup", "broth": "soup"},
    }


def test_compared_backwards_the_name_of_the_version_that_counts_as_newer_holds() -> None:
    assert present_ids(Content(NEW, formerly={"dog": "dogs"}), Content(OLD))["dogs"] == "dog"


def test_each_question_is_asked_once_with_all_that_is_known_of_it() -> None:
    old = Content(
        OLD, gold=(gold("pets", "dog"), gold("soup?", "soup", line=3), gold("gone", "wine", "soup", line=4))
    )
    new = Content(NEW, formerly={"dog": "dogs"}, gold=(gold("PETS", "dog"), gold("cork", "wine", line=3)))
    assert questions(old, new, {"hounds": 2, "Pets": 3, "pets ": 1, "mud": 1}) == (
        Question("PETS", ("dogs",), "kept", 2, "dogs", 4),
        Question("cork", ("wine",), "new", 3),
        Question("soup?", ("soup",), "passage removed", 3),
        Question("gone", ("wine", "soup"), "removed", 4),
        Question("May I bring my dog?", wording_of="dogs"),
        Question("hounds", wording_of="dogs", logged=2),
        Question("Which wine is there?", wording_of="wine"),
        Question("Which wine?", wording_of="wine"),
        Question("Which soup?", wording_of="soup"),
        Question("mud", logged=1),
    )


@pytest.mark.parametrize(
    ("before", "after"), [(("wine",), ("wine", "dogs")), (("wine",), ()), ((), ("wine",))]
)
def test_a_row_with_other_passages_is_edited(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    old = Content((*OLD, NEW[0]), gold=(gold("cork", *before),))
    (first, *_) = questions(old, replace(old, gold=(gold("cork", *after),)))
    assert (first.row, first.right) == ("edited", after)


def test_the_order_of_passages_in_a_row_is_nothing() -> None:
    old = Content(OLD, gold=(gold("cork", "wine", "soup"),))
    assert questions(old, replace(old, gold=(gold("cork", "soup", "wine"),)))[0].row == "kept"


# The log


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("log.txt", "is there soup\n\n  wine? \nis there soup\n"),
        ("log", "\ufeffis there soup\r\nwine?\r\nis there soup"),
        ("log.csv", "moment,question\n1,is there soup\n2,wine?\n3, is there soup\n4,\n5\n"),
        (
            "log.JSONL",
            '{"question": "is there soup"}\n\n{"question": "wine?", "a": 1}\n{"question": "is there soup"}',
        ),
    ],
)
def test_a_log_is_questions_with_their_number(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert logged(tmp_path / name) == {"is there soup": 2, "wine?": 1}


def test_a_question_in_a_table_may_have_several_lines(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text('question\n"is there\nsoup, ""hot"""\n', encoding="utf-8")
    assert logged(tmp_path / "log.csv") == {'is there\nsoup, "hot"': 1}


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("log.csv", b"asked\nsoup\n", ":1: no column 'question'; name the columns in the first line"),
        ("log.csv", b"", ":1: no column 'question'; name the columns in the first line"),
        ("log.csv", b'question\n"soup', ":2: not a table: unexpected end of data; save it as CSV"),
        ("log.jsonl", b'{"question": "a"}\n[]', ':2: no question; write {"question": "…"}'),
        ("log.jsonl", b'{"question": 1}', ':1: no question; write {"question": "…"}'),
        ("log.jsonl", b"soup", ':1: no question; write {"question": "…"}'),
    ],
)
def test_what_is_no_log_is_told_with_its_line(name: str, raw: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(CommandError) as caught:
        logged(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}{message}"


@pytest.mark.parametrize("raw", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_told(raw: bytes | None, tmp_path: Path) -> None:
    if raw is not None:
        (tmp_path / "log.txt").write_bytes(raw)
    with pytest.raises(CommandError) as caught:
        logged(tmp_path / "log.txt")
    assert str(caught.value).startswith(f"{tmp_path / 'log.txt'}: cannot be read: ")
    assert str(caught.value).endswith("; give a file of UTF-8 text")
