"""Indexes in PostgreSQL: handed out to every process, or searched where they lie."""

from typing import Final

VARIABLE: Final = "FAQ_INDEX_URL"
"""Holds the URL of the database. All this stands here so that it can be named without the driver."""
SEARCH: Final = "FAQ_INDEX_SEARCH"
"""Says who searches what is published there."""
COPY: Final = "copy"
"""Each process its own copy, as long as nothing else is said."""
DATABASE: Final = "database"
"""The database."""
