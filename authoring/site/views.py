"""An entry into what a template shows of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from authoring.site.answers import html_of
from authoring.site.catalogue import Catalogue
from faq import Entry, Site

_WEB: Final = re.compile(r"https?://\S+")
_FROM_RIGHT: Final = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class View:
    """An entry or a section as one page shows it."""

    entry: Entry
    address: str
    """Its own, from the root of the site."""
    answer: str
    """HTML that may stand in the page as it is."""
    related: tuple[tuple[str, str], ...]
    """Address and title of what it refers its readers to."""
    file_url: str
    """Where the forge shows its source; empty when that cannot be known."""
    former: tuple[str, ...]
    """Ids that it had before."""

    @property
    def direction(self) -> str:
        """Of writing: `ltr` or `rtl`."""
        return "rtl" if self.entry.fields.language.partition("-")[0] in _FROM_RIGHT else "ltr"

    @property
    def reference_url(self) -> str:
        """Where its fact comes from, if that is a web address alone."""
        reference = self.entry.fields.reference.strip()
        return reference if _WEB.fullmatch(reference) else ""


def view_of(entry: Entry, level: int, root: str, catalogue: Catalogue, site: Site) -> View:
    """What a page shows of an entry.

    Parameters
    ----------
    entry : Entry
    level : int
        Of the heading that its answer stands below.
    root : str
        From the page to the root of the site: `../../`.
    catalogue : Catalogue
    site : Site
    """
    return View(
        entry=entry,
        address=catalogue.addresses[entry.id],
        answer=html_of(entry.answer, level, lambda name: href(name, root, catalogue)),
        related=tuple(_related(entry, catalogue)),
        file_url=site.file_url(entry.source),
        former=tuple(old for old in entry.fields.formerly if catalogue.former.get(old) == entry.id),
    )


def href(name: str, root: str, catalogue: Catalogue) -> str:
    """The link from a page to what an id names; an empty text when visitors may read no such thing."""
    return root + path(catalogue.addresses[name]) if name in catalogue.addresses else ""


def path(address: str) -> str:
    """An address as a link spells it.

    Examples
    --------
    >>> path("q/käse/")
    'q/k%C3%A4se/'
    """
    return quote(address, safe="/#")


def root_of(address: str) -> str:
    """The way from a page to the root of the site.

    Examples
    --------
    >>> root_of("q/red/"), root_of("")
    ('../../', './')
    """
    return "../" * address.count("/") or "./"


def _related(entry: Entry, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    known = (catalogue.addresses[name] for name in entry.fields.see_also if name in catalogue.addresses)
    for address in dict.fromkeys(known):
        if address != catalogue.addresses[entry.id]:
            yield address, catalogue.titles[address]
