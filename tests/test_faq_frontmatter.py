import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.frontmatter import Value, YamlError, cut, mapping
from faq.limits import NESTING

PLAIN = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
VALUES: some.SearchStrategy[Value] = some.recursive(
    PLAIN,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=6,
)


def depth(value: Value) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return 0 if isinstance(value, str) else 1 + max(map(depth, inner), default=0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("", 0)),
        ("# Menu", ("", 0)),
        ("\n---\na: b\n---\n", ("", 0)),
        ("----\na: b\n----\n", ("", 0)),
        ("---\n---", ("", 2)),
        ("---\na: b\n---", ("a: b", 3)),
        ("---  \na: b\n\nc: d\n--- \n---\n", ("a: b\n\nc: d", 5)),
        ("---\na: ---\n ---\n---\n", ("a: ---\n ---", 4)),
    ],
)
def test_front_matter_lies_between_two_fences_from_the_first_line_on(
    text: str, found: tuple[str, int]
) -> None:
    assert cut(text) == found


def test_front_matter_that_is_not_closed_is_refused() -> None:
    with pytest.raises(YamlError) as raised:
        cut("---\na: b\n")
    assert str(raised.value) == "1: front matter is not closed; end it with a line '---'"


def test_every_scalar_stays_what_was_typed() -> None:
    typed = [
        "no",
        "012",
        "1:30",
        "1e3",
        "~",
        "null",
        "2026-11-22",
        "0x1F",
        ".inf",
        "9" * 5000,
        "yes # really",
    ]
    text = "\n".join(f"k{number}: {value}" for number, value in enumerate(typed))
    expected = [*typed[:-1], "yes"]
    assert [value for _, value in mapping(text).values()] == expected


def test_keys_come_with_their_lines() -> None:
    text = "# a remark\n\na: |\n  1\n  2\nb:\n  - x\n  - y: z\n? c\n: d\nempty:\n"
    assert mapping(text) == {
        "a": (3, "1\n2\n"),
        "b": (6, ["x", {"y": "z"}]),
        "c": (9, "d"),
        "empty": (11, ""),
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_nothing_is_no_fields(text: str) -> None:
    assert mapping(text) == {}


REFUSED = {
    "a: &x 1": "1: YAML anchors and aliases are not read; write the value out, or quote it",
    "a: 1\nb: *x": "2: YAML anchors and aliases are not read; write the value out, or quote it",
    "&x a: 1": "1: YAML anchors and aliases are not read; write the value out, or quote it",
    "&x\na: 1": "1: YAML anchors and aliases are not read; write the value out, or quote it",
    "*x : 1": "1: YAML anchors and aliases are not read; write the value out, or quote it",
    "a:\n- b\n- &x c": "3: YAML anchors and aliases are not read; write the value out, or quote it",
    "a: !!str 1": "1: the YAML tag 'tag:yaml.org,2002:str' is not read; delete it, or quote the value",
    "a: !x 1": "1: the YAML tag '!x' is not read; delete it, or quote the value",
    "a: !!python/name:os.system x": (
        "1: the YAML tag 'tag:yaml.org,2002:python/name:os.system' is not read; delete it, or quote the value"
    ),
    "!!map {a: 1}": "1: the YAML tag 'tag:yaml.org,2002:map' is not read; delete it, or quote the value",
    "a: 1\n<<: {b: 1}": "2: YAML merge keys are not read; write the fields out",
    "a: {<<: {b: 1}}": "1: YAML merge keys are not read; write the fields out",
    "a: 1\nb: 2\na: 3": "3: field 'a' stands twice; keep one of them",
    "a:\n  b: 1\n  b: 2": "3: field 'b' stands twice; keep one of them",
    "a: 1\n'a': 2": "2: field 'a' stands twice; keep one of them",
    "[a]: 1": "1: a field name must be a word; write 'key: value'",
    "? {a: 1}\n: 1": "1: a field name must be a word; write 'key: value'",
    "- a\n- b": "1: this is no list of fields; write 'key: value' lines",
    "\njust words": "2: this is no list of fields; write 'key: value' lines",
    "a: 1\n--- \nb: 2": "2: a second YAML document; keep one block of fields",
    "a: 1\nb: c: d": (
        "2: mapping values are not allowed here; write 'key: value', and quote a value that holds ': ' or '#'"
    ),
    "a: [1, 2": (
        "1: expected ',' or ']', but got '<stream end>'; "
        "write 'key: value', and quote a value that holds ': ' or '#'"
    ),
    'a: "b': (
        "1: found unexpected end of stream; write 'key: value', and quote a value that holds ': ' or '#'"
    ),
    "a: 1\nb: @c": (
        "2: found character '@' that cannot start any token; "
        "write 'key: value', and quote a value that holds ': ' or '#'"
    ),
    "a: 1\nb: \x07": "2: an invisible control character; delete it",
    "a: 1\nb: \ud800": "2: an invisible control character; delete it",
    'a: 1\nb: "\\ud800"': "2: half a character; write the character itself",
    'a: 1\n"\\udfff": b': "2: half a character; write the character itself",
    'a: "\\U0001F355"\nb: "\\U00110000"': "2: an escape that is no character; write the character itself",
    'a: "\\UFFFFFFFF"': "1: an escape that is no character; write the character itself",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_more_than_strings_lists_and_mappings_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(YamlError) as raised:
        mapping(text)
    assert str(raised.value) == REFUSED[text]
    assert f"{raised.value.line}: {raised.value.what}; {raised.value.remedy}" == REFUSED[text]


@settings(deadline=None, max_examples=100)
@given(some.dictionaries(PLAIN.filter(lambda key: key != "<<"), VALUES, max_size=4), some.booleans())
def test_what_pyyaml_writes_is_read_back_as_it_was(fields: dict[str, Value], flow: bool) -> None:
    if depth(fields) > NESTING or "'<<'" in repr(fields):
        return
    text = yaml.safe_dump(fields, default_style='"', default_flow_style=flow, allow_unicode=True, width=9999)
    text = "\n".join(line.replace("!!null ", "") for line in text.split("\n"))
    assert {key: value for key, (_, value) in mapping(text).items()} == fields


BOMBS = {
    "aliases": "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)},*{chr(97 + n)}]\n" for n in range(20)
    ),
    "merge": "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 2000)),
    "lists": "a: " + "[" * 100_000,
    "mappings": "a: " + "{a: " * 100_000,
    "indents": "\n".join(" " * depth + "a:" for depth in range(1000)),
    "dashes": "a: \n" + "- " * 100_000,
    "questions": "? " * 100_000,
    "tags": "a: " + "!" * 100_000,
    "quotes": "a: " + "'" * 100_001,
    "number": "a: " + "9" * 100_000 + "\na: 1",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_fast(name: str) -> None:
    begin = time.process_time()
    with pytest.raises(YamlError):
        mapping(BOMBS[name])
    assert time.process_time() - begin < 1
