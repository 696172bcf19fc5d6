from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from authoring.formats.tree import DEPTH, Array, Object, TreeError
from authoring.formats.yaml_tree import yaml_tree

PLAIN = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
VALUES: some.SearchStrategy[Any] = some.recursive(
    PLAIN,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES, some.booleans())
def test_a_value_of_texts_is_what_was_written(value: Any, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    assert yaml_tree(text) == value


def test_every_scalar_stays_what_was_typed() -> None:
    assert yaml_tree("[no, 012, 1:30, 1e3, ~, 2026-11-22, .inf, 'a']") == [
        *("no", "012", "1:30", "1e3", "~", "2026-11-22", ".inf", "a")
    ]


def test_lists_mappings_and_names_know_their_lines() -> None:
    found = yaml_tree("# a remark\n\na:\n- b: 1\n\n- c: |\n    two\n    lines\n- d\nb: 2\na: 3\n")
    assert isinstance(found, Object)
    assert (found, found.line, found.lines) == ({"a": "3", "b": "2"}, 3, {"a": 11, "b": 10})
    assert found.repeated == [("a", 3)]
    listed = yaml_tree("a:\n- b: 1\n\n- c: |\n    two\n    lines\n- d\n")
    assert isinstance(listed, Object)
    assert isinstance(listed["a"], Array)
    assert (listed["a"].line, listed["a"].lines) == (2, [2, 4, 7])


AGAIN = "export the file again, or mend this line"
REFUSED = {
    "a: &x 1\nb: *x": "line 1: YAML anchors and aliases are not read; write the value out",
    "a: 1\nb: *x": "line 2: YAML anchors and aliases are not read; write the value out",
    "a: !!python/name:os.system x": "line 1: YAML tags are not read; delete it, or quote the value",
    "a:\n- !x b": "line 2: YAML tags are not read; delete it, or quote the value",
    "a: 1\n---\nb: 2": "line 2: a second YAML document; put it into a file of its own",
    "? [a]\n: 1": "line 1: a name must be a word; write 'name: value'",
    "a: [\nb": f"line 2: this is not YAML; {AGAIN}",
    "a: 1\n b: 2\n\tc": f"line 2: this is not YAML; {AGAIN}",
    'a: "\\UFFFFFFFF"': f"line 1: this is not YAML; {AGAIN}",
    "a: 1\nb: \0": f"line 2: an invisible control character; {AGAIN}",
    "[" * (DEPTH + 1): f"line 1: values nest deeper than {DEPTH}; {AGAIN}",
    "[" * 900: f"line 1: values nest deeper than {DEPTH}; {AGAIN}",
}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_yaml_or_does_magic_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(TreeError) as raised:
        yaml_tree(text)
    assert str(raised.value) == REFUSED[text]


def test_a_bomb_is_refused_at_once() -> None:
    layers = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 20))
    with pytest.raises(TreeError, match="anchors and aliases"):
        yaml_tree(f"a0: &a0 [lol]\n{layers}")


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert yaml_tree(text) is None
