"""What was asked and how it was judged: votes, in SQLite or any database that SQLAlchemy knows."""

from journal.records import Rating, Vote, hour
from journal.votes import DEFAULT_URL, VoteStore

__all__ = ["DEFAULT_URL", "Rating", "Vote", "VoteStore", "hour"]
