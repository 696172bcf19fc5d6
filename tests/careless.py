"""What a careless author puts into good content: sentences said again, with one fact altered or none."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from faq import Content, Passage, load
from faq.markdown import plain_text
from retrieval.text import sentences
from tests.altering import CONTRADICTIONS, LOOK_ALIKES
from tests.rewording import reworded

FERRY: Final = load(Path(__file__).parent / "fixtures" / "ferry")
"""A small corpus full of figures: a ferry company and its island."""
_NO_STATEMENT: Final = re.compile(r"^(`{3,}|~{3,}).*?^\1|^(?:>|\|).*?$", re.DOTALL | re.MULTILINE)
_LEANING: Final = re.compile(
    r"(?:It|Its|They|Their|This|These|Those|That|Such|He|She|His|Her|Both|Here|There|One|So|But|And|Then|Or"
    r"|Thus|Hence|Therefore|However|Beyond|After that|For example|Example|In our|Each of|Yes|No|If|Suppose"
    r"|Assume|Either|Neither|All)\b|.*\bdoes not\.$"
    r"|.*\b(?:example|this|these|former|latter|they|the others)\b"
)
"""What cannot be understood without the sentence before it, or claims nothing."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A sentence of one entry, altered, to be put into another."""

    kind: str
    home: str
    """Id of the passage that the sentence was taken from."""
    host: str
    """Id of the passage that it is put into."""
    said: str
    """The sentence as it was."""
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.home} says {self.said!r}, {self.host} {self.text!r}"


def grown(content: Content, plants: Sequence[Plant]) -> Content:
    """The content with each plant as the last paragraph of its host."""
    added = {plant.host: plant.text for plant in plants}
    passages = (
        _longer(passage, added[passage.id]) if passage.id in added else passage
        for passage in content.passages
    )
    return replace(content, passages=tuple(passages))


def _longer(passage: Passage, text: str) -> Passage:
    answer = f"{passage.answer}\n\n{text}"
    return replace(passage, answer=answer, text=plain_text(answer))


def plants(content: Content, kinds: Sequence[str], chance: random.Random) -> list[Plant]:
    """One plant of each kind, from a sentence and in a host of its own, as far as there are any."""
    told = [(passage.id, said) for passage in content.passages for said in _sayings(passage.answer)]
    hosts = [passage.id for passage in content.passages]
    chance.shuffle(told)
    chance.shuffle(hosts)
    made: list[Plant] = []
    for kind in kinds:
        free = ((home, said) for home, said in told if said not in {plant.said for plant in made})
        if (plant := next(_planted(kind, free, hosts, chance), None)) is not None:
            hosts.remove(plant.host)
            made.append(plant)
    return made


def _planted(
    kind: str, told: Iterator[tuple[str, str]], hosts: Sequence[str], chance: random.Random
) -> Iterator[Plant]:
    for home, said in told:
        altered = {**CONTRADICTIONS, **LOOK_ALIKES}[kind](said, chance)
        host = next((name for name in hosts if name != home), None)
        if altered is not None and host is not None:
            text = altered if kind == "table" else reworded(altered, chance)
            yield Plant(kind, home, host, said, text)


def _sayings(answer: str) -> Iterator[str]:
    """The sentences of an answer that can stand alone."""
    for said in sentences(plain_text(_NO_STATEMENT.sub("", answer))):
        if (
            8 <= len(said.split()) <= 30
            and said[0].isupper()
            and said.endswith(".")
            and not _LEANING.match(said)
        ):
            yield said
