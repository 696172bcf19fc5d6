from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import faq
from authoring.formats.intake import Place, taken_in
from authoring.formats.records import Draft, Row, Skip
from authoring.shelving import shelved
from faq import Entry, Fields, Source
from faq.files import FOLDERS
from tests.authored import DIRTY

HERE = Place("pets.csv", Fields(topic="Pets"))
WORDS = some.sampled_from(["", "a", "dog", "dog", "x y", "17", "#dog", "readme", "How?", "Tags: x"])
TEXTS = WORDS | DIRTY
SOME_TEXTS = some.lists(TEXTS, max_size=2).map(tuple)
DRAFTS = some.builds(
    Draft,
    line=some.integers(-1, 9),
    question=DIRTY | WORDS,
    answer=DIRTY | DIRTY.map("{} so".format),
    id=TEXTS,
    alternates=SOME_TEXTS,
    topic=TEXTS,
    language=some.sampled_from(["", "de", "xx-yy", "?"]),
    tags=SOME_TEXTS,
    see_also=SOME_TEXTS,
    formerly=SOME_TEXTS,
    reviewed=some.none() | some.dates(),
    review_every=some.sampled_from(["", "1 year", "x"]),
    status=some.sampled_from(["", "draft", "retired", "x"]),
    reference=TEXTS,
    metadata=some.lists(some.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    article=some.just("") | some.just("") | TEXTS,
    path=some.sampled_from(["", "a.md"]),
    changes=some.just(()),
)
ROWS = some.lists(DRAFTS | some.builds(Skip, some.integers(1, 9), some.just("it is torn")), max_size=6)


def draft(line: int, question: str, answer: str = "Yes.", **more: object) -> Draft:
    return Draft(line=line, question=question, answer=answer, **more)  # type: ignore[arg-type]


def told(*rows: Draft | Skip, place: Place = HERE) -> list[str]:
    return [str(row) for row in taken_in(rows, place)[1]]


def taken(*rows: Draft | Skip, place: Place = HERE) -> tuple[Entry, ...]:
    return taken_in(rows, place)[0]


def test_a_row_becomes_an_entry_with_all_that_it_says() -> None:
    row = draft(
        7,
        " May I  bring\nmy dog? ",
        id="dog",
        alternates=("dogs?", "May I bring my dog?", "", "dogs?"),
        topic="House",
        language="DE",
        tags=("Animals", "Fun, Games"),
        see_also=("dog", "none"),
        formerly=("hound", "no id"),
        reviewed=date(2026, 1, 2),
        review_every="1 year",
        status="Draft",
        reference=" the\ncook ",
        metadata=(("price", "3"),),
    )
    entries, rows = taken_in([row], HERE)
    fields = Fields(
        topic="House",
        language="de",
        alternates=("dogs?",),
        tags=("animals", "fun", "games"),
        formerly=("hound",),
        reviewed=date(2026, 1, 2),
        review_every="1 year",
        status="draft",
        reference="the cook",
        metadata=(("price", "3"),),
    )
    source = Source("pets.csv", 7)
    reason = (
        "its former id 'no id' cannot be kept, no entry that visitors may read is called 'dog', "
        "no entry that visitors may read is called 'none'"
    )
    assert entries == (Entry("dog", "May I bring my dog?", "Yes.", fields, source),)
    assert rows == (Row(source, "changed", "May I bring my dog?", reason),)


def test_what_stands_in_no_field_is_kept_as_metadata() -> None:
    row = draft(
        1, "Dogs?", id="D 1", status="open", language="Doggish", review_every="often", tags=("t" * 41,)
    )
    ((entry,), (outcome,)) = taken_in([row], HERE)
    assert dict(entry.fields.metadata) == {
        "tags": "t" * 41,
        "language": "Doggish",
        "review_every": "often",
        "status": "open",
        "id": "D 1",
    }
    assert outcome.reason == (
        f"its tags '{'t' * 41}' is metadata now, its language 'Doggish' is metadata now, "
        "its review every 'often' is metadata now, its status 'open' is metadata now, "
        "its id is 'dogs', since 'D 1' cannot be one"
    )


def test_the_same_row_twice_is_taken_once() -> None:
    assert told(draft(2, "Dogs?"), draft(3, " Dogs? "), draft(4, "Dogs?", "No.")) == [
        "pets.csv:2: kept: 'Dogs?'",
        "pets.csv:3: skipped: 'Dogs?'; the same stands in line 2",
        "pets.csv:4: changed: 'Dogs?'; the question has another answer in line 2, "
        "its id is 'dogs-2', since 'dogs' is taken",
    ]


def test_what_the_content_says_already_is_not_taken_again() -> None:
    present = Entry("dogs", "Dogs?", "Yes.", Fields(formerly=("cats",)), Source("menu.md", 5))
    place = replace(HERE, present=(present,))
    rows = draft(2, "Dogs?"), draft(3, "Birds?", id="dogs"), draft(4, "Cats?", see_also=("dogs", "cats"))
    assert told(*rows, place=place) == [
        "pets.csv:2: skipped: 'Dogs?'; the same stands in menu.md:5",
        "pets.csv:3: changed: 'Birds?'; its id is 'dogs-2', since 'dogs' is taken",
        "pets.csv:4: changed: 'Cats?'; its id is 'cats-2', since 'cats' is taken",
    ]


def test_links_follow_the_entries_to_their_new_ids() -> None:
    rows = (
        draft(2, "Dogs?", id="D 1", see_also=("C 1",)),
        draft(
            3,
            "Cats?",
            "See [dogs](#d), [birds](#B%201), [fish](#fish) and [the web](https://a.org).",
            id="C 1",
        ),
        draft(4, "Birds?", id="B 1", see_also=("D 1", "D 1", "B 1", "none")),
        draft(5, "Dogs?", id="d"),
    )
    dogs, cats, birds = taken(*rows)
    assert dogs.fields.see_also == ("cats",)
    assert cats.answer == "See [dogs](#dogs), [birds](#birds), fish and [the web](https://a.org)."
    assert birds.fields.see_also == ("dogs",)


def test_nothing_leads_to_what_visitors_may_not_read() -> None:
    rows = draft(2, "Dogs?", status="draft"), draft(3, "Cats?", "See [dogs](#dogs).", see_also=("dogs",))
    assert [(entry.answer, entry.fields.see_also) for entry in taken(*rows)] == [
        ("Yes.", ()),
        ("See dogs.", ()),
    ]


def test_sections_become_an_article() -> None:
    rows = (
        draft(1, "Our dogs", "They bark.", article="Our dogs", language="de"),
        draft(3, "Food", "Bones.", article="Our dogs", id="bones"),
        draft(5, "Food", "More bones.", article="Our dogs"),
        draft(1, "Food", "Fish.", article="Our dogs", path="cats.md"),
    )
    found = [(e.id, e.question, e.article, e.article_title, e.fields.language) for e in taken(*rows)]
    assert found == [
        ("our-dogs", "Our dogs", "our-dogs", "Our dogs", "de"),
        ("bones", "Food", "our-dogs", "Our dogs", "de"),
        ("our-dogs-food", "Food", "our-dogs", "Our dogs", "de"),
        ("our-dogs-2-food", "Food", "our-dogs-2", "Our dogs", "en"),
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (draft(1, ""), "it has no question"),
        (draft(1, " ?! "), "its question has no words"),
        (draft(1, "Dogs?", " \n"), "it has no answer"),
        (draft(1, "Dogs?", "<script>x</script><p></p>"), "it has no answer"),
        (draft(1, "d" * 501), "its question is longer than 500 characters"),
        (draft(1, "Dogs?", "x" * 100_001), "its answer is longer than 100,000 characters"),
        (draft(1, "Dogs?", "- " * 12 + "x"), "line 1 of its answer: lists nest deeper than 8"),
        (Skip(1, "it is torn", "Dogs?"), "it is torn"),
    ],
)
def test_what_cannot_be_shown_is_left_out(row: Draft | Skip, reason: str) -> None:
    entries, (outcome,) = taken_in([row], HERE)
    assert (entries, outcome.fate, outcome.reason) == ((), "skipped", reason)


def test_what_is_too_much_is_cut_and_told() -> None:
    row = draft(
        1,
        "Dogs?",
        alternates=("x" * 501, *(f"dog {number}" for number in range(400))),
        tags=tuple(f"t{number}" for number in range(30)),
        reference="r" * 2001,
        metadata=(("a", "x" * 30_000), ("b", "y")),
    )
    ((entry,), (outcome,)) = taken_in([row], HERE)
    assert (len(entry.fields.alternates), len(entry.fields.tags), entry.fields.reference) == (300, 20, "")
    assert [name for name, _ in entry.fields.metadata] == ["b", "tags", "reference"]
    for told in ("1 of its other questions had more", "first 300 were taken", "'a' is too long to be kept"):
        assert told in outcome.reason


def on_disk(entries: tuple[Entry, ...], folder: Path) -> None:
    for old in folder.rglob("*.md"):
        old.unlink()
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    for path, text in shelved(entries):
        (folder / path).write_text(text, encoding="utf-8")


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_whatever_rows_come_in_the_content_has_no_problem_and_each_row_is_told(
    tmp_path: Path, rows: list[Draft | Skip]
) -> None:
    entries, outcome = taken_in(rows, HERE)
    assert [row.source.line for row in outcome] == [max(1, row.line) for row in rows]
    assert sum(row.fate != "skipped" for row in outcome) == len(entries)
    on_disk(entries, tmp_path)
    if entries:
        assert faq.load(tmp_path).problems == ()
    nowhere = Source("", 1)
    assert {entry.id: replace(entry, source=nowhere) for entry in faq.entries(tmp_path)} == {
        entry.id: replace(entry, source=nowhere) for entry in entries
    }


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_a_second_import_fits_beside_the_first(
    tmp_path: Path, first: list[Draft | Skip], second: list[Draft | Skip]
) -> None:
    before, _ = taken_in(first, HERE)
    after, _ = taken_in(second, replace(HERE, present=before))
    on_disk((*before, *after), tmp_path)
    if before or after:
        assert faq.load(tmp_path).problems == ()


def test_the_same_rows_are_not_imported_twice() -> None:
    rows = draft(2, "Dogs?", "<p>Yes.</p>"), draft(3, "Cats?"), draft(1, "Food", "Bones.", article="Our dogs")
    first, _ = taken_in(rows, HERE)
    again, outcome = taken_in(rows, replace(HERE, present=first))
    assert (again, {row.fate for row in outcome}) == ((), {"skipped"})
