"""What was asked and how it was judged: with the least personal data, in SQLite or PostgreSQL."""

from journal.engine import DEFAULT_URL
from journal.failure import JournalError
from journal.groups import Group, Needed
from journal.journal import Health, Journal
from journal.likeness import alike
from journal.records import Asked, Count, Decision, Keeping, Kept, Kind, Outcome, Rating, Vote, hour
from journal.tallies import Figures, Shown, Tally, Trust

__all__ = [
    "DEFAULT_URL",
    "Asked",
    "Count",
    "Decision",
    "Figures",
    "Group",
    "Health",
    "Journal",
    "JournalError",
    "Keeping",
    "Kept",
    "Kind",
    "Needed",
    "Outcome",
    "Rating",
    "Shown",
    "Tally",
    "Trust",
    "Vote",
    "alike",
    "hour",
]
