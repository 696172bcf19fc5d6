"""The pages of a site into what search engines read first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape


def sitemap(pages: Iterable[tuple[str, date | None]]) -> str:
    """`sitemap.xml`: each page with the day on which it was last reviewed.

    Parameters
    ----------
    pages : iterable of tuple of str and date or None
        Whole addresses, quoted.

    Examples
    --------
    >>> print(sitemap([("https://wine.example/q/red/", date(2026, 11, 2))]))
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://wine.example/q/red/</loc><lastmod>2026-11-02</lastmod></url>
    </urlset>
    <BLANKLINE>
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for url, reviewed in pages:
        when = f"<lastmod>{reviewed}</lastmod>" if reviewed else ""
        lines.append(f"<url><loc>{escape(url)}</loc>{when}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def robots(url: str) -> str:
    """`robots.txt`: everything may be read, and where the sitemap lies."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n"
