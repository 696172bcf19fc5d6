"""Gold questions into a report: how many were answered right, offered, missed, or declined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from faq import Content, GoldQuestion
from faq.gold import gold_questions
from retrieval import Assistant, Reply
from retrieval.assistant import MOST_HITS
from retrieval.verdict import Verdict
from retrieval.verdict import verdict as worth

HELD_OUT: Final = Path(__file__).parent.parent / "tests" / "gold" / "held_out.csv"
"""Questions that nothing is ever tuned on; those that content and weights are developed on are the content's
own, in `faq/gold.csv`."""
PARAPHRASES: Final = HELD_OUT.with_name("paraphrases.csv")
"""Questions in wholly other words than the content: at most one word shared with any phrasing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold question with what came of it."""

    gold: GoldQuestion
    reply: Reply
    verdict: Verdict


def held_out(content: Content) -> tuple[GoldQuestion, ...]:
    """The questions that are held back, judged by the passages of the content that ships.

    Raises
    ------
    ValueError
        When the file has a problem.
    """
    return questions_in(HELD_OUT, content)


def questions_in(file: Path, content: Content) -> tuple[GoldQuestion, ...]:
    """The gold questions of any file, judged by the passages of a content.

    Raises
    ------
    ValueError
        When the file has a problem.
    """
    ids = {passage.id for passage in content.passages} | set(content.formerly)
    found = list(gold_questions(file, ids))
    known = tuple(question for question in found if isinstance(question, GoldQuestion))
    if len(known) < len(found):
        raise ValueError(next(str(problem) for problem in found if not isinstance(problem, GoldQuestion)))
    return known


def asked(assistant: Assistant, gold: Iterable[GoldQuestion]) -> Iterator[Asked]:
    """Each gold question, asked and judged."""
    for question in gold:
        reply = assistant.ask(question.question)
        yield Asked(question, reply, verdict(question, reply))


def verdict(gold: GoldQuestion, reply: Reply) -> Verdict:
    """What a reply is worth."""
    return worth(reply.outcome, [hit.passage.id for hit in reply.hits], gold.passages)


def shares(judged: Iterable[Asked]) -> dict[str, float]:
    """The number of questions as `n` and the share of each verdict."""
    counts = Counter(item.verdict for item in judged)
    total = sum(counts.values())
    names: tuple[Verdict, ...] = ("right", "offered", "declined", "wrong")
    return {"n": total, **{name: counts[name] / max(1, total) for name in names}}


def repaired(assistant: Assistant, gold: Sequence[GoldQuestion]) -> str:
    """What meaning makes of questions in scope that words alone miss, in a sentence."""
    by_words = replace(assistant, index=replace(assistant.index, meaning=None))
    alone, both = ([rank(each, question) for question in gold] for each in (by_words, assistant))
    parts = []
    for name, last in (("first", 1), (f"among the first {MOST_HITS}", MOST_HITS)):
        missed = [new for old, new in zip(alone, both, strict=True) if old > last]
        lost = sum(new > last >= old for old, new in zip(alone, both, strict=True))
        found = sum(place <= last for place in missed)
        parts.append(
            f"{name} stands a right passage for {_share(alone, last)} of {len(gold)} by words alone and for "
            f"{_share(both, last)} with meaning, which finds {found} of the {len(missed)} that words miss, "
            f"and loses {lost}"
        )
    return f"{'; '.join(parts).capitalize()}."


def rank(assistant: Assistant, question: GoldQuestion) -> int:
    """Of the best right passage among the hits, from 1; one more than there can be when none is right."""
    hits = assistant.ask(question.question).hits
    return next((hit.rank for hit in hits if hit.passage.id in question.passages), MOST_HITS + 1)


def _share(ranks: Sequence[int], last: int) -> str:
    return f"{sum(rank <= last for rank in ranks) / max(1, len(ranks)):.1%}"


def table(judged: Iterable[Asked]) -> str:
    """A Markdown table of the shares: all, then by subject, then by kind of question."""
    judged = list(judged)
    subjects = sorted({item.gold.subject for item in judged})
    kinds = sorted({item.gold.kind for item in judged})
    rows = [("all", judged)]
    rows += [(subject, [item for item in judged if item.gold.subject == subject]) for subject in subjects]
    rows += [(kind, [item for item in judged if item.gold.kind == kind]) for kind in kinds]
    lines = ["| questions | n | right | offered | declined | wrong |", "|---|---|---|---|---|---|"]
    lines += [_row(name, shares(items)) for name, items in rows]
    return "\n".join(lines)


def _row(name: str, told: Mapping[str, float]) -> str:
    figures = (f"{told[key]:.1%}" for key in ("right", "offered", "declined", "wrong"))
    return f"| {name} | {told['n']:.0f} | {' | '.join(figures)} |"
