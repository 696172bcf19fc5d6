import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.formats.json_tree import json_tree, plain_json
from authoring.formats.tree import DEPTH, Array, Object, TreeError, Value
from tests.structured import JSON

FINITE: some.SearchStrategy[Any] = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    # a character that UTF-8 has: half of a surrogate pair is replaced
    | some.text(some.characters(codec="utf-8"), max_size=6),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(some.text(some.characters(codec="utf-8"), max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(FINITE, some.sampled_from([None, 0, 1, "\t"]))
def test_a_value_is_what_json_says_it_is(value: Any, indent: int | str | None) -> None:
    assert json_tree(json.dumps(value, indent=indent)) == value


@given(some.lists(some.dictionaries(some.sampled_from(["a", "b"]), FINITE), min_size=1, max_size=4))
def test_every_object_knows_its_line(rows: list[Any]) -> None:
    texts = [json.dumps(row, indent=1) for row in rows]
    found = json_tree("[\n" + ",\n".join(texts) + "\n]")
    lines = [2 + sum(text.count("\n") + 1 for text in texts[:place]) for place in range(len(texts))]
    assert isinstance(found, Array)
    assert found.lines == lines
    assert [row.line for row in found if isinstance(row, Object)] == lines


def test_a_name_knows_its_line_and_the_last_of_two_wins() -> None:
    found = json_tree('{\n"a":\n1,\n"b": 2,\n"a": 3}')
    assert isinstance(found, Object)
    assert (found, found.lines, found.repeated) == ({"a": 3, "b": 2}, {"a": 5, "b": 4}, [("a", 2)])


def test_values_that_follow_each_other_are_a_list() -> None:
    found = json_tree('{"a": 1}\n\n{"a": 2}\n')
    assert isinstance(found, Array)
    assert (found, found.lines) == ([{"a": 1}, {"a": 2}], [1, 3])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: the file is empty; export it again"),
        (" \n ", "line 1: the file is empty; export it again"),
        ("[1,\n2", "line 2: the file ends too early; export the file again, or mend this line"),
        ("[1,\n]", "line 2: this is not JSON; export the file again, or mend this line"),
        ('{"a" 1}', "line 1: this is not JSON; export the file again, or mend this line"),
        ('{\n"a": 1\nb: 2}', "line 3: this is not JSON; export the file again, or mend this line"),
        ("{1: 2}", "line 1: this is not JSON; export the file again, or mend this line"),
        ("\nqna", "line 2: this is not JSON; export the file again, or mend this line"),
        ('["open', "line 1: this is not JSON; export the file again, or mend this line"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TreeError) as raised:
        json_tree(text)
    assert str(raised.value) == message


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_values_that_nest_too_deep_are_refused(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    deep: Value = json_tree(opening * DEPTH + "1" + closing * DEPTH)
    assert deep
    for depth in (DEPTH + 1, 100_000):
        with pytest.raises(TreeError, match=f"values nest deeper than {DEPTH}"):
            json_tree(opening * depth)


def test_numbers_that_no_computer_holds_stay_text() -> None:
    digits = "9" * 5_000
    assert json_tree(f"[{digits}, 1e999, NaN, -Infinity, 7]") == [digits, "1e999", "NaN", "-Infinity", 7]


def test_half_a_character_is_shown_as_such() -> None:
    assert json_tree('["\\ud83c\\udf55", "\\ud83c", {"\\udf55": 1}]') == ["🍕", "�", {"�": 1}]


@given(JSON)
def test_the_fast_way_finds_the_same(value: Any) -> None:
    text = json.dumps(value)
    assert (plain_json(text) is None) == (value is None)


@settings(max_examples=300)
@given(some.text('[]{}:,"\\ud8tn01-eE \n', max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    plain_json(text)
    try:
        found = json_tree(text)
    except TreeError:
        with pytest.raises(ValueError, match=r".+"):
            json.loads(text)
        return
    assert found is None or isinstance(found, Object | Array | str | int | float | bool)
