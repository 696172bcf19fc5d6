import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.inbox.goldrow import with_out_of_scope
from authoring.records import CommandError
from faq import GoldQuestion
from faq.gold import gold_questions
from tests.authored import ONE_LINE

GOLD = Path("gold.csv")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kind,passage,own,question\n", "kind,passage,own,question\n,-,,mud?\n"),
        ("question,passage\r\na,calzone", "question,passage\r\na,calzone\r\nmud?,-\r\n"),
        ("\ufeffquestion,passage\na,-\n", "\ufeffquestion,passage\na,-\nmud?,-\n"),
        ('question,passage\n"a\nb",-\n', 'question,passage\n"a\nb",-\nmud?,-\n'),
        ("", "question,passage\nmud?,-\n"),
        ("question,passage\nMUD?, - \n", "question,passage\nMUD?, - \n"),
    ],
)
def test_a_row_has_the_columns_of_the_file(before: str, after: str) -> None:
    assert with_out_of_scope(GOLD, before, "mud?") == after


@pytest.mark.parametrize(
    ("text", "question", "message"),
    [
        ("question\n", "mud?", "gold.csv:1: no column 'passage'; name the columns in the first line"),
        (
            "question,passage\nx,-\nMud?,calzone pasta\n",
            "mud?",
            "gold.csv:3: 'mud?' is answered by 'calzone pasta' there; edit that row",
        ),
        (
            'question,passage\n"a',
            "mud?",
            "gold.csv:2: not a table: unexpected end of data; save it as CSV with commas",
        ),
        ("", " ", "no question of 1 to 500 characters; write what visitors ask"),
        ("", "x" * 501, "no question of 1 to 500 characters; write what visitors ask"),
    ],
)
def test_what_the_gold_questions_cannot_take_is_refused(text: str, question: str, message: str) -> None:
    with pytest.raises(CommandError) as raised:
        with_out_of_scope(GOLD, text, question)
    assert str(raised.value) == message


def test_there_are_not_too_many_gold_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authoring.inbox.goldrow.MOST", 1)
    with pytest.raises(CommandError, match=r"gold.csv: 1 questions already; keep those that tell most"):
        with_out_of_scope(GOLD, "question,passage\na,-\n", "b")


def test_no_row_is_a_formula_to_a_spreadsheet_program() -> None:
    assert with_out_of_scope(GOLD, "", "=1+1") == "question,passage\n'=1+1,-\n"


@settings(deadline=None, max_examples=100)
@given(some.lists(ONE_LINE, min_size=1, max_size=6))
def test_rows_are_read_back_as_they_were_typed(
    tmp_path_factory: pytest.TempPathFactory, asked: list[str]
) -> None:
    path = tmp_path_factory.mktemp("gold") / "gold.csv"
    text = ""
    for question in asked:
        text = with_out_of_scope(path, text, question)
    path.write_bytes(text.encode())
    found = list(gold_questions(path, ()))
    assert all(isinstance(row, GoldQuestion) for row in found)
    rows = [row["question"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    typed = (" ".join(question.split()).casefold().lstrip("'") for question in asked)
    assert [row.casefold().lstrip("'") for row in rows] == list(dict.fromkeys(typed))
