"""Content whose every answer tells its version, so that a mixture of two shows."""

from __future__ import annotations

from retrieval import Assistant

ENTRIES = 5


def told(version: int) -> str:
    """A file whose every answer names its version at both ends."""
    rows = [f"dish{n},What is dish{n}?,begin {version} {'x' * 99} end {version},eo" for n in range(ENTRIES)]
    return "\n".join(["id,question,answer,language", *rows, ""])


def versions(assistant: Assistant) -> set[str]:
    """The versions that the answers name at their ends; none if an answer is missing."""
    replies = [assistant.ask(f"what is dish{n}") for n in range(ENTRIES)]
    texts = [reply.hits[0].passage.answer.split() for reply in replies if reply.hits]
    return {text[place] for text in texts for place in (1, -1)} if len(texts) == ENTRIES else set()


def consistent(assistant: Assistant) -> bool:
    """Whether every answer is there, whole, and of one version."""
    return len(versions(assistant)) == 1
