"""What becomes different for visitors between two versions: values that never change once made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from authoring.comparing.questions import Question
from authoring.comparing.told import Told
from faq import Content
from retrieval.verdict import Verdict

Group: TypeAlias = Literal[
    "worse",
    "right passage removed",
    "gold row removed",
    "gold row new",
    "changed",
    "better",
    "removed answer",
    "changed answer",
    "new answer",
    "answer edited",
]
"""Of gold questions that both versions have: worse, changed or better by their verdict. Of those that only
one has: what became of the row. Of all others: whether one answer was shown before, and is now. Edited is
what shows another text of the same answer, and nothing else."""

GROUPS: Final[tuple[Group, ...]] = get_args(Group)
"""In the order of what needs a look."""


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose reply changed."""

    question: Question
    group: Group
    before: Told
    """With present ids."""
    after: Told
    verdicts: tuple[Verdict, Verdict] | None
    """Before and after, by the newest row; None for a question without one."""

    @property
    def crosses(self) -> str:
        """The threshold that lies between the two replies: `answer`, `suggest`, or empty for none."""
        outcomes = {self.before.outcome, self.after.outcome}
        if len(outcomes) == 1 or self.before.smalltalk or self.after.smalltalk:
            return ""
        return "answer" if "answer" in outcomes else "suggest"


@dataclass(frozen=True, slots=True)
class Edit:
    """A passage whose answer has another text."""

    passage: str
    """Present id."""
    questions: int
    """How many of those asked show it first now."""


@dataclass(frozen=True, slots=True)
class Side:
    """A version of the content with what it told to each question."""

    content: Content
    threshold: float
    """Least confidence of an answer."""
    told: Mapping[str, Told]
    """By the question's text."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What becomes different for visitors between two versions of the content."""

    asked: int = 0
    """Questions that both versions were asked; 0 when their files are the same."""
    changes: tuple[Change, ...] = ()
    """In the order of `GROUPS`, and in that of the questions."""
    edits: tuple[Edit, ...] = ()
    added: tuple[str, ...] = ()
    """Ids of the passages that only the newer version has."""
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old id and present id."""
    verdicts: tuple[tuple[Verdict, Verdict], ...] = ()
    """Of all gold questions that both versions have, before and after."""
    thresholds: tuple[float, float] = (0.0, 0.0)
    """Least confidence of an answer, before and after."""

    @property
    def worse(self) -> tuple[Change, ...]:
        """What must not happen: gold questions of both versions whose verdict fell."""
        return self.of("worse")

    def of(self, group: Group) -> tuple[Change, ...]:
        """The changes of a group."""
        return tuple(change for change in self.changes if change.group == group)
