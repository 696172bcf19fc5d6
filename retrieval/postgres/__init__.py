"""Indexes in PostgreSQL: handed out to every process, or searched where they lie."""

from typing import Final

VARIABLE: Final = "FAQ_INDEX_URL"
"""Holds the URL of the database. It stands here so that it can be named without the driver."""
