import json
import random
from pathlib import Path

import pytest

from authoring.__main__ import main
from authoring.comparing.told import told
from authoring.slips.certificate import KINDS, Certificate
from authoring.slips.misspellings import misspellings
from authoring.slips.recall import recall
from authoring.slips.typos import certificate, certificate_of
from faq import Content
from retrieval import Assistant
from retrieval.build import index_of
from retrieval.built import built
from retrieval.risk import interval
from tests.conftest import passage
from tests.lighthouse import Lighthouse

ALPHABET = "abcdefghijklmnopqrstuvwxyz"


CELLAR = (
    passage("wine", "Which wine?", answer="Red wine, from the hill.", language="eo"),
    passage("pine", "Whose pine is it?", answer="Our neighbour planted it.", language="eo"),
    passage("mice", "Any mice here?", answer="Two, and a cat.", language="eo"),
    passage("cellar", "Is the cellar dry?", answer="Mostly; mice like it.", language="eo"),
)
"""Questions whose words are one slip apart, in a language that is indexed in no time."""


@pytest.fixture(scope="module")
def cook() -> Assistant:
    return Assistant(index_of(Content(CELLAR)))


@pytest.fixture(scope="module")
def whole(cook: Assistant) -> Certificate:
    return certificate(cook)


def by_hand(word: str) -> set[str]:
    """Every word one slip away, spelt out."""
    found = set()
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        found |= {before + letter + after for letter in ALPHABET}
        if after:
            found |= {before + after[1:], before + after[0] + after} | {
                before + letter + after[1:] for letter in ALPHABET
            }
        if len(after) > 1:
            found.add(before + after[1] + after[0] + after[2:])
    return found - {word}


# Misspellings


@pytest.mark.parametrize("word", ["oven", "pizza", "noon", "marinara"])
def test_misspellings_are_all_words_one_slip_away(word: str) -> None:
    found = misspellings(word)
    assert {each.text for each in found} == by_hand(word)
    assert len(found) == len({each.text for each in found})
    assert all(each.text == each.word for each in found)


def test_only_longer_words_are_misspelt_each_in_its_place() -> None:
    found = {each.text for each in misspellings("Is the WINE (2nd) de-luxe?")}
    assert found == {f"Is the {word} (2nd) de-luxe?" for word in by_hand("wine")} | {
        f"Is the WINE (2nd) de-{word}?" for word in by_hand("luxe")
    }
    assert misspellings("Is it on?") == ()


@pytest.mark.parametrize(
    ("word", "slip"),
    [
        ("wie", "deletion"),
        ("wnie", "swap"),
        ("winne", "doubling"),
        ("wane", "replacement"),
        ("winxe", "insertion"),
        ("awine", "insertion"),
        ("winea", "insertion"),
    ],
)
def test_a_slip_has_a_name(word: str, slip: str) -> None:
    assert [each.slip for each in misspellings("wine") if each.word == word] == [slip]


# The certificate


def test_what_is_remembered_is_what_asking_plainly_gives(cook: Assistant, whole: Certificate) -> None:
    known, flips, first, asked = recall(cook), {}, 0, 0
    for entry in cook.passages:
        right = told(cook.ask(entry.heading))
        for each in misspellings(entry.heading):
            plain = told(cook.ask(each.text))
            assert known.told(each.text) == plain, each
            asked += 1
            first += plain.found == right.found
            if (plain.kind, plain.shown) != (right.kind, right.shown):
                flips[entry.id, each.text] = (right, plain)
    assert {(flip.passage, flip.misspelling.text): (flip.before, flip.after) for flip in whole.flips} == flips
    assert (whole.tried, whole.total, whole.first, whole.same) == (asked, asked, first, asked - len(flips))
    assert flips


def test_most_misspellings_share_a_search(whole: Certificate) -> None:
    assert whole.searches < whole.total / 3


def test_a_slip_that_makes_a_known_word_is_counted_apart(cook: Assistant, whole: Certificate) -> None:
    words = [flip for flip in whole.flips if flip.kind == "another word"]
    assert all(cook.index.spelling.knows(flip.misspelling.word) for flip in words)
    others = [flip for flip in whole.flips if flip.kind != "another word"]
    assert not any(cook.index.spelling.knows(flip.misspelling.word) for flip in others)
    known = [
        each
        for entry in cook.passages
        for each in misspellings(entry.heading)
        if cook.index.spelling.knows(each.word)
    ]
    assert whole.asked["another word"] == len(known) > 0
    assert sum(map(whole.flipped, KINDS)) == len(whole.flips)


def test_small_talk_is_small_talk_still(shipped: Assistant) -> None:
    for greeting in ("hello", "helo", "thanks", "thakns a lot"):
        assert recall(shipped).told(greeting) == told(shipped.ask(greeting))


def test_any_misspelling_of_the_shipped_questions_is_told_as_if_asked_plainly(shipped: Assistant) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    chance, known = random.Random(seed), recall(shipped)
    for entry in chance.sample(shipped.passages, 8):
        every = misspellings(entry.heading)
        for each in chance.sample(every, min(30, len(every))):
            assert known.told(each.text) == told(shipped.ask(each.text)), (seed, each)


def test_a_sample_is_drawn_from_all_and_has_an_interval(cook: Assistant, whole: Certificate) -> None:
    some, again, other = certificate(cook, 300, 5), certificate(cook, 300, 5), certificate(cook, 300, 6)
    assert (some.tried, some.total, some.questions) == (300, whole.total, len(CELLAR))
    assert some == again != other
    assert set(some.flips) < set(whole.flips)
    assert some.bounds(some.same) == interval(some.same, 300)
    assert whole.bounds(whole.same) is None
    assert certificate(cook, whole.total + 1) == whole


def test_samples_come_near_the_whole(cook: Assistant, whole: Certificate) -> None:
    covered = 0
    for seed in range(5):
        part = certificate(cook, whole.total // 4, seed)
        low, high = part.bounds(part.same) or (1.0, 0.0)
        covered += low <= whole.same / whole.total <= high
    assert covered >= 3


# Folders, and the command


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAQ_INDEX", str(tmp_path / "indexes"))
    monkeypatch.setenv("FAQ_RISK", "0.02")
    rows = ({"id": e.id, "question": e.heading, "answer": e.answer, "language": "eo"} for e in CELLAR)
    return Lighthouse(tuple(rows), gold=()).written(tmp_path / "cellar")


def test_processes_find_what_one_finds(content: Path) -> None:
    here = certificate(Assistant(built(content), risk=0.02), 500)
    there = certificate_of(content, 500, risk=0.02)
    assert (there.flips, there.asked, there.total, there.questions) == (
        here.flips,
        here.asked,
        here.total,
        here.questions,
    )


def test_the_command_prints_the_figures_and_what_flips(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["typos", "--content", str(content), "--sample", "400", "--json"]) == 0
    told_whole = json.loads(capsys.readouterr().out)
    assert main(["typos", "--content", str(content), "--sample", "400", "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    total, same, flips = (told_whole[name] for name in ("total", "same", "flips"))
    assert lines[0].startswith(f"{total} misspellings of 4 questions, 400 of them tried, drawn at random; ")
    low, high = told_whole["same_bounds"]
    between = f"(95 % interval {low:.2%} to {high:.2%})"
    assert lines[1] == f"The same answer, shown in the same way: {same} of 400, {same / 400:.2%} {between}."
    assert len(lines) == 4 + len(KINDS) + len(flips)
    assert lines[-1].startswith(repr(flips[-1]["misspelling"]["text"]))


def test_the_questions_that_lose_most_come_first(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["typos", "--content", str(content), "--sample", "700", "--seed", "3"]) == 0
    heads = [line for line in capsys.readouterr().out.splitlines() if line.endswith(" flip, such as")]
    counts = [int(line.split(": ")[-1].split()[0]) for line in heads]
    assert counts == sorted(counts, reverse=True)
    assert counts


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_a_sample_is_a_number(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["typos", f"--sample={count}"])
    assert caught.value.code == 2
    assert "argument --sample: " in capsys.readouterr().err
