from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import gold as module
from benchmarks.__main__ import main
from benchmarks.gold import asked, held_out, repaired, shares, table, verdict
from faq import Content, GoldQuestion, Passage, Source
from retrieval import Assistant, Hit, Query, Reply
from retrieval.records import Outcome
from retrieval.verdict import Verdict
from tests.conftest import PIZZERIA
from tests.meaning import meant

DOG, VEGAN = (next(p for p in PIZZERIA if p.id == name) for name in ("dog", "vegan"))
HERE = Source("gold.csv", 2)


def gold(*passages: str, subject: str = "pets", kind: str = "plain") -> GoldQuestion:
    return GoldQuestion("May my dog come?", passages, kind, subject, HERE)


def strange(question: str, kind: str) -> GoldQuestion:
    return GoldQuestion(question, (), kind, "music", HERE)


def reply(outcome: Outcome, *passages: Passage) -> Reply:
    hits = (
        Hit(found, rank, 1.0, found.phrasings[0], (), (), ()) for rank, found in enumerate(passages, start=1)
    )
    return Reply(Query("", False, (), (), (), (), (), (), ()), outcome, 0.5, tuple(hits))


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


def test_every_question_is_asked_and_judged(waiter: Assistant) -> None:
    known, unknown = gold("dog"), strange("xylophone", "far")
    told = list(asked(waiter, [known, unknown]))
    assert [item.gold for item in told] == [known, unknown]
    assert [item.reply for item in told] == [waiter.ask("May my dog come?"), waiter.ask("xylophone")]
    assert [item.verdict for item in told] == [verdict(item.gold, item.reply) for item in told]


def test_shares_and_table_count_all_then_subjects_then_kinds(waiter: Assistant) -> None:
    judged = list(asked(waiter, [strange("xylophone", "far")] * 3 + [strange("glockenspiel", "near")]))
    assert shares(judged) == {"n": 4, "right": 0.0, "offered": 0.0, "declined": 1.0, "wrong": 0.0}
    assert table(judged).splitlines() == [
        "| questions | n | right | offered | declined | wrong |",
        "|---|---|---|---|---|---|",
        "| all | 4 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| music | 4 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| far | 3 | 0.0% | 0.0% | 100.0% | 0.0% |",
        "| near | 1 | 0.0% | 0.0% | 100.0% | 0.0% |",
    ]


@pytest.fixture
def held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "held_out.csv"
    monkeypatch.setattr(module, "HELD_OUT", file)
    monkeypatch.chdir(tmp_path)
    return file


def test_the_questions_held_back_are_judged_by_the_content(held_back: Path) -> None:
    held_back.write_text("question,passage\nmay Rex come,dog\nany pets,pets\nlutes,-\n", encoding="utf-8")
    content = Content(PIZZERIA, formerly={"pets": "dog"})
    assert held_out(content) == (
        GoldQuestion("may Rex come", ("dog",), "", "", Source("held_out.csv", 2)),
        GoldQuestion("any pets", ("pets",), "", "", Source("held_out.csv", 3)),
        GoldQuestion("lutes", (), "", "", Source("held_out.csv", 4)),
    )


def test_a_wrong_row_among_them_is_an_error(held_back: Path) -> None:
    held_back.write_text("question,passage\nlutes,-\nmay Rex come,cat\n\nwhy,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^held_out\.csv:3: no passage 'cat'; write the id of an entry"):
        held_out(Content(PIZZERIA))


def test_the_command_prints_a_table_a_file_and_scope(
    held_back: Path,
    waiter: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    held_back.write_text("question,passage\nmay Rex come,dog\n", encoding="utf-8")
    far = held_back.with_name("far.csv")
    far.write_text("question,passage\nbarking friends,dog\nmusic,-\n", encoding="utf-8")
    monkeypatch.setattr(module, "PARAPHRASES", far)
    content = Content(PIZZERIA, gold=(gold("dog"), strange("lutes", "near"), strange("lyres", "far")))
    monkeypatch.setattr("benchmarks.__main__.load", lambda: content)
    monkeypatch.setattr("benchmarks.__main__.stored_index", lambda _: waiter.index)
    assert main(["gold"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if line.endswith(":")] == [
        *("Developed on, in scope:", "Developed on, out of scope:"),
        *("Held back, in scope:", "Held back, out of scope:"),
        *("In other words, in scope:", "In other words, out of scope:"),
    ]
    assert [line.split(" | ")[1] for line in said if line.startswith("| all")] == [
        "1",
        "2",
        "1",
        "0",
        "1",
        "1",
    ]


def test_what_words_miss_and_meaning_finds_is_counted() -> None:
    assistant = Assistant(meant())
    known = replace(gold("dog"), question="May I bring my dog?")
    asked = (replace(gold("dog"), question="hound"), known, replace(gold("wifi"), question="xylophone"))
    first, among = repaired(assistant, asked).split("; ")
    assert first == (
        "First stands a right passage for 33.3% of 3 by words alone and for 66.7% with meaning, "
        "which finds 1 of the 2 that words miss, and loses 0"
    )
    assert among.startswith("among the first 5 stands a right passage for 33.3% of 3 by words alone")
