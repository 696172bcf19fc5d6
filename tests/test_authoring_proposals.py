"""Proposals, on small corpora with planted defects; each is tried again here, by the assistant alone."""

import random
import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest

from authoring.hidden.asking import Found, asker
from authoring.hidden.findability import Findability, findability, findings
from authoring.hidden.hiding import Fold, nothing_hidden
from authoring.hidden.proposals import Proposal, drafts, remedies
from authoring.hidden.trials import proposals
from faq import Content, GoldQuestion, Passage, Source
from retrieval.text import words
from tests.conftest import passage
from tests.planted import Planted, planted, town

SEED = secrets.randbelow(10**9)


def gold(question: str, *right: str) -> GoldQuestion:
    return GoldQuestion(question, right, "", "", Source("gold.csv", 2))


def asked_of(content: Content) -> tuple[GoldQuestion, ...]:
    """A gold question for every second entry: its heading, begun in another way."""
    return tuple(gold(f"please tell me {p.heading}", p.id) for p in content.passages[::2])


@pytest.fixture(scope="module")
def hamlet() -> Planted:
    chance = random.Random(SEED)
    known = planted(town(chance, 15), chance, each=2, innocent=2)
    return replace(known, content=replace(known.content, gold=asked_of(known.content)))


@pytest.fixture(scope="module")
def told(hamlet: Planted) -> Findability:
    return findability(hamlet.content)


@pytest.fixture(scope="module")
def proposed(hamlet: Planted, told: Findability) -> tuple[Proposal, ...]:
    return proposals(hamlet.content, told)


def everything(content: Content, told: Findability) -> Iterator[tuple[Fold, GoldQuestion]]:
    """Each question that a proposal must not make worse, with what is hidden when it is asked."""
    for fold in told.folds:
        yield from ((fold, question) for question in fold.questions)
    for question in nothing_hidden(content).questions:
        yield Fold({}, ()), question


def test_each_proposal_mends_what_was_missed(
    hamlet: Planted, told: Findability, proposed: tuple[Proposal, ...]
) -> None:
    for proposal in proposed:
        missed = proposal.missed.question
        hiding = [fold for fold in told.folds if missed in fold.questions] or [Fold({}, ())]
        ask = asker(proposal.applied(hiding[0].rest(hamlet.content)))
        typed = proposal.text if proposal.kind == "wording" else missed.question
        found = ask.assistant.ask(typed).hits
        right = proposal.other if proposal.kind == "merge" else proposal.passage
        assert right in [hit.passage.id for hit in found][: proposal.required], f"seed {SEED}: {proposal}"


def test_all_proposals_together_make_nothing_worse(
    hamlet: Planted, told: Findability, proposed: tuple[Proposal, ...]
) -> None:
    for fold in (*told.folds, Fold({}, ())):
        questions = fold.questions or (*hamlet.content.gold, *nothing_hidden(hamlet.content).questions)
        before, left = fold.rest(hamlet.content), fold.rest(hamlet.content)
        for proposal in proposed:
            left = proposal.applied(left)
        old, new = asker(before), asker(left)
        for question in questions:
            judged = question
            for proposal in proposed:
                judged = proposal.judged(judged)
            was, now = old.found(question), new.found(judged)
            assert now.rank <= was.rank, f"seed {SEED}: {question} found {was.hits}, now {now.hits}"


def test_an_entry_gets_one_proposal_at_most(proposed: tuple[Proposal, ...]) -> None:
    mended = [proposal.passage for proposal in proposed]
    assert len(mended) == len(set(mended)), f"seed {SEED}"


def test_a_new_phrasing_is_what_was_missed_and_words_of_the_entry(hamlet: Planted, told: Findability) -> None:
    passages = {each.id: each for each in hamlet.content.passages}
    drafted = [each for of_one in drafts(hamlet.content, told) for each in of_one if each.kind != "merge"]
    assert drafted, f"seed {SEED}"
    for draft in drafted:
        own = passages[draft.passage]
        missed = draft.missed.question.question
        known = {word for said in (missed, own.heading, *own.tags) for word in words(said)}
        assert set(words(missed)) < set(words(draft.text)) <= known, f"seed {SEED}: {draft}"


def test_no_entry_takes_part_in_two_merges(hamlet: Planted, told: Findability) -> None:
    merges = [each for of_one in drafts(hamlet.content, told) for each in of_one if each.kind == "merge"]
    involved = [name for merge in merges for name in (merge.passage, merge.other)]
    assert len(involved) == len(set(involved)), f"seed {SEED}"


# One of each kind


SAID = "The kitchen takes orders until half an hour before the doors are closed for the night."
FAR = passage("wine", "Which wine do you pour?", "red or white", answer="Red, from Vesuvius.", language="eo")


def menu(*passages: Passage) -> Content:
    return Content((FAR, *passages))


def proposed_for(content: Content) -> tuple[Proposal, ...]:
    return proposals(content, findability(content))


def test_two_entries_that_say_the_same_are_merged_and_both_are_told() -> None:
    one = passage("last", "When is the last order?", "order until when", answer=SAID, language="eo")
    again = passage("order", "the last order", "order until", answer=SAID, language="eo")
    content = menu(one, again)
    (merge,) = proposed_for(content)
    assert (merge.kind, {merge.passage, merge.other}) == ("merge", {"last", "order"})
    assert [each.id for each in merge.applied(content).passages] == ["wine", merge.other]
    assert set(merge.applied(content).passages[1].phrasings) == {*one.phrasings, *again.phrasings}
    told = list(findings(findability(content), remedies([merge])))
    merged = [each.remedy for each in told if {"last", "order"} & {*each.passages}]
    assert set(merged) == {f"merge #{merge.passage} into #{merge.other}: tried, and nothing else gets worse"}


def test_a_wording_that_two_entries_share_is_left_to_one_of_them() -> None:
    first = passage("hours", "When do you open?", "opening hours", answer="At noon.", language="eo")
    later = passage("late", "How late may I come?", "Opening hours!", answer="Until ten.", language="eo")
    content = menu(first, later)
    (proposal,) = (each for each in proposed_for(content) if each.kind == "wording")
    assert (proposal.passage, proposal.other) == ("late", "hours")
    assert proposal.applied(content).passages[2].phrasings == ("How late may I come?", proposal.text)
    assert proposal.remedy == (
        f"leave 'Opening hours!' to #hours; write instead: {proposal.text!r} "
        "(tried, and nothing else gets worse)"
    )


def lonely(*more: Passage, asked: tuple[GoldQuestion, ...] = ()) -> Content:
    """Entries among which one is hidden by others as soon as one of its phrasings is."""
    kettle = passage(
        "kettle",
        *(
            "Kettle care",
            "lime gone from the inside",
            "boil it with vinegar",
            "white flakes",
            "red or whiter",
        ),
        answer="Once a month.",
        language="eo",
    )
    return replace(menu(kettle, *more), gold=asked)


def test_an_entry_that_is_not_found_gets_a_phrasing_with_what_it_is_about() -> None:
    (proposal,) = (each for each in proposed_for(lonely()) if each.passage == "kettle")
    assert proposal.kind == "phrasing"
    assert proposal.text == f"Kettle care: {proposal.missed.question.question}"
    assert proposal.applied(lonely()).passages[1].phrasings[-1] == proposal.text


def test_a_proposal_that_takes_a_gold_question_from_another_entry_is_not_made() -> None:
    (free,) = (each for each in proposed_for(lonely()) if each.passage == "kettle")
    owner = passage(
        "shop", "Where is the shop?", free.text.casefold().replace(":", " -"), answer="Here.", language="eo"
    )
    texts = {each.text for each in proposed_for(lonely(owner, asked=(gold(free.text, "shop"),)))}
    assert free.text not in texts


def test_what_is_found_well_needs_no_proposal() -> None:
    content = menu(
        passage("dog", "May I bring a dog?", "a dog, may I bring it", answer="Yes.", language="eo")
    )
    heard: list[object] = []
    told = replace(findability(content), entries=())
    assert (proposals(content, told, lambda *said: heard.append(said)), heard) == ((), [])


@pytest.mark.parametrize("most", [0, 1, 3])
def test_no_more_drafts_are_tried_than_may_be(hamlet: Planted, told: Findability, most: int) -> None:
    heard: list[tuple[str, int, int]] = []
    made = proposals(hamlet.content, told, lambda *said: heard.append(said), most)
    tried = [done for what, done, _ in heard if what == "trying proposals"]
    assert max(tried, default=0) == most
    assert len(made) <= most


def test_a_question_is_judged_as_before_unless_its_entry_goes() -> None:
    missed = Found(gold("opening hours", "late"), ("hours",), "answer")
    merge = Proposal("merge", "late", "hours", missed)
    wording = Proposal("wording", "late", "hours", missed, "late: opening hours")
    phrasing = Proposal("phrasing", "late", "hours", missed, "late: opening hours")
    asked, other = gold("how late", "late", "wine"), gold("wine", "wine")
    assert merge.judged(asked).passages == ("wine", "hours")
    assert wording.judged(missed.question).passages == ("hours",)
    assert {each.judged(other) for each in (merge, wording, phrasing)} == {other}
    assert (wording.judged(asked), phrasing.judged(missed.question)) == (asked, missed.question)
