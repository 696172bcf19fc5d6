from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from faq.fields import LISTS, NAMES, OF_A_FILE, OF_A_HEADING, FieldError, folded, is_id, near, with_values
from faq.records import Fields

ACCEPTED: list[tuple[str, str | list[str], Fields]] = [
    ("topic", "Pizza: all of it", Fields(topic="Pizza: all of it")),
    ("language", "pt-BR", Fields(language="pt-br")),
    ("language", "DE", Fields(language="de")),
    ("also asked", "a b\n c | d , e |", Fields(alternates=("a b", "c", "d , e"))),
    ("also asked", ["a | b", " a | b "], Fields(alternates=("a | b",))),
    ("tags", "Vegan, quick,,vegan", Fields(tags=("vegan", "quick"))),
    ("tags", "", Fields()),
    ("see also", "#a, b\nc-d", Fields(see_also=("a", "b", "c-d"))),
    ("see also", ["#größe", "größe"], Fields(see_also=("größe",))),
    ("formerly", "#old, #older", Fields(formerly=("old", "older"))),
    ("reviewed", "2024-02-29", Fields(reviewed=date(2024, 2, 29))),
    ("reviewed", "", Fields()),
    ("review every", "12 months", Fields(review_every="12 months")),
    ("review every", "1 day", Fields(review_every="1 day")),
    ("review every", "", Fields()),
    ("status", "Draft", Fields(status="draft")),
    ("status", "retired", Fields(status="retired")),
    ("status", "", Fields()),
    ("source", "RFC 950, section 2", Fields(reference="RFC 950, section 2")),
    ("metadata", '{"desk": "3", "café": "é"}', Fields(metadata=(("desk", "3"), ("café", "é")))),
    ("metadata", "", Fields()),
]

DATE = "is not a date; write year-month-day, as in 2026-01-31"
DURATION = "is not a duration; write it as in '12 months' or '2 weeks'"
LANGUAGE = "is not a language code; write it as in en, de or pt-BR"
STATUS = "write draft or retired, or leave it out"
METADATA = 'write names and texts, as in {"department": "Loans", "ticket": "17"}'
REFUSED = [
    *(("metadata", value, f"'Metadata' is not JSON; {METADATA}") for value in ("desk: 3", "{", "[" * 9999)),
    *(("metadata", value, f"'Metadata' holds more than names and texts; {METADATA}") for value in (
        "[]", '{"desk": 3}', '{"desk": ["3"]}', '"desk"',
    )),
    ("metadata", r'{"a": "\ud800"}', "'Metadata' holds half a character; write the character itself"),
    *(("reviewed", value, f"{value!r} {DATE}") for value in (
        "2026-02-29", "2026-13-01", "2026-1-31", "31.01.2026", "20260131", "2026-W05-6", "today",
        "2026-01-31T10:00", "٢٠٢٦-01-31", "0000-01-01",
    )),
    *(("review every", value, f"{value!r} {DURATION}") for value in (
        "12", "months", "0 months", "12 moons", "a year", "-1 days", "1٢ months", "10000 days", "12  months",
    )),
    *(("language", value, f"{value!r} {LANGUAGE}") for value in ("", "English", "e", "en_GB", "en-", "日本")),
    ("status", "hidden", f"unknown status 'hidden'; {STATUS}"),
    ("see also", "#a, the b", "'the b' is not an id; write ids as in '#subnet-mask, #cidr'"),
    ("formerly", "#a #b", "'#a #b' is not an id; write ids as in '#subnet-mask, #cidr'"),
    ("see also", "##a", "'##a' is not an id; write ids as in '#subnet-mask, #cidr'"),
    ("also asked", "", "'Also asked' names no question; begin each with '- ', or delete the line"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "expected"), ACCEPTED)
def test_a_value_is_parsed(name: str, value: str | list[str], expected: Fields) -> None:
    assert with_values(Fields(), {name: value}) == expected


@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_a_value_that_cannot_be_used_is_refused_with_the_remedy(name: str, value: str, message: str) -> None:
    with pytest.raises(FieldError) as raised:
        with_values(Fields(), {name: value})
    assert str(raised.value) == message
    assert f"{raised.value.what}; {raised.value.remedy}" == message


def test_values_replace_the_defaults_but_tags_are_added() -> None:
    defaults = Fields(topic="Food", tags=("a", "b"), reviewed=date(2026, 1, 1), see_also=("x",))
    found = with_values(defaults, {"topic": "Pizza", "tags": "b, c", "reviewed": "", "see also": "y"})
    assert found == Fields(topic="Pizza", tags=("a", "b", "c"), see_also=("y",))


@pytest.mark.parametrize("name", ["See also", "see_also", "SEE-ALSO", "  See  \t also ", "-see-also-"])
def test_a_name_is_known_however_it_is_spelt(name: str) -> None:
    assert folded(name) == "see also"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("taggs", "did you mean 'tags'?"),
        ("See_alsoo", "did you mean 'see also'?"),
        ("alsoasked", "did you mean 'also asked'?"),
        ("review evry", "did you mean 'review every'?"),
        ("stauts", "did you mean 'status'?"),
        (
            "colour",
            "use one of: also asked, formerly, metadata, review every, reviewed, see also, source, "
            "status, tags",
        ),
    ],
)
def test_an_unknown_name_gets_the_near_one_or_all(name: str, remedy: str) -> None:
    assert near(name, OF_A_HEADING) == remedy


@pytest.mark.parametrize("text", ["a", "A1", "subnet-mask", "größe", "7-layers", "日本", "a" * 100])
def test_letters_and_digits_joined_by_single_hyphens_are_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a-", "a--b", "a_b", "a b", "a.b", "#a", "a\n", "gro\u0308sse", "a" * 101]
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_every_field_stands_somewhere() -> None:
    assert set(NAMES) == OF_A_FILE | OF_A_HEADING | LISTS


@settings(deadline=None, max_examples=200)
@given(some.sampled_from(sorted(NAMES)), some.text(max_size=60))
def test_any_text_is_a_value_or_is_refused(name: str, value: str) -> None:
    with suppress(FieldError):
        assert isinstance(with_values(Fields(), {name: value}), Fields)
