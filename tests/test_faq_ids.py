import time
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as some

from faq.ids import Link, dead_links, formerly, links_of, unique
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


def test_entries_whose_ids_nobody_took_stay_the_same_objects() -> None:
    entries = named(["a", "b", "a"])
    first, second, third = unique(entries)[0]
    assert (first is entries[0], second is entries[1], third is entries[2]) == (True, True, False)
    assert all(each is other for each, other in zip(unique(entries[:2])[0], entries, strict=False))


def test_the_links_of_an_entry_that_name_an_id_come_in_their_order() -> None:
    answer = "[x](#a) <https://e.org#no> [y][z] [v](&#35;c) [w](%23d)\n\n[z]: #größe"
    found = list(links_of(entry("e", 3, answer, Fields(see_also=("s", "t")))))
    assert [(link.target, link.is_field) for link in found] == [
        ("s", True), ("t", True), ("a", False), ("größe", False), ("c", False), ("d", False)
    ]  # fmt: skip
    assert {link.source for link in found} == {Source("a.md", 3)}
    assert list(links_of(entry("e", 3, "# no #link <#a>"))) == []
    assert [link.target for link in links_of(entry("e", 3, "[a]\n\n[a]: #b"))] == ["b"]


def test_links_that_lead_nowhere_are_told() -> None:
    source = Source("a.md", 3)
    links = [Link(source, "a", False), Link(source, "b", False), Link(source, "b", True)]
    assert list(map(str, dead_links(links, {"a"}))) == [
        "a.md:3: the answer links to no entry: #b; correct the id, or delete the link",
        "a.md:3: 'See also' names no entry: #b; correct the id, or delete the link",
    ]
