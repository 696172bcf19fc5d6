from datetime import date
from typing import Any

import pytest
from hypothesis import given

from authoring.formats.json_tree import json_tree
from authoring.formats.row import (
    RowError,
    day,
    folded_names,
    merged,
    needed,
    object_of,
    questions_of,
    rest,
    text_of_value,
    value_of_text,
    words,
)
from authoring.formats.tree import Object
from tests.structured import JSON


def row(text: str) -> Object:
    return object_of(json_tree(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{}", "it has no answer"),
        ('{"a": null}', "it has no answer"),
        ('{"a": " "}', "it has no answer"),
        ('{"a": true}', "its answer is no text"),
        ('{"a": ["x"]}', "its answer is no text"),
        ('{"a": {}}', "its answer is no text"),
    ],
)
def test_a_row_without_what_it_needs_says_why(text: str, reason: str) -> None:
    with pytest.raises(RowError) as raised:
        needed(row(text), "a", "answer")
    assert str(raised.value) == reason


def test_numbers_count_as_text() -> None:
    assert [needed(row(f'{{"a": {value}}}'), "a", "answer") for value in ("0", "1.5", '" x "')] == [
        "0",
        "1.5",
        "x",
    ]


def test_questions_are_the_texts_of_a_list_each_once_and_the_rest_is_told() -> None:
    assert questions_of(json_tree('["a?", "b?", "a?", null, {}, " "]')) == (
        "a?",
        ("b?",),
        ("3 of its questions are no text",),
    )
    assert questions_of("a?") == ("a?", (), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "it has no question"),
        ("null", "it has no question"),
        ("[{}]", "its question is no text"),
    ],
)
def test_a_row_without_questions_says_why(text: str, reason: str) -> None:
    with pytest.raises(RowError) as raised:
        questions_of(json_tree(text))
    assert str(raised.value) == reason


def test_what_nothing_was_made_of_is_kept_and_what_says_nothing_is_not() -> None:
    told = row(
        '{"a": "x", "b": ["y"], "c": 0, "d": false, "e": "", "f": null, "g": [], "h": "taken", "i": 7}'
    )
    assert rest(told, {"h": "taken", "i": ""}, "r.") == (
        ("r.a", "x"),
        ("r.b", '["y"]'),
        ("r.c", "0"),
        ("r.d", "false"),
        ("r.i", "7"),
    )


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert merged([("a", "1"), ("a", "2")], [("a 2", "3"), ("a", "4")]) == (
        ("a", "1"),
        ("a 2", "2"),
        ("a 2 2", "3"),
        ("a 3", "4"),
    )


def test_a_date_is_the_beginning_of_a_time_or_nothing() -> None:
    assert [day("2026-02-03"), day("2026-02-03 04:05"), day("soon"), day(20260203), day(None)] == [
        date(2026, 2, 3),
        date(2026, 2, 3),
        None,
        date(2026, 2, 3),
        None,
    ]


def test_names_begin_with_a_small_letter_and_keep_their_lines() -> None:
    folded = folded_names(row('{\n"Id": 1,\n"qnaId": 2}'))
    assert (folded, folded.lines) == ({"id": 1, "qnaId": 2}, {"id": 2, "qnaId": 3})


def test_words_are_the_texts_alone() -> None:
    assert [words(json_tree(text)) for text in ('["a", 1, null]', '"a"', "{}", "null")] == [
        ("a", "1"),
        ("a",),
        (),
        (),
    ]


@given(JSON)
def test_a_value_that_became_text_comes_back_as_the_same_text(value: Any) -> None:
    text = text_of_value(value)
    assert text_of_value(value_of_text(text)) == text
