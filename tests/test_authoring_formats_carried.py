from datetime import date

from hypothesis import given

from authoring.formats.carried import ALL, as_texts, lost, taken, written
from authoring.formats.records import Loss
from faq import Entry, Fields, Source
from tests.structured import written as some_entries

PLACE = Source("a.md", 3)


@given(some_entries())
def test_fields_that_were_written_are_taken_back(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        names = written(entry.fields, ALL)
        found, others = taken(names.items(), ALL)
        assert others == []
        assert found == {name: value for name in found if (value := getattr(entry.fields, name))}
        assert set(names) == {
            {"alternates": "also_asked", "reference": "source"}.get(name, name) for name in found
        }


def test_lists_as_texts_are_read_back_as_lists() -> None:
    told = as_texts(written(Fields(tags=("a", "b"), alternates=("c, d", "e"), formerly=("x", "y")), ALL))
    assert told == {"language": "en", "also_asked": "c, d|e", "tags": "a, b", "formerly": "x, y"}
    assert taken(told.items(), ALL)[0] == {
        "language": "en",
        "alternates": ("c, d", "e"),
        "tags": ("a", "b"),
        "formerly": ("x", "y"),
    }


def test_what_cannot_be_the_value_of_a_field_is_none_of_ours() -> None:
    pairs = [
        ("status", "hot"),
        ("reviewed", 7),
        ("topic", ["a"]),
        ("tags", "a"),
        ("tags", "b"),
        ("colour", "red"),
    ]
    found, others = taken(pairs, ALL, {"colour": "topic"})
    assert found == {"tags": ("a",), "topic": "red"}
    assert others == [("status", "hot"), ("reviewed", 7), ("topic", ["a"]), ("tags", "b")]


def test_what_stays_behind_is_told_field_by_field() -> None:
    fields = Fields("Pets", tags=("dog",), reviewed=date(2026, 1, 2), metadata=(("x" * 70, "y"),))
    entry = Entry("dog", "A dog?", "Yes.", fields, PLACE, "pets", "Pets")
    assert list(lost(entry, {"topic", "tags"})) == [
        Loss(PLACE, "that it is a section of the article 'Pets'"),
        Loss(PLACE, "its field 'reviewed', '2026-01-02'"),
        Loss(PLACE, f"its metadata '{'x' * 59}…'"),
    ]
    assert list(lost(Entry("dog", "A dog?", "Yes.", Fields(), PLACE), ())) == []
