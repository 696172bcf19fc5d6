"""Rasa: the examples of intents and the responses to them, in one YAML file or in several."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from authoring.formats.bundle import Found, noted, path_of, text_of, unread
from authoring.formats.rasa_draft import Placed, draft, examples
from authoring.formats.rasa_writing import write
from authoring.formats.records import Format, Raw, Skip
from authoring.formats.row import RowError, array_of, mapping_of, within, word
from authoring.formats.tree import Object, TreeError
from authoring.formats.yaml_tree import yaml_tree

_KEYS: Final = re.compile(r"^(?:nlu|responses)\s*:", re.MULTILINE)
_SHAPE: Final = re.compile(r"^\s*(?:-\s+intent|utter_[^\s:]*)\s*:", re.MULTILINE)
_OTHERS: Final = {
    "synonym": "words that mean the same belong in synonyms.txt; write there: {}",
    "regex": "it is a pattern for entities, no question",
    "lookup": "it lists words for entities, no question",
}


def _recognises(raws: Sequence[Raw]) -> bool:
    texts = [text_of(raw) for raw in raws]
    return any(_KEYS.search(text) and _SHAPE.search(text) for text in texts)


def _read(raws: Sequence[Raw]) -> Found:
    """The rows of every file, although an intent and its response may stand in two of them."""
    places = {path_of(raw, raws): place for place, raw in enumerate(raws)}
    found = sorted(_unsorted(raws), key=lambda row: (places[row.path], row.line))
    return noted(raws, iter(found))


def _unsorted(raws: Sequence[Raw]) -> Found:
    files: list[tuple[str, Object]] = []
    for raw in raws:
        path = path_of(raw, raws)
        try:
            files.append((path, _top(raw)))
        except TreeError as error:
            if not path:
                raise
            yield unread(error, path)
    yield from _rows(files)


def _top(raw: Raw) -> Object:
    tree = yaml_tree(text_of(raw))
    if not isinstance(tree, Object):
        raise TreeError(1, "it is no Rasa file", "give the folder with nlu.yml and domain.yml")
    return tree


def _rows(files: Sequence[tuple[str, Object]]) -> Found:
    responses, replies = _responses(files), _replies(files)
    intents, others = _intents(files)
    names = _names(intents)
    used = {intent: _response(intent, responses, replies) for intent in intents}
    for intent, items in intents.items():
        path, line, _ = items[0]
        try:
            yield draft(intent, items, responses.get(used[intent]), names)
        except RowError as error:
            yield Skip(line, str(error), next(iter(examples(items)[0]), ""), path)
    yield from map(_other, others)
    for name, (path, line, _) in responses.items():
        if name not in used.values():
            yield Skip(line, f"no intent has examples for the response {name!r}", path=path)
    yield from _repeated(files)


def _repeated(files: Sequence[tuple[str, Object]]) -> Iterator[Skip]:
    for path, top in files:
        for name, line in mapping_of(top.get("responses")).repeated:
            yield Skip(line, f"the response {name!r} stands again below, and the last is kept", path=path)


def _responses(files: Sequence[tuple[str, Object]]) -> dict[str, Placed]:
    """Every response by its name; the first file that has it wins."""
    found: dict[str, Placed] = {}
    for path, top in files:
        told = mapping_of(top.get("responses"))
        for name, value in told.items():
            found.setdefault(name, (path, told.lines[name], value))
    return found


def _replies(files: Sequence[tuple[str, Object]]) -> dict[str, str]:
    """By intent, the response that a rule gives."""
    found: dict[str, str] = {}
    for _, top in files:
        for rule in array_of(top.get("rules")):
            steps = [step for step in array_of(within(rule, "steps")) if isinstance(step, Object)]
            intents = [word(step.get("intent")) for step in steps if "intent" in step]
            actions = [name for step in steps if (name := word(step.get("action"))).startswith("utter_")]
            if len(intents) == 1 and actions:
                found.setdefault(intents[0], actions[0])
    return found


def _intents(files: Sequence[tuple[str, Object]]) -> tuple[dict[str, list[Placed]], list[Placed]]:
    """All that is said of each intent, wherever it stands, and what else stands below `nlu`."""
    found: dict[str, list[Placed]] = {}
    others: list[Placed] = []
    for path, top in files:
        items = array_of(top.get("nlu"))
        for line, item in zip(items.lines, items, strict=True):
            intent = word(within(item, "intent"))
            (found.setdefault(intent, []) if intent else others).append((path, line, item))
    return found, others


def _other(placed: Placed) -> Skip:
    path, line, item = placed
    for kind, reason in _OTHERS.items():
        if name := word(within(item, kind)):
            return Skip(line, reason.format(", ".join((name, *examples([placed])[0]))), path=path)
    return Skip(line, "it has no intent", path=path)


def _response(intent: str, responses: Mapping[str, Placed], replies: Mapping[str, str]) -> str:
    usual = f"utter_{intent}"
    return usual if usual in responses else replies.get(intent, usual)


def _names(intents: Mapping[str, object]) -> dict[str, str]:
    """The id of each intent: its own part of `faq/its-own`, where no other intent has the same."""
    short = {intent: intent.rpartition("/")[2] for intent in intents}
    count = Counter(short.values())
    return {intent: name if count[name] == 1 else intent for intent, name in short.items()}


FORMATS: Final = (
    Format(name="rasa", title="Rasa, NLU and domain YAML", recognises=_recognises, read=_read, write=write),
)
