from dataclasses import replace

from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.selftest import finds_itself
from tests.conftest import PIZZERIA, passage


def test_an_index_finds_its_own_headings(waiter: Assistant) -> None:
    assert finds_itself(waiter.index)


def test_an_index_whose_postings_lead_elsewhere_does_not() -> None:
    names = [2 * f"{one}{other}" for one in "bcdfghj" for other in "aeiou"]
    dishes = [passage(name, f"Kio estas {name}?", answer=name, language="eo") for name in names]
    index = index_of(Content(tuple(dishes)))
    turned = Content((*dishes[15:], *dishes[:15]))
    assert finds_itself(index)
    assert not finds_itself(replace(index, content=turned))


def test_headings_that_many_share_do_not_fail_it() -> None:
    same = [passage(f"overview-{n}", "Overview", answer=f"Room {n}.") for n in range(8)]
    assert finds_itself(index_of(Content((*PIZZERIA, *same))))
