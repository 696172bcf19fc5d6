"""What was asked and how it was judged: with the least personal data, in SQLite or PostgreSQL."""

from journal.engine import DEFAULT_URL
from journal.failure import JournalError
from journal.groups import Group
from journal.journal import Health, Journal
from journal.likeness import alike
from journal.records import Asked, Count, Decision, Keeping, Kept, Kind, Outcome, Rating, Vote, hour

__all__ = [
    "DEFAULT_URL",
    "Asked",
    "Count",
    "Decision",
    "Group",
    "Health",
    "Journal",
    "JournalError",
    "Keeping",
    "Kept",
    "Kind",
    "Outcome",
    "Rating",
    "Vote",
    "alike",
    "hour",
]
