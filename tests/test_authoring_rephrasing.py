from dataclasses import replace

import pytest

from authoring.hidden.rephrasing import LONGEST, rephrasings
from tests.conftest import passage

DOG = replace(passage("dog", "May I bring my dog?", "animals", answer="Yes."), tags=("pets", "terrace"))
CAT = replace(passage("cat", "May I bring my cat?", answer="On the terrace."), tags=("pets",))


def test_only_words_that_the_other_entry_lacks_are_put_in_front() -> None:
    assert list(rephrasings("is it allowed?", DOG, CAT)) == ["bring my dog: is it allowed?"]


def test_without_another_entry_heading_and_tags_all_tell_something() -> None:
    assert list(rephrasings("is it allowed?", DOG, None)) == [
        "bring my dog: is it allowed?",
        "pets: is it allowed?",
        "terrace: is it allowed?",
    ]


def test_what_the_question_says_already_is_not_repeated() -> None:
    assert list(rephrasings("bring a dog to the terrace", DOG, CAT)) == []


def test_the_title_of_an_article_tells_what_its_sections_are_about() -> None:
    section = replace(
        passage("dog", "Rules", answer="On a lead."), article="pets", article_title="Pets at table"
    )
    said = list(rephrasings("what are the rules?", section, None))
    assert said == ["Pets at table: what are the rules?"]


@pytest.mark.parametrize(
    "heading", ["How do I reset it (and why)?", "reset it, or not?", "Reset it: a guide"]
)
def test_a_heading_is_cut_where_its_first_part_ends(heading: str) -> None:
    said = next(rephrasings("does it work?", passage("reset", heading, answer="Yes."), None))
    assert said.casefold() == "reset it: does it work?"


def test_a_heading_that_is_no_name_is_left_out() -> None:
    long = passage("long", " ".join(["words"] * (LONGEST + 1)), answer="Many.")
    assert list(rephrasings("does it work?", long, None)) == []


def test_a_question_with_a_colon_is_left_as_it_is() -> None:
    assert list(rephrasings("dogs: allowed?", DOG, None)) == []
