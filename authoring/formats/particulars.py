"""What a row of a foreign file says besides question and answer, within the limits of our fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from authoring.characters import cleaned, line
from authoring.formats.mending import Changes, question_of
from authoring.formats.records import Draft
from authoring.formats.row import merged
from faq import Fields
from faq.fields import FieldError, is_id, with_values
from faq.limits import ALTERNATES, QUESTION_CHARACTERS, TAG_CHARACTERS, TAGS

_TOPIC_CHARACTERS: Final = 100
_REFERENCE_CHARACTERS: Final = 2_000
_METADATA_CHARACTERS: Final = 20_000
"""Of all names and texts of one entry."""
_LINKS: Final = 300
"""Ids in one field."""


def fields_of(draft: Draft, beside_html: bool, usual: Fields) -> tuple[Fields, Changes]:
    """The fields of a row, without its links, and what of them was changed.

    What cannot stand in a field is kept as metadata.

    Parameters
    ----------
    draft : Draft
    beside_html : bool
        Whether its answer is HTML.
    usual : Fields
        Topic and language of a row that says nothing of them.
    """
    alternates, changed = _alternates(draft, beside_html)
    tags, left = _tags(draft.tags)
    fields = Fields(
        topic=line(draft.topic)[:_TOPIC_CHARACTERS].strip() or usual.topic,
        language=usual.language,
        alternates=alternates,
        tags=tags,
        reviewed=draft.reviewed,
    )
    odd = [("tags", ", ".join(left))] if left else []
    if draft.topic and fields.topic != line(draft.topic) != "":
        odd.append(("topic", line(draft.topic)))
    for name in ("language", "review_every", "status", "reference"):
        text = line(getattr(draft, name))
        fields, fits = _with_text(fields, name, text)
        odd += [] if fits else [(name, text)]
    metadata, cut = _metadata((*draft.metadata, *odd))
    changes = [
        *changed,
        *(f"its {name.replace('_', ' ')} {text[:60]!r} is metadata now" for name, text in odd),
    ]
    return replace(fields, metadata=metadata), (*changes, *cut)


def _with_text(fields: Fields, name: str, text: str) -> tuple[Fields, bool]:
    """The fields with one more, and whether it fits."""
    if not text:
        return fields, True
    if name == "reference":
        fits = len(text) <= _REFERENCE_CHARACTERS
        return (replace(fields, reference=text) if fits else fields), fits
    try:
        return with_values(fields, {name.replace("_", " "): text}), True
    except FieldError:
        return fields, False


def _alternates(draft: Draft, beside_html: bool) -> tuple[tuple[str, ...], Changes]:
    question, _ = question_of(draft.question, beside_html)
    found = dict.fromkeys(question_of(alternate, beside_html)[0] for alternate in draft.alternates)
    short = [text for text in found if 0 < len(text) <= QUESTION_CHARACTERS and text != question]
    long = sum(len(text) > QUESTION_CHARACTERS for text in found)
    changes = (
        [f"{long} of its other questions had more than {QUESTION_CHARACTERS} characters"] if long else []
    )
    if len(short) > ALTERNATES:
        changes.append(f"of its {len(short)} other questions the first {ALTERNATES} were taken")
    return tuple(short[:ALTERNATES]), tuple(changes)


def _tags(told: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """The tags, in small letters, and those that are too long or too many."""
    found = dict.fromkeys(line(tag).lower() for tags in told for tag in tags.split(","))
    short = [tag for tag in found if 0 < len(tag) <= TAG_CHARACTERS][:TAGS]
    return tuple(short), [tag for tag in found if tag and tag not in short]


def _metadata(told: Iterable[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], Changes]:
    """The names and texts that are short enough together, and what was left out."""
    kept, changes, room = [], [], _METADATA_CHARACTERS
    for name, text in merged((cleaned(name).strip(), cleaned(text)) for name, text in told):
        room -= len(name) + len(text)
        if room >= 0:
            kept.append((name, text))
        else:
            changes.append(f"its {name[:60]!r} is too long to be kept")
            room += len(name) + len(text)
    return tuple(kept), tuple(changes)


def ids_of(told: Iterable[str]) -> tuple[str, ...]:
    """The ids among some texts."""
    found = dict.fromkeys(text.strip().removeprefix("#") for text in told)
    return tuple(name for name in found if is_id(name))[:_LINKS]
