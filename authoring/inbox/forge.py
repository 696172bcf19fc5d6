"""A changed file into the page of a forge where it can be put: prefilled for a new file on GitHub."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from authoring.inbox.patch import FileChange
from authoring.inbox.unified import place
from faq import Site

LONGEST: Final = 7_500
"""Characters of an address that browsers and forges still take."""


@dataclass(frozen=True, slots=True)
class Paste:
    """Lines to put into a file by hand."""

    line: int
    """From 1: at which they begin in the file as it is."""
    text: str
    """Empty where lines are only taken out."""
    instead_of: str
    """The lines that stand there now; empty where they are only put in between."""


@dataclass(frozen=True, slots=True)
class ForgePage:
    """Where a forge lets somebody make the change."""

    url: str
    prefilled: bool
    """Whether the page holds the change already; else there is something to paste."""
    paste: tuple[Paste, ...]
    """What to paste, the last lines of the file first, so that the numbers hold."""

    @property
    def advice(self) -> str:
        """What to do there, for people."""
        if self.prefilled:
            return "The page is filled in. Read it once more and commit it."
        if any(each.instead_of for each in self.paste):
            return "The page cannot be filled in from here. Exchange the lines shown below, then commit."
        return "The page cannot be filled in from here. Paste the text shown below, then commit."


def forge_page(change: FileChange, site: Site, root: str) -> ForgePage | None:
    """The page of the forge where a change can be made; None where that cannot be known.

    A new file is prefilled on GitHub. An existing one cannot be prefilled on any forge, and GitLab prefills
    no more than the name.

    Parameters
    ----------
    change : FileChange
    site : Site
        A host with `gitlab` in its name is taken for GitLab, any other for GitHub.
    root : str
        Where the content folder lies in the repository, with `/`.

    Examples
    --------
    >>> new = FileChange("entries/tea.md", None, b"## Tea?")
    >>> forge_page(new, Site(repository_url="https://github.com/me/faq"), "faq").url
    'https://github.com/me/faq/new/main/faq/entries?filename=tea.md&value=%23%23+Tea%3F'
    """
    if not site.repository_url or Path(root).is_absolute():
        return None
    base, path = site.repository_url.rstrip("/"), place(change.path, root)
    gitlab = "gitlab" in (urlsplit(base).hostname or "")
    if change.before is None:
        return _new(base, site.repository_branch, path, change, gitlab)
    where = quote(f"{site.repository_branch}/{path}")
    return ForgePage(f"{base}{'/-' * gitlab}/edit/{where}", False, pastes(change))


def _new(base: str, branch: str, path: str, change: FileChange, gitlab: bool) -> ForgePage:
    if gitlab:
        url = f"{base}/-/new/{quote(branch)}?{urlencode({'file_name': path})}"
        return ForgePage(url, False, pastes(change))
    folder, _, name = path.rpartition("/")
    where = quote("/".join(filter(None, (branch, folder))))
    url = f"{base}/new/{where}?{urlencode({'filename': name})}"
    whole = f"{url}&{urlencode({'value': change.after.decode()})}"
    if len(whole) > LONGEST:
        return ForgePage(url, False, pastes(change))
    return ForgePage(whole, True, ())


def pastes(change: FileChange) -> tuple[Paste, ...]:
    """What to put into the file as it lies there, the last lines first.

    Examples
    --------
    >>> pastes(FileChange("a.md", b"one\\ntwo\\n", b"one\\nthree\\ntwo\\n"))
    (Paste(line=2, text='three', instead_of=''),)
    """
    old, new = (data.decode().splitlines() for data in (change.before or b"", change.after))
    parts = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        Paste(first + 1, "\n".join(new[begin:end]), "\n".join(old[first:last]))
        for kind, first, last, begin, end in reversed(parts)
        if kind != "equal"
    )
