"""Addresses of web pages, mailboxes and telephones, judged by their form alone: nothing is fetched."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from authoring.records import Level

_DOUBLED: Final = re.compile(r"https?:/{0,3}https?:?/", re.IGNORECASE)
_LABEL: Final = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_ENDING: Final = re.compile(r"[^\W\d_]{2,}|xn--[a-z0-9-]+", re.IGNORECASE)
_MAILBOX: Final = re.compile(r"(?!/)[^\s@,;:<>()\[\]\\\"]+@([^\s@,;]+)")
_TELEPHONE: Final = re.compile(r"\+?[0-9][0-9.()-]{2,}(?:;[\w.=+-]+)*")
_LONG_NUMBER: Final = 7
"""Digits of a number that is dialled within a country; shorter ones are services."""
_LOOK_LATIN: Final = frozenset("асеорхуіјѕԁһӏԛԝοανρυικ")
"""Cyrillic and Greek letters that a reader takes for Latin ones."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an address."""

    what: str
    remedy: str
    level: Level = "warning"


def fault(address: str) -> Fault | None:
    """The first thing that is wrong with the target of a link; None for a sound one, or one of our own.

    Examples
    --------
    >>> fault("https://https://example.org")
    Fault(what='it begins twice', remedy="keep one 'https://'", level='warning')
    """
    scheme = address.partition(":")[0].lower()
    judge = {"http": _web, "https": _web, "mailto": _mail, "tel": _telephone}.get(scheme)
    return next(judge(address), None) if judge else None


def host_of(address: str) -> str:
    """The host of a web address as people read it; empty when it has none, or is no web address."""
    try:
        parts = urlsplit(address)
        return _readable((parts.hostname or "").lower()) if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _web(address: str) -> Iterator[Fault]:
    if _DOUBLED.match(address):
        yield Fault("it begins twice", "keep one 'https://'")
    try:
        parts = urlsplit(address)
    except ValueError:
        yield Fault("it is no web address", "copy it from your browser")
        return
    if re.search(r"\s", unquote(parts.netloc)):
        yield Fault("it holds a space", "delete it")
    if not _port_exists(parts):
        yield Fault("its port is no number from 1 to 65535", "correct or delete what stands behind the colon")
    if parts.username is not None:
        yield Fault("it holds a user name or password", "delete all up to the '@'")
    host = _readable(parts.hostname or "")
    yield from _implausible(host)
    yield from _homographs(host)
    yield from _unencrypted(parts, host)


def _port_exists(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _implausible(host: str) -> Iterator[Fault]:
    """What speaks against a name of a host."""
    labels = host.removesuffix(".").split(".")
    if not host:
        yield Fault("it names no host", "write it as in https://example.org/page")
    elif _is_number(host):
        return
    elif not all(map(_LABEL.fullmatch, labels)):
        yield Fault(f"{host!r} cannot be a host", "correct it, or copy the address from your browser")
    elif host == "localhost":
        yield Fault("it leads all visitors to their own computers", "write a public address", "advice")
    elif len(labels) == 1:
        yield Fault(f"the host {host!r} has no ending such as .org", "write its whole name")
    elif not _ENDING.fullmatch(labels[-1]):
        yield Fault(
            f"{host!r} has no ending that exists", "correct it, or copy the address from your browser"
        )


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _readable(host: str) -> str:
    """A host with its punycode turned into letters, as far as that is possible."""
    return ".".join(map(_letters, host.split(".")))


def _letters(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _homographs(host: str) -> Iterator[Fault]:
    """Letters of other alphabets that pass for Latin ones."""
    for label in host.split("."):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in label if letter.isalpha()}
        foreign = [letter for letter in label if letter.isalpha() and not letter.isascii()]
        passes = foreign and len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1
        if passes or (foreign and {letter for letter in label if letter.isalpha()} <= _LOOK_LATIN):
            what = f"in the host {host!r} letters of another alphabet pass for Latin ones"
            yield Fault(what, "make sure that it leads where it seems to", "advice")


def _unencrypted(parts: SplitResult, host: str) -> Iterator[Fault]:
    if parts.scheme == "http" and not _is_number(host) and host != "localhost":
        yield Fault("it is not encrypted", "begin it with https://, which nearly all sites offer", "advice")


def _mail(address: str) -> Iterator[Fault]:
    mailboxes = unquote(address.partition(":")[2].partition("?")[0])
    for mailbox in mailboxes.split(","):
        found = _MAILBOX.fullmatch(mailbox.strip())
        if not found or any(_implausible(found[1])):
            yield Fault(f"{mailbox.strip()!r} is no e-mail address", "write it as in mailto:desk@example.org")


def _telephone(address: str) -> Iterator[Fault]:
    number = unquote(address.partition(":")[2])
    if not _TELEPHONE.fullmatch(number):
        remedy = "write digits only, as in tel:+4930123456"
        yield Fault(f"{number!r} is no telephone number", remedy)
    elif not number.startswith("+") and sum(map(str.isdigit, number)) >= _LONG_NUMBER:
        yield Fault("it works within one country only", "begin with + and the country's number", "advice")
