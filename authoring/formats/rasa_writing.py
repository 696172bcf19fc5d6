"""Entries into the examples, responses and rule of a Rasa assistant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from authoring.formats import carried
from authoring.formats.records import Loss, Written
from authoring.formats.row import shortened
from faq import Entry

HELD: Final = carried.ALL - {"also asked"}
"""Fields that travel in the metadata of an intent."""
SLOT: Final = re.compile(r"\{[A-Za-z_]\w*\}")
"""What Rasa fills in when it answers."""
_ANNOTATED: Final = re.compile(r"\[([^\[\]]+)\](?:\([^()]*\)|\{[^{}]*\}|\[(?:\s*\{[^{}]*\},?)+\s*\])")
_GROUP: Final = "faq"
_VERSION: Final = "3.1"


class _Lines(str):
    """A text that is written line by line."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes examples as Rasa's users write them."""


def _lines(dumper: yaml.SafeDumper, text: _Lines) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="|")


_Dumper.add_representer(_Lines, _lines)


def plain_example(example: str) -> str:
    """An example without the marks of its entities.

    Examples
    --------
    >>> plain_example('a [margherita](pizza) to [Rome]{"entity": "city", "role": "to"}')
    'a margherita to Rome'
    """
    return _ANNOTATED.sub(r"\1", example).strip()


def write(entries: Sequence[Entry]) -> Written:
    """A file each for the examples, the responses, and the rule that gives them."""
    nlu = [_intent(entry) for entry in entries]
    responses = {f"utter_{_GROUP}/{entry.id}": [{"text": entry.answer}] for entry in entries}
    steps = [{"intent": _GROUP}, {"action": f"utter_{_GROUP}"}]
    files = (
        ("nlu.yml", {"nlu": nlu}),
        ("domain.yml", {"intents": [_GROUP], "actions": [f"utter_{_GROUP}"], "responses": responses}),
        ("rules.yml", {"rules": [{"rule": "Answer a frequent question", "steps": steps}]}),
    )
    losses = tuple(loss for entry in entries for loss in _losses(entry))
    return Written(tuple((name, _yaml({"version": _VERSION} | told)) for name, told in files), losses)


def _yaml(told: dict[str, Any]) -> bytes:
    text = yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text).encode()


def _intent(entry: Entry) -> dict[str, Any]:
    told = dict(entry.fields.metadata) | carried.written(entry.fields, HELD)
    examples = _Lines("".join(f"- {asked}\n" for asked in (entry.title, *entry.fields.alternates)))
    return {"intent": f"{_GROUP}/{entry.id}", "metadata": told, "examples": examples}


def _losses(entry: Entry) -> Iterator[Loss]:
    yield from carried.lost(entry, carried.ALL, metadata=True)
    for asked in (entry.title, *entry.fields.alternates):
        if plain_example(asked) != asked:
            yield Loss(entry.source, f"the brackets of {shortened(asked)!r}, which Rasa reads as an entity")
    if slot := SLOT.search(entry.answer):
        yield Loss(entry.source, f"the text {slot[0]!r} of its answer, which Rasa fills in")
