"""How edits are taken: callbacks that write them, or only remember that somebody did, and what is undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from authoring.inbox.patch import applied
from authoring.records import CommandError
from chat import door
from chat.desk import desk
from chat.inbox import kept, pending
from chat.inbox.choosing import told
from chat.inbox.files import reach
from chat.inbox.kept import Taken, Way
from chat.inbox.refusals import telling
from journal import hour


@door.behind
@telling
def take(way: Way) -> None:
    """Let the questions leave the inbox, whose edits the maintainer has in hand."""
    _leave(way)


@door.behind
@telling
def apply() -> None:
    """Write the edits that were tried into the content files."""
    found = kept.tried()
    if found is None or found.errors or reach(desk()) != "write":
        raise CommandError("these changes were not tried as they are now; try them first")
    applied(found.patch, desk().site.content.resolve())
    _leave("applied")


@door.behind
@telling
def drop(place: int) -> None:
    """Let an edit wait no longer; its questions are in the inbox again."""
    kept.put(pending.without(kept.pending(), place, desk().site.content.resolve(), date.today()))


@door.behind
def drop_all() -> None:
    """Let no edit wait."""
    kept.put(pending.Pending())


@door.behind
@telling
def make_again() -> None:
    """Make the edits again, on the files as they are now."""
    kept.put(pending.made_again(kept.pending(), desk().site.content.resolve(), date.today()))


@door.behind
@telling
def give_back() -> None:
    """Put what was taken last back among the edits that wait, and its questions into the inbox."""
    found = kept.taken()
    if found is None or found.way == "applied":
        return
    if kept.pending():
        raise CommandError("other changes wait already; take or drop them first")
    told(tuple(replace(each, kind=None) for each in found.pending.decisions(_now())))
    kept.put(found.pending)
    kept.put_taken(None)


def _leave(way: Way) -> None:
    """Let the edits leave the inbox; if that cannot be kept, they go on waiting, unless they are written."""
    edits = kept.pending()
    decisions = edits.decisions(_now())
    if way != "applied":
        told(decisions)
    kept.put_taken(Taken(edits, way))
    kept.put(pending.Pending())
    if way == "applied":
        told(decisions)


def _now() -> str:
    return hour(datetime.now(UTC))
