"""Pages into HTML, by the templates of Jinja2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from authoring.records import library_missing
from authoring.site.views import path, root_of

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER: Final = Path(__file__).parent / "templates"
_INVISIBLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn the direction of what others wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, not yet printed."""

    address: str
    """From the root of the site, as `q/red/`; empty for the start page."""
    template: str
    title: str
    description: str = ""
    reviewed: date | None = None
    """The last day on which somebody checked something of it."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What its template asks for besides."""
    base: str = ""
    """The root of the site, for a page that is shown at many addresses."""
    listed: bool = True
    """Whether search engines should know it."""

    @property
    def root(self) -> str:
        """From the page to the root of the site."""
        return self.base or root_of(self.address)

    @property
    def file(self) -> str:
        """The file that a web server shows at its address."""
        return self.address if self.address.endswith(".html") else f"{self.address}index.html"


def printed(page: Page, **shared: object) -> bytes:
    """The HTML of a page.

    Parameters
    ----------
    page : Page
    **shared
        What all templates ask for.

    Raises
    ------
    CommandError
        When the library for it is not installed.
    """
    values = {"page": page, "root": page.root, **shared, **page.values}
    html = _environment().get_template(page.template).render(values)
    return _INVISIBLE.sub("", html).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ModuleNotFoundError as error:
        raise library_missing("writing a web site", error) from None
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"path": path, "day": day}
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made


def day(moment: date) -> str:
    """A date in words.

    Examples
    --------
    >>> day(date(2026, 11, 2))
    '2 November 2026'
    """
    return f"{moment.day} {moment:%B %Y}"
