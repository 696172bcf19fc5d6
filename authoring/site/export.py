"""A content folder into the files of a web site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import faq
from authoring.formats.records import Loss, Written
from authoring.records import CommandError
from authoring.site.answers import has_formula, html_of
from authoring.site.catalogue import Catalogue, catalogue_of
from authoring.site.pages import pages_of
from authoring.site.printing import FOLDER, Page, printed
from authoring.site.search import FILE, search_file
from authoring.site.sitemap import robots, sitemap
from authoring.site.views import href, path
from faq import Entry, Site

AS_THEY_ARE: Final = ("site.css", "search.js", "icon.svg")
"""Files that every site has alike."""

_ROOT: Final = re.compile(r"https?://[\w.-]+(:\d+)?(/[^\s?#<>\"'\\]*)?")


def site_of(folder: Path, site: Site, url: str = "") -> Written:
    """A web site with all that visitors may read of a content folder.

    All links are relative, so that it can lie in any folder of a web server, GitHub Pages among them.

    Parameters
    ----------
    folder : Path
        Holds `entries/` and `articles/`.
    site : Site
        Title, introduction, contact, links and forge.
    url : str
        Where the site will lie: `https://NAME.github.io/REPOSITORY/`. With it, search engines are told the
        address of each page, and the page for a missing address finds its style however deep that lies.

    Raises
    ------
    CommandError
        When there is nothing to show, the address is none, or a library is not installed.
    """
    url = _root(url)
    written = faq.entries(folder)
    catalogue = catalogue_of(written)
    if not catalogue.topics:
        raise CommandError(
            "no entry that visitors may read; write one, or see what `python -m faq check` says"
        )
    pages = list(pages_of(catalogue, site, url))
    found = [(page.file, _printed(page, catalogue, site, url)) for page in pages]
    found += [(name, (FOLDER.parent / name).read_bytes()) for name in AS_THEY_ARE]
    found += [(FILE, search_file(catalogue)), (".nojekyll", b"")]
    if url:
        listed = ((url + path(page.address), page.reviewed) for page in pages if page.listed)
        found += [("sitemap.xml", sitemap(listed).encode()), ("robots.txt", robots(url).encode())]
    return Written(tuple(found), tuple(_losses(written)))


def _root(url: str) -> str:
    """The address of a site's root, with a slash at its end."""
    if url and not _ROOT.fullmatch(url):
        raise CommandError(f"{url!r} is no address of a site; write it as in https://example.org/faq/")
    return url if not url or url.endswith("/") else f"{url}/"


def _printed(page: Page, catalogue: Catalogue, site: Site, url: str) -> bytes:
    contact = html_of(site.contact, 2, lambda name: href(name, page.root, catalogue))
    return printed(page, catalogue=catalogue, site=site, url=url, contact=contact)


def _losses(written: Sequence[Entry]) -> Iterator[Loss]:
    for entry in written:
        if not entry.fields.status and "$" in entry.answer and has_formula(html_of(entry.answer, 1, str)):
            yield Loss(entry.source, "its formulas are shown as they are typed")
