"""A small content of its own, a lighthouse that can be visited, and edits that a maintainer makes to it."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

Row: TypeAlias = Mapping[str, str]

COLUMNS: Final = ("id", "question", "answer", "also asked", "formerly", "status", "language")
ENTRIES: Final = (
    (
        "tower",
        "How high is the tower?",
        "Thirty-one metres, with 142 steps.",
        "height of the tower|how many steps",
    ),
    (
        "lamp",
        "How far does the lamp shine?",
        "Eighteen sea miles in clear air.",
        "range of the light|lamp distance",
    ),
    ("ticket", "What does a ticket cost?", "Six coins; children pay two.", "price of admission|entrance fee"),
    (
        "keeper",
        "Is there still a keeper?",
        "The last one left in 1984.",
        "who lives in the tower|keeper today",
    ),
    (
        "fog",
        "When does the fog horn sound?",
        "Twice a minute while nobody sees the pier.",
        "horn noise|loud horn",
    ),
    (
        "ferry",
        "How do I reach the island?",
        "By ferry from the old pier, every hour.",
        "boat to the island|ferry times",
    ),
    (
        "dogs",
        "Are dogs allowed on the stairs?",
        "No. They wait in the yard.",
        "bring my dog|pets on the stairs",
    ),
    (
        "storm",
        "Is it open in a storm?",
        "From wind force nine the door stays shut.",
        "bad weather|closed in wind",
    ),
    (
        "lens",
        "Who made the lens?",
        "A glass maker on the mainland, in 1871.",
        "origin of the lens|age of the lens",
    ),
    (
        "night",
        "Can we stay for the night?",
        "Two rooms are let from May on.",
        "sleep in the lighthouse|overnight stay",
    ),
)
GOLD: Final = (
    ("tower height", "tower"),
    ("is the tower tall", "tower"),
    ("distance that the lamp can be seen", "lamp"),
    ("cost of a ticket", "ticket"),
    ("do children pay", "ticket"),
    ("is a keeper living there", "keeper"),
    ("ferry to the island", "ferry"),
    ("may my dog climb the stairs", "dogs"),
    ("open in bad wind", "storm"),
    ("age of the glass", "lens"),
    ("rooms for the night", "night"),
    ("price of a trombone", "-"),
    ("open on the moon", "-"),
)


@dataclass(frozen=True, slots=True)
class Lighthouse:
    """The content as it stands, to be edited and written."""

    entries: tuple[Row, ...]
    gold: tuple[tuple[str, str], ...] = GOLD
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old id to present id, of all that an edit renamed and said so."""

    def written(self, folder: Path) -> Path:
        """A content folder."""
        (folder / "entries").mkdir(parents=True)
        with (folder / "entries" / "visit.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(self.entries)
        with (folder / "gold.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("question", "passage"), *self.gold])
        return folder

    def place(self, chance: random.Random) -> int:
        """The place of any entry."""
        return chance.randrange(len(self.entries))

    def having(self, place: int, **fields: str) -> Lighthouse:
        """The same with other fields of one entry."""
        entries = list(self.entries)
        entries[place] = {**entries[place], **{name.replace("_", " "): text for name, text in fields.items()}}
        return replace(self, entries=tuple(entries))


def lighthouse() -> Lighthouse:
    """The content before any edit."""
    names = ("id", "question", "answer", "also asked")
    return Lighthouse(tuple({**dict(zip(names, row, strict=True)), "language": "eo"} for row in ENTRIES))


def changes_an_answer(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    word = chance.choice(("lantern", "harbour", "ticket", "dog", "barometer"))
    return content.having(place, answer=f"{content.entries[place]['answer']} Ask about the {word}.")


def renames_an_entry(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    old = content.entries[place]["id"]
    changed = content.having(place, id=f"new-{old}", formerly=old)
    return replace(changed, renamed={**content.renamed, old: f"new-{old}"})


def forgets_the_former_id(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    old = content.entries[place]["id"]
    gold = tuple((text, f"other-{old}" if name == old else name) for text, name in content.gold)
    return replace(content.having(place, id=f"other-{old}"), gold=gold)


def deletes_an_entry(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    name = content.entries[place]["id"]
    gold = tuple(row for row in content.gold if row[1] != name or chance.random() < 0.5)
    return replace(content, entries=content.entries[:place] + content.entries[place + 1 :], gold=gold)


def adds_a_shadow(content: Lighthouse, chance: random.Random) -> Lighthouse:
    """An entry that takes the words of another."""
    other = content.entries[content.place(chance)]
    question = f"{chance.choice(('Tell me', 'Please say'))}: {other['question'].lower()}"
    shadow = {
        "id": f"shadow-{len(content.entries)}",
        "question": question,
        "answer": "That is told at the desk.",
        "also asked": other["also asked"].split("|")[0] if chance.random() < 0.5 else "",
        "language": "eo",
    }
    return replace(content, entries=(*content.entries, shadow))


def removes_alternates(content: Lighthouse, chance: random.Random) -> Lighthouse:
    return content.having(content.place(chance), also_asked="")


def adds_alternates(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    taken = content.gold[chance.randrange(len(content.gold))][0] if chance.random() < 0.5 else "salty breeze"
    return content.having(place, also_asked=f"{content.entries[place]['also asked']}|{taken}|sea air")


def moves_alternates(content: Lighthouse, chance: random.Random) -> Lighthouse:
    """Wordings of one entry that from now on belong to another."""
    giver, taker = chance.sample(range(len(content.entries)), 2)
    given = content.entries[giver]["also asked"]
    both = f"{content.entries[taker]['also asked']}|{given}"
    return content.having(giver, also_asked="").having(taker, also_asked=both)


def drafts_an_entry(content: Lighthouse, chance: random.Random) -> Lighthouse:
    return content.having(content.place(chance), status="draft")


def swaps_two_answers(content: Lighthouse, chance: random.Random) -> Lighthouse:
    left, right = chance.sample(range(len(content.entries)), 2)
    answers = content.entries[left]["answer"], content.entries[right]["answer"]
    return content.having(left, answer=answers[1]).having(right, answer=answers[0])


def rewords_a_question(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = content.place(chance)
    return content.having(place, question=f"I wonder about the {content.entries[place]['id']}")


def judges_anew(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = chance.randrange(len(content.gold))
    name = content.entries[content.place(chance)]["id"]
    gold = (*content.gold[:place], (content.gold[place][0], name), *content.gold[place + 1 :])
    return replace(content, gold=gold)


def removes_a_gold_question(content: Lighthouse, chance: random.Random) -> Lighthouse:
    place = chance.randrange(len(content.gold))
    return replace(content, gold=content.gold[:place] + content.gold[place + 1 :])


def adds_a_gold_question(content: Lighthouse, chance: random.Random) -> Lighthouse:
    name = content.entries[content.place(chance)]["id"]
    return replace(content, gold=(*content.gold, ("which glass shines over the pier", name)))


Edit: TypeAlias = Callable[[Lighthouse, random.Random], Lighthouse]
EDITS: Final[tuple[Edit, ...]] = (
    *(changes_an_answer, renames_an_entry, forgets_the_former_id, deletes_an_entry, adds_a_shadow),
    *(
        removes_alternates,
        adds_alternates,
        moves_alternates,
        drafts_an_entry,
        swaps_two_answers,
        rewords_a_question,
    ),
    *(judges_anew, removes_a_gold_question, adds_a_gold_question),
)
