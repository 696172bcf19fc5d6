"""Our own fields among the names and texts of another system: written there, and taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from authoring.formats.records import Loss
from authoring.formats.row import shortened
from faq import Entry, Fields
from faq.fields import LISTS, NAMES, FieldError, with_values

V = TypeVar("V")

ALL: Final = frozenset(NAMES) - {"metadata"}
"""Every field that may be carried."""


def written(fields: Fields, names: Collection[str]) -> dict[str, str | list[str]]:
    """The fields of an entry, by name, that have a value.

    Examples
    --------
    >>> written(Fields(tags=("hot", "thin"), review_every="1 year"), ALL)
    {'language': 'en', 'tags': ['hot', 'thin'], 'review_every': '1 year'}
    """
    found: dict[str, str | list[str]] = {}
    for name, attribute in NAMES.items():
        value = getattr(fields, attribute)
        if name in names and value:
            plain = list(value) if isinstance(value, tuple) else str(value)
            found[name.replace(" ", "_")] = plain
    return found


def as_texts(found: Mapping[str, str | list[str]]) -> dict[str, str]:
    """The same for systems that keep texts only; lists are joined by commas, alternates by `|`."""
    return {
        name: value if isinstance(value, str) else ("|" if name == "also_asked" else ", ").join(value)
        for name, value in found.items()
    }


def taken(
    pairs: Iterable[tuple[str, V]],
    names: Collection[str],
    aliases: Mapping[str, str] = MappingProxyType({}),
) -> tuple[dict[str, Any], list[tuple[str, V]]]:
    """Values for a `Draft` by attribute, and the names and values that are none of ours.

    What bears the name of a field but cannot be its value, as `status: hot`, is none of ours.

    Parameters
    ----------
    pairs : iterable of tuple of str and value
    names : collection of str
        Of the fields that may be among them.
    aliases : mapping of str to str
        Other names that some of the fields have there.

    Examples
    --------
    >>> taken([("tags", "hot, thin"), ("status", "tasty")], ALL)
    ({'tags': ('hot', 'thin')}, [('status', 'tasty')])
    """
    found: dict[str, Any] = {}
    others = []
    for name, value in pairs:
        ours = aliases.get(name, name).replace("_", " ")
        parsed = _parsed(ours, value) if ours in names and NAMES[ours] not in found else None
        if parsed:
            found[NAMES[ours]] = parsed
        else:
            others.append((name, value))
    return found, others


def _parsed(name: str, value: object) -> Any:
    """The checked value of a field; None when it cannot be its value."""
    texts = isinstance(value, list) and name in LISTS and all(isinstance(item, str) for item in value)
    if not texts and not isinstance(value, str):
        return None
    try:
        return getattr(with_values(Fields(language=""), {name: value}), NAMES[name])  # type: ignore[dict-item]
    except FieldError:
        return None


def lost(entry: Entry, held: Collection[str], metadata: bool = False) -> Iterator[Loss]:
    """What of an entry stays behind in a format that holds only some fields.

    Parameters
    ----------
    entry : Entry
    held : collection of str
        Names of the fields that the format holds.
    metadata : bool
        Whether it holds metadata as well.
    """
    if entry.article:
        yield Loss(entry.source, f"that it is a section of the article {entry.article_title!r}")
    for name, value in as_texts(written(entry.fields, ALL - set(held))).items():
        if (name, value) != ("language", "en"):
            yield Loss(entry.source, f"its field {name.replace('_', ' ')!r}, {shortened(value)!r}")
    if entry.fields.metadata and not metadata:
        yield from lost_metadata(entry, dict(entry.fields.metadata))


def lost_metadata(entry: Entry, names: Iterable[str]) -> Iterator[Loss]:
    """Metadata that stays behind."""
    for name in names:
        yield Loss(entry.source, f"its metadata {shortened(name)!r}")


def lost_links(entry: Entry, written: Collection[str]) -> Iterator[Loss]:
    """Links to entries that are not written."""
    for target in entry.fields.see_also:
        if target not in written:
            yield Loss(entry.source, f"its link to #{target}, which is not written")
