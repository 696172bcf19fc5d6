"""What one content file may bring: the numbers, in one place.

They keep a single file from freezing the app or a visitor's browser; they do not bound the corpus.
Each was chosen far above what people write and far below what was seen to hurt.
"""

from typing import Final

FILE_BYTES: Final = 4_000_000
"""Size of a content file."""

ANSWER_CHARACTERS: Final = 100_000
"""Length of an answer; browsers need 3 s to draw a longer one."""

QUESTION_CHARACTERS: Final = 500
"""Length of a question, a heading or an alternate; also where a visitor's question is cut."""

ALTERNATES: Final = 300
"""Alternates of one entry."""

TAGS: Final = 20
"""Tags of one entry."""

TAG_CHARACTERS: Final = 40
"""Length of a tag."""

TABLE_ROWS: Final = 2_000
"""Lines of one Markdown table; a browser hangs on 20,000."""

CSV_ROWS: Final = 20_000
"""Rows of one CSV file."""

NESTING: Final = 8
"""Depth of lists in an answer and of values in front matter."""

MARKS: Final = 8
"""Combining marks on one letter; more is no language, and slow to fold."""
