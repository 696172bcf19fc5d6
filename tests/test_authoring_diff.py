import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from authoring.comparing.diff import TOLERANCE, compared, diff
from authoring.comparing.difference import Diff, Edit, Group, Side
from authoring.comparing.questions import Question, questions
from authoring.comparing.sides import Version, between
from authoring.comparing.told import Told
from faq import CONTENT, Content, load
from retrieval import Assistant, Reply
from retrieval.built import built
from tests import lighthouse
from tests.conftest import passage
from tests.lighthouse import EDITS, Lighthouse

SEED = random.SystemRandom().randrange(1_000_000)
CASES = 20
RISK = 0.2


@dataclass(frozen=True)
class Sides:
    """Two versions of the content, and what became of ids between them."""

    folders: tuple[Path, Path]
    contents: tuple[Content, Content]
    assistants: tuple[Assistant, Assistant]
    renamed: dict[str, str]

    def changed(self, tolerance: float = TOLERANCE) -> Diff:
        return diff(*self.assistants, questions(*self.contents), tolerance)


def sides(tmp_path: Path, old: Lighthouse, new: Lighthouse) -> Sides:
    folders = old.written(tmp_path / "old"), new.written(tmp_path / "new")
    contents = load(folders[0]), load(folders[1])
    assistants = [Assistant(built(folder), risk=RISK) for folder in folders]
    return Sides(folders, contents, (assistants[0], assistants[1]), dict(new.renamed))


def edited(*edits: Callable[[Lighthouse, random.Random], Lighthouse], seed: int = 0) -> Lighthouse:
    content, chance = lighthouse.lighthouse(), random.Random(seed)
    for edit in edits:
        content = edit(content, chance)
    return content


def drawn(number: int) -> tuple[Lighthouse, str]:
    """An edited content, of one or two edits, with a name to find it by."""
    chance = random.Random(SEED + number)
    first = EDITS[number % len(EDITS)]
    edits = [first, *chance.sample(EDITS, chance.randrange(2))]
    content = edited(*edits, seed=SEED + number)
    return content, f"seed {SEED + number}: {', '.join(edit.__name__ for edit in edits)}"


# The oracle: everything asked by hand


def everything(contents: Sequence[Content]) -> set[str]:
    """All that may be asked, as it is typed in the newer version, if there."""
    found: dict[str, str] = {}
    for content in (contents[1], contents[0]):
        for row in content.gold:
            found.setdefault(row.question.lower(), row.question)
    for content in (contents[1], contents[0]):
        for entry in content.passages:
            for phrasing in entry.phrasings:
                found.setdefault(phrasing.lower(), phrasing)
    return set(found.values())


def visible(reply: Reply, renamed: dict[str, str]) -> tuple[str, str, str]:
    """Outcome, id and answer of what a visitor reads first."""
    if reply.smalltalk:
        return "small talk", reply.smalltalk.id, reply.smalltalk.answer
    if reply.outcome == "abstain":
        return "abstain", "", ""
    first = reply.hits[0].passage
    return reply.outcome, renamed.get(first.id, first.id), first.answer


def worth(reply: Reply, right: set[str], renamed: dict[str, str]) -> int:
    ids = [renamed.get(hit.passage.id, hit.passage.id) for hit in reply.hits]
    if reply.outcome == "answer":
        return 3 if ids[0] in right else 0
    return 2 if reply.outcome == "suggest" and right & set(ids) else 1


def judgements(made: Sides) -> dict[str, set[str]]:
    """The ids that answer each gold question, by the newest row."""
    rows: dict[str, set[str]] = {}
    for content in made.contents:
        for row in content.gold:
            rows[row.question] = {made.renamed.get(name, name) for name in row.passages}
    return rows


def by_hand(made: Sides) -> tuple[set[str], set[str], set[str]]:
    """Questions whose reply changed, those that only show another text, and gold questions that got worse."""
    rows, changed, other_text, worse = judgements(made), set(), set(), set()
    kept = set.intersection(*({row.question for row in content.gold} for content in made.contents))
    for text in everything(made.contents):
        before, after = (assistant.ask(text) for assistant in made.assistants)
        was, now = visible(before, made.renamed), visible(after, made.renamed)
        values = [worth(reply, rows.get(text, set()), made.renamed) for reply in (before, after)]
        moved = abs(before.confidence - after.confidence) > TOLERANCE
        if was[:2] != now[:2] or moved or (text in rows and values[0] != values[1]):
            changed.add(text)
        elif was != now:
            other_text.add(text)
        if text in kept and values[1] < values[0]:
            worse.add(text)
    return changed, other_text, worse


@pytest.mark.parametrize("number", range(CASES))
def test_exactly_the_questions_whose_reply_changed_are_listed(number: int, tmp_path: Path) -> None:
    content, name = drawn(number)
    made = sides(tmp_path, lighthouse.lighthouse(), content)
    found = made.changed()
    changed, other_text, worse = by_hand(made)
    listed = [change.question.text for change in found.changes]
    edits = {change.question.text for change in found.of("answer edited")}
    assert len(listed) == len(set(listed)), name
    assert set(listed) - edits == changed, name
    assert edits == other_text, name
    assert {change.question.text for change in found.worse} == worse, name
    assert found.asked == len(everything(made.contents)), name


def test_the_drawn_edits_change_something_most_of_the_time(tmp_path: Path) -> None:
    counts = [
        len(sides(tmp_path / str(number), lighthouse.lighthouse(), drawn(number)[0]).changed().changes)
        for number in range(0, CASES, 2)
    ]
    assert sum(count > 0 for count in counts) >= len(counts) / 2, (SEED, counts)


# What becomes of gold questions


def groups(found: Diff) -> dict[str, Group]:
    return {change.question.text: change.group for change in found.changes}


def test_a_gold_question_whose_passage_is_shadowed_got_worse(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    shadow = {"id": "hire", "question": "tower height", "answer": "Ask the porter.", "language": "eo"}
    after = replace(before, entries=(*before.entries, shadow))
    found = sides(tmp_path, before, after).changed()
    assert [change.question.text for change in found.worse] == ["tower height"]
    assert (found.worse[0].after.shown, found.worse[0].after.outcome) == ("hire", "answer")
    assert found.worse[0].verdicts is not None
    assert found.worse[0].verdicts[1] == "wrong"
    assert found.added == ("hire",)


def test_the_other_way_round_it_got_better(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    shadow = {"id": "hire", "question": "tower height", "answer": "Ask the porter.", "language": "eo"}
    after = replace(before, entries=(*before.entries, shadow))
    found = sides(tmp_path, after, before).changed()
    assert (groups(found)["tower height"], found.removed) == ("better", ("hire",))


def test_gold_questions_of_a_deleted_passage_are_told_apart(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    after = replace(
        before, entries=before.entries[1:]
    )  # rows that name it are a problem of the newer version
    found = sides(tmp_path, before, after).changed()
    assert {
        groups(found).get(text, "right passage removed") for text, name in before.gold if name == "tower"
    } == {"right passage removed"}
    assert groups(found)["How high is the tower?"] in ("removed answer", "changed answer")
    assert (found.worse, found.removed) == ((), ("tower",))


def test_new_and_removed_gold_rows_are_told_apart_and_close_no_gate(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    after = before.having(0, question="Which stones is it made of?", answer="Granite.", also_asked="")
    rows = (*after.gold[1:], ("how many steps", "tower"))
    found = sides(tmp_path, before, replace(after, gold=rows)).changed()
    assert groups(found)["how many steps"] == "gold row new"
    assert groups(found)["tower height"] == "gold row removed"
    assert {change.question.text for change in found.worse} == {"is the tower tall"}


def test_an_edited_row_judges_both_versions(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    gold = tuple((text, "lamp" if text == "tower height" else name) for text, name in before.gold)
    made = sides(tmp_path, before, replace(before, gold=gold))
    asked = {question.text: question for question in questions(*made.contents)}
    assert (asked["tower height"].row, asked["tower height"].right) == ("edited", ("lamp",))
    assert made.changed().worse == ()


def test_an_offer_that_lost_the_right_passage_is_worse_though_the_same_stands_first() -> None:
    question = Question("is there wine", ("wine",), "kept", 2)
    content = Content((passage("dog", "Dogs?", answer="Yes."), passage("wine", "Wine?", answer="No.")))
    before, after = (
        Side(content, 0.6, {question.text: Told("suggest", 0.4, hits, text="aa")})
        for hits in (("dog", "wine"), ("dog",))
    )
    assert [change.verdicts for change in compared((question,), before, after).worse] == [
        ("offered", "declined")
    ]
    assert [change.group for change in compared((question,), after, before).changes] == ["better"]


# Ids and texts


def test_a_renamed_entry_is_the_same_in_both_directions(tmp_path: Path) -> None:
    before, after = lighthouse.lighthouse(), edited(lighthouse.renames_an_entry)
    there = sides(tmp_path / "there", before, after)
    back = sides(tmp_path / "back", after, before)
    (old,) = after.renamed
    assert (there.changed().renamed, there.changed().added, there.changed().removed) == (
        ((old, f"new-{old}"),),
        (),
        (),
    )
    assert back.changed().renamed == ((f"new-{old}", old),)
    assert there.changed().changes == back.changed().changes == ()


def test_an_edited_answer_is_listed_once_with_the_questions_that_show_it(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    made = sides(tmp_path, before, before.having(2, answer="Six coins! Children pay two."))
    found = made.changed()
    shown = [
        text for text in everything(made.contents) if visible(made.assistants[1].ask(text), {})[1] == "ticket"
    ]
    assert found.edits == (Edit("ticket", len(shown)),)
    assert {change.question.text for change in found.of("answer edited")} <= set(shown)
    assert found.of("answer edited") == found.changes


def test_with_a_tolerance_of_nothing_every_change_of_confidence_counts(tmp_path: Path) -> None:
    before = lighthouse.lighthouse()
    made = sides(tmp_path, before, before.having(2, answer="Six coins. Children pay two, and so do sailors."))
    moved = {
        text
        for text in everything(made.contents)
        if len({assistant.ask(text).confidence for assistant in made.assistants}) == 2
    }
    found = {change.question.text for change in made.changed(0.0).changes if change.group != "answer edited"}
    assert found == moved
    usual = {change.question.text for change in made.changed().changes if change.group != "answer edited"}
    assert usual < moved


def test_a_change_of_outcome_crosses_a_threshold(tmp_path: Path) -> None:
    made = sides(tmp_path, lighthouse.lighthouse(), edited(lighthouse.deletes_an_entry, seed=3))
    found = made.changed().changes
    crossed = {change.question.text: change.crosses for change in found}
    assert {text for text, name in crossed.items() if name} == {
        change.question.text for change in found if change.before.outcome != change.after.outcome
    }
    assert set(crossed.values()) & {"answer", "suggest"}


# Folders


@pytest.mark.parametrize("few", [10_000, 0], ids=["in this process", "in processes"])
def test_folders_differ_as_their_assistants_do(
    few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("authoring.comparing.sides.FEW", few)
    made = sides(
        tmp_path, lighthouse.lighthouse(), edited(lighthouse.adds_a_shadow, lighthouse.deletes_an_entry)
    )
    versions = [Version(folder, tmp_path / "indexes") for folder in made.folders]
    assert between(versions[0], versions[1], risk=RISK) == made.changed()


def test_the_same_files_are_not_asked(tmp_path: Path) -> None:
    folders = [lighthouse.lighthouse().written(tmp_path / name / "faq") for name in ("a", "b")]
    versions = [Version(folder, tmp_path / "indexes") for folder in folders]
    assert between(versions[0], versions[1], risk=RISK) == Diff()
    assert not (tmp_path / "indexes").exists()


def test_the_shipped_content_changes_where_it_was_edited(tmp_path: Path, shipped: Assistant) -> None:
    folder = tmp_path / "faq"
    for name in ("entries", "articles"):
        (folder / name).mkdir(parents=True)
        for file in (CONTENT / name).iterdir():
            (folder / name / file.name).write_bytes(file.read_bytes())
    for name in ("gold.csv", "synonyms.txt", "smalltalk.md"):
        (folder / name).write_bytes((CONTENT / name).read_bytes())
    file = folder / "entries" / "subnetting.md"
    entry = next(p for p in shipped.passages if p.source.path.endswith("entries/subnetting.md"))
    first_line = entry.answer.splitlines()[0]
    text = file.read_text(encoding="utf-8")
    assert text.count(first_line) == 1
    file.write_text(text.replace(first_line, f"{first_line} Really."), encoding="utf-8")
    begin = time.process_time()
    known = questions(load(), load(folder))
    asked = [q for q in known if q.wording_of == entry.id or entry.id in q.right]
    asked += [q for q in known if q.row and q not in asked][::5]
    found = diff(shipped, Assistant(built(folder)), asked)
    assert [(edit.passage, edit.questions > 0) for edit in found.edits] == [(entry.id, True)]
    assert {change.after.shown for change in found.of("answer edited")} == {entry.id}
    assert (found.worse, found.added, found.removed, found.renamed) == ((), (), (), ())
    assert time.process_time() - begin < 30
