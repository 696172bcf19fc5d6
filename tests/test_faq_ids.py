import time
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as some

from faq.ids import dead_links, formerly, unique
from faq.records import Entry, Fields, Source


def entry(name: str, line: int = 1, answer: str = "Yes.", fields: Fields | None = None) -> Entry:
    return Entry(name, "Question?", answer, fields or Fields(), Source("a.md", line))


def named(names: Iterable[str]) -> list[Entry]:
    return [entry(name, line) for line, name in enumerate(names, start=1)]


def test_the_second_holder_of_an_id_gets_a_number_that_nobody_wrote() -> None:
    entries, problems = unique(named(["a", "a", "a-2", "a", "b", "a-2"]))
    assert [each.id for each in entries] == ["a", "a-3", "a-2", "a-4", "b", "a-2-2"]
    assert list(map(str, problems)) == [
        "a.md:2: id 'a' is taken by a.md:1; end the heading with another id, as in {#a-3}",
        "a.md:4: id 'a' is taken by a.md:1; end the heading with another id, as in {#a-4}",
        "a.md:6: id 'a-2' is taken by a.md:3; end the heading with another id, as in {#a-2-2}",
    ]


@settings(deadline=None, max_examples=200)
@given(some.lists(some.sampled_from(["a", "b", "a-2", "a-3", "a-2-2", "b-2"]), max_size=20))
def test_ids_become_unique_and_whoever_was_first_keeps_theirs(names: list[str]) -> None:
    entries, problems = unique(named(names))
    found = [each.id for each in entries]
    assert len(set(found)) == len(names)
    assert len(problems) == len(names) - len(set(names))
    assert all(found[names.index(name)] == name for name in names)
    assert [each.source for each in entries] == [each.source for each in named(names)]


def test_twenty_thousand_of_the_same_are_told_apart_fast() -> None:
    begin = time.process_time()
    entries, problems = unique(named(["same"] * 20_000))
    assert (entries[-1].id, len(problems)) == ("same-20000", 19_999)
    assert time.process_time() - begin < 5


def test_a_former_id_leads_to_the_present_one() -> None:
    entries = [
        entry("a", 1, fields=Fields(formerly=("b", "c", "d"))),
        entry("e", 2, fields=Fields(formerly=("c",))),
    ]
    present, problems = formerly(entries, {"a", "e", "d"})
    assert present == {"b": "a", "c": "a"}
    assert list(map(str, problems)) == [
        "a.md:1: the former id 'd' belongs to another entry; delete it from 'Formerly'",
        "a.md:2: the former id 'c' belongs to another entry; delete it from 'Formerly'",
    ]


def test_links_that_lead_nowhere_are_told() -> None:
    section = Entry("s", "S", "[a](#art) [b](#s)", Fields(), Source("b.md", 1), "art", "Art")
    entries = [
        entry("a", 3, "[x](#a) [x](#old) [x](#none) [x](https://e.org#no)", Fields(see_also=("s", "gone"))),
        entry("größe", 9, "[x](#größe)"),
        section,
    ]
    talk = [entry("hello", 5, "[x](#a) [y](#hello)")]
    assert list(map(str, dead_links(entries, talk, {"old": "a"}))) == [
        "a.md:3: 'See also' names no entry: #gone; correct the id, or delete the link",
        "a.md:3: the answer links to no entry: #none; correct the id, or delete the link",
        "a.md:5: the answer links to no entry: #hello; correct the id, or delete the link",
    ]
