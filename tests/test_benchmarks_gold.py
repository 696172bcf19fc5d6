import json
from pathlib import Path

import pytest

from benchmarks.gold import GoldQuestion, Verdict, asked, questions, shares, table, verdict
from faq import Passage
from retrieval import Assistant, Hit, Query, Reply
from retrieval.records import Outcome
from tests.conftest import PIZZERIA

DOG, VEGAN = (next(p for p in PIZZERIA if p.id == name) for name in ("dog", "vegan"))


def gold(*passages: str, subject: str = "pets", kind: str = "plain") -> GoldQuestion:
    return GoldQuestion("g1", "May my dog come?", passages, kind, subject)


def reply(outcome: Outcome, *passages: Passage) -> Reply:
    hits = (
        Hit(found, rank, 1.0, found.phrasings[0], (), (), ()) for rank, found in enumerate(passages, start=1)
    )
    return Reply(Query("", False, (), (), (), (), ()), outcome, 0.5, tuple(hits))


@pytest.mark.parametrize(
    ("question", "told", "judged"),
    [
        (gold("dog"), reply("answer", DOG, VEGAN), "right"),
        (gold("wine", "dog"), reply("answer", DOG), "right"),
        (gold("dog"), reply("answer", VEGAN, DOG), "wrong"),
        (gold("dog"), reply("suggest", VEGAN, DOG), "offered"),
        (gold("dog"), reply("suggest", VEGAN), "declined"),
        (gold("dog"), reply("abstain", DOG), "declined"),
        (gold("dog"), reply("abstain"), "declined"),
        (gold(), reply("answer", DOG), "wrong"),
        (gold(), reply("suggest", DOG), "declined"),
        (gold(), reply("abstain", DOG), "declined"),
    ],
)
def test_a_verdict_says_what_the_reply_is_worth(question: GoldQuestion, told: Reply, judged: Verdict) -> None:
    assert verdict(question, told) == judged


def test_questions_are_read_line_by_line(tmp_path: Path) -> None:
    row = {"id": 1, "question": "May my dog come?", "passages": ["dog"], "kind": "plain", "subject": "pets"}
    (tmp_path / "asked.jsonl").write_text(f"{json.dumps(row)}\n\n", encoding="utf-8")
    assert questions(tmp_path / "asked.jsonl") == (
        GoldQuestion("1", "May my dog come?", ("dog",), "plain", "pets"),
    )


def test_every_question_is_asked_and_judged(waiter: Assistant) -> None:
    known, strange = gold("dog"), GoldQuestion("g2", "xylophone", (), "far", "music")
    told = list(asked(waiter, [known, strange]))
    assert [item.gold for item in told] == [known, strange]
    assert [item.reply for item in told] == [waiter.ask("May my dog come?"), waiter.ask("xylophone")]
    assert [item.verdict for item in told] == [verdict(item.gold, item.reply) for item in told]


def test_shares_and_table_count_all_then_subjects_then_kinds(waiter: Assistant) -> None:
    strange = [GoldQuestion(f"o{n}", "xylophone", (), "far", "music") for n in range(3)]
    odd = GoldQuestion("o4", "glockenspiel", (), "near", "music")
    judged = list(asked(waiter, [*strange, odd]))
    assert shares(judged) == {"n": 4, "right": 0.0, "offered": 0.0, "declined": 1.0, "wrong": 0.0}
    assert table(judged).splitlines() == [
        "| questions | n | right | offered | declined | wrong |",
        "|---|---|---|---|---|---|",
        "| all | 4 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| music | 4 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| far | 3 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| near | 1 | 0.0% | 0.0% | 100.0% | 0.0% |",
    ]
