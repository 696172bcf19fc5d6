"""What a maintainer does with the questions of a group: the callbacks of its forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import streamlit as st

from authoring.inbox.asked import Asked
from authoring.records import CommandError
from chat import door
from chat.desk import desk
from chat.inbox import kept
from chat.inbox.choice import Choice, Remedy, decisions
from chat.inbox.files import names
from chat.inbox.office import office
from chat.inbox.pending import with_choice
from chat.inbox.refusals import telling
from faq import Passage
from faq.files import FOLDERS
from journal import Decision, Kind, hour

LISTED = 10
"""Wordings of a group that can be left out one by one; the rarer ones go together."""


@door.behind
@telling
def choose(members: tuple[Asked, ...], remedy: Remedy, nearest: tuple[Passage, ...]) -> None:
    """Collect what the form of a remedy says.

    Parameters
    ----------
    members : tuple of Asked
        Of the group.
    remedy : str
    nearest : tuple of Passage
        What the assistant finds, best first.
    """
    edits = with_choice(
        kept.pending(), _choice(members, remedy, nearest), desk().site.content.resolve(), date.today()
    )
    kept.put(edits)
    office().warm()


@door.behind
@telling
def decide(members: tuple[Asked, ...], kind: Kind | None) -> None:
    """Keep a decision about the questions that are meant, without an edit; None takes it back."""
    found = members if kind is None else meant(members)
    passage = str(_typed(members, "entry") or "") if kind == "added" else ""
    told(decisions(found, kind, passage, hour(datetime.now(UTC))))


@door.behind
def told(made: tuple[Decision, ...]) -> None:
    """Tell the journal some decisions.

    Raises
    ------
    CommandError
        When it cannot keep them.
    """
    if made and desk().journal.decided(*made) == "lost":
        raise CommandError("what was decided could not be kept; try again in a while")


def meant(members: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Those of a group that the maintainer did not leave out.

    Raises
    ------
    CommandError
        When none is left.
    """
    ticked = [_is_ticked(members, each.alike) for each in members[:LISTED]]
    rest = _is_ticked(members, "rest")
    found = tuple(each for place, each in enumerate(members) if (ticked[place] if place < LISTED else rest))
    if not found:
        raise CommandError("every wording is left out; tick those that you mean")
    return found


def key_of(members: tuple[Asked, ...], name: str) -> str:
    """The key of a widget of a group."""
    return f"inbox-{name}-{members[0].alike}"


def _is_ticked(members: tuple[Asked, ...], name: str) -> bool:
    return bool(st.session_state.get(key_of(members, f"means-{name}"), True))


def _choice(members: tuple[Asked, ...], remedy: Remedy, nearest: tuple[Passage, ...]) -> Choice:
    wordings = _lines(_typed(members, "wordings"))
    if remedy == "entry":
        question = str(_typed(members, "question") or "").strip()
        file, topic = _place(_typed(members, "place"))
        return Choice(
            remedy="entry",
            members=meant(members),
            wordings=(question, *_lines(_typed(members, "alternates"))),
            answer=str(_typed(members, "answer") or ""),
            file=file,
            topic=topic,
            nearest=nearest,
        )
    name = str(_typed(members, "entry") or "") if remedy == "alternate" else ""
    passage = desk().assistant.passage(name)
    title = passage.title if passage else name
    return Choice(remedy=remedy, members=meant(members), wordings=wordings, passage=name, title=title)


def _place(typed: object) -> tuple[str, str]:
    """The file and the topic that stand in the field: one of the files, or a topic that is new."""
    name = str(typed or "").strip()
    if name in names(desk().site.content):
        return name, ""
    path = Path(name)
    return "", path.stem if path.suffix.lower() in FOLDERS["entries"] else name


def _typed(members: tuple[Asked, ...], name: str) -> object:
    return st.session_state.get(key_of(members, name))


def _lines(text: object) -> tuple[str, ...]:
    told: Iterable[str] = (" ".join(line.split()) for line in str(text or "").splitlines())
    return tuple(dict.fromkeys(line for line in told if line))
