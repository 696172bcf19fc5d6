"""What visitors type, without what could tell who they are: replaced before anything is written.

Covered: e-mail addresses, telephone numbers, payment cards, bank accounts (IBAN), public addresses on the
network and of its devices, keys and other tokens, passwords in the form `password: …` or `PIN=…`, queries
of links, and other long numbers. Not covered, since no pattern tells them from ordinary words: names and
postal addresses.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

CHARACTERS: Final = 500
"""Of a text that is kept at most."""
LONG: Final = 7
"""Digits from which on a number may be somebody's own."""
ACCOUNT_DIGITS: Final = 12
"""In what looks like an IBAN but has a wrong check digit: probably one that was mistyped."""

_DOT: Final = r"\s? [(\[{] \s? (?:dot|punkt|point|punto) \s? [)\]}] \s?"
_EMAIL: Final = rf"""
    [\w.+%'\-]+ @ [\w\-]+ (?: (?: \. | {_DOT} ) [\w\-]+ )+
    | \b[\w.+\-]+ (?:
        \s?@\s [\w.\-]* [\w\-] \. [^\W\d_]{{2,}} \b
        | \s@ [\w.\-]* [\w\-] \. (?:com|org|net|edu|info|de|at|ch|fr|es|it|uk|eu|example) \b
        | \s? [(\[{{] \s? (?:at|@|arroba|arobase) \s? [)\]}}] \s?
            [\w.\-]+ (?: (?: {_DOT} | \s dot \s ) [\w.\-]+ )*
        | \s at \s [\w\-]+ (?: (?: {_DOT} | \s dot \s (?!product) ) \w[\w\-]+ )+ )
"""
_SECRET: Final = r"""
    \b (?: pass(?:word|wort|phrase|code)? | pwd? | mdp | kennwort | geheimzahl | mot\sde\spasse
        | code\ssecret | contraseña | (?<!palabra\s)clave | pin(?:[\s\-]?(?:code|nummer|number))?
        | secret | api[\s_\-]?key ) \s?[:=]\s?
        (?: (?=\S{4}) \S*\d\S* (?: (?<![,;.!]) \s\d\S* )* | \S+ (?!\S) (?<!\?) (?: (?<=[,;.!)]) | $ ) )
    | \b (?: pass(?:word|wort|phrase|code)? | pwd | pin | token | secret | api[_\-]?key ) [:=]\S+
"""
"""A word that holds a digit, or that ends the clause: `password: how do I reset it` is a question."""
_PATTERN: Final = re.compile(
    r"""
    (?P<link> \b(?:https?|ftps?|wss?)://[^\s<>"]+ | \bwww\.[^\s<>"]+ )
    | (?P<email> """
    + _EMAIL
    + r""" )
    | (?P<secret> """
    + _SECRET
    + r""" )
    | (?P<device> (?<![\w:.\-]) (?: [\da-f]{2} (?:[:\-][\da-f]{2}){5} | [\da-f]{4}(?:\.[\da-f]{4}){2} )
        (?![\w:]) )
    | (?P<network> (?<![\w:.]) (?:
        \d{1,3} (?:\.\d{1,3}){3} (?![\d.]*\d)
        | [\da-f]{0,4} (?: : [\da-f]{0,4} ){2,7} (?:\.\d{1,3}){0,3} (?!\w) ) )
    | (?P<account> \b[a-z]{2}\d{2} (?: [ ]? [a-z\d]{4} ){2,7} (?: [ ]? [a-z\d]{1,4} )? \b )
    | (?P<date> (?<!\d) (?: \d{4}[\-/.]\d{1,2}[\-/.]\d{1,2} | \d{1,2}[\-/.]\d{1,2}[\-/.]\d{4}
        | (?:1[89]|20)\d\d \s?[\-/]\s? (?:1[89]|20)\d\d ) (?!\d) )
    | (?P<number> (?<![\w.,+/]) (?: \+\s? | \( \+? )? \d (?: (?: [\s().\-]{0,3} | / ) \d )*
        (?: \s?x\s?\d+ )? (?! \w | :[\da-f] ) )
    | (?P<token> \b (?: (?:sk|pk|rk|gh[a-z]|xox[a-z])[_\-][\w\-]{12,} | akia[a-z\d]{12,} ) \b
        | \b eyj[\w\-]{8,} (?: \.[\w\-]+ )+
        | \b [\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12} \b
        | \b (?=[^\W\d_]*\d) (?=\d*[^\W\d_]) \w{16,} \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RESOLVERS: Final = frozenset({"1.0.0.1", "1.1.1.1", "8.8.4.4", "8.8.8.8", "9.9.9.9", "149.112.112.112"})
"""Public addresses that everybody asks about."""
_GROUPS: Final = 4
"""Groups of an IPv6 address that names a device; shorter ones are prefixes and the like."""
_EXAMPLES: Final = ipaddress.IPv6Network("2001:db8::/32")
_USABLE: Final = 4
"""A power of two less or more by so much may be a count of addresses."""


def redacted(text: str) -> str:
    """The text in plain characters, cut at `CHARACTERS`, with each piece of personal data named by its kind.

    Examples
    --------
    >>> redacted("Mail jo@example.org or call +49 151 2345678")
    'Mail [email] or call [phone]'
    >>> redacted("Is 192.168.0.1/24 in 10.0.0.0/8, and 65536 a port on 8.8.8.8 since 2019-01-01?")
    'Is 192.168.0.1/24 in 10.0.0.0/8, and 65536 a port on 8.8.8.8 since 2019-01-01?'
    """
    return _PATTERN.sub(_replaced, plain(text))[:CHARACTERS]


def plain(text: str) -> str:
    """The text without characters that show nothing, and with one form of those that have several.

    What no database takes, such as NUL and lone surrogates, is gone as well.
    """
    text = unicodedata.normalize("NFKC", text[: 2 * CHARACTERS])
    kept = (" " if character.isspace() else character for character in text)
    shown = "".join(each for each in kept if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join(shown.split())


def _replaced(found: re.Match[str]) -> str:
    kind = str(found.lastgroup)
    return _KINDS[kind](found[0])


def _link(link: str) -> str:
    """A link as far as its path, in which only tokens and long numbers are personal."""
    address, mark, _ = link.replace("#", "?", 1).partition("?")
    scheme, slashes, rest = address.rpartition("://")
    host, *path = rest.rpartition("@")[2].split("/")
    kept = "/".join([_network(host), *(_PATTERN.sub(_replaced, part) for part in path)])
    return f"{scheme}{slashes}{kept}{mark and '?[query]'}"


def _network(address: str) -> str:
    """An address, replaced if it may be the visitor's own: not one of private use, nor a mask."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a time, or a version of a program
        return address
    if parsed.version == 4:
        own = parsed.is_global and not parsed.is_multicast and address not in _RESOLVERS
    else:
        own = len(re.findall(r"[^:]+", address)) >= _GROUPS and parsed not in _EXAMPLES
    return "[address]" if own else address


def _device(address: str) -> str:
    """The address of a network card; those of groups belong to nobody."""
    return address if int(address[:2], 16) & 1 else "[address]"


def _account(account: str) -> str:
    compact = re.sub(" ", "", account).upper()
    digits = "".join(str(int(letter, 36)) for letter in compact[4:] + compact[:4])
    is_sound = len(compact) >= 15 and int(digits) % 97 == 1
    if is_sound or sum(map(str.isdigit, compact)) >= ACCOUNT_DIGITS:
        return "[iban]"
    return _PATTERN.sub(_replaced, account[4:]).join([account[:4], ""])


def _secret(secret: str) -> str:
    return re.sub(r"([:=]\s?).*", r"\1[secret]", secret)


def _number(number: str) -> str:
    """A run of digits and what stands between them, if it is long enough to be somebody's own."""
    digits = "".join(map(_digit, filter(str.isdigit, number)))
    if len(digits) < LONG or (number.isdigit() and _is_count(int(digits))) or _is_measure(number):
        return number
    if 13 <= len(digits) <= 19 and _has_check_digit(digits):
        return "[card]"
    return "[phone]" if not number.isdigit() or number.startswith("0") else "[number]"


def _digit(character: str) -> str:
    return str(unicodedata.digit(character, 0))


def _is_count(number: int) -> bool:
    """Whether a number is round, or as many addresses or values as bits can name."""
    near = min(abs(number - (1 << number.bit_length() - side)) for side in (0, 1))
    return near <= _USABLE or not int(str(number).strip("0")[1:] or 0)


def _is_measure(number: str) -> bool:
    """Whether it is a decimal, or grouped by thousands."""
    whole, *rest = re.split(r"[.]", number)
    if not whole.isdigit() or not rest or not all(map(str.isdigit, rest)):
        return False
    return (len(rest) == 1 and (len(whole), len(rest[0])) != (3, 4)) or not int("".join(rest))


def _has_check_digit(digits: str) -> bool:
    """By the formula of Luhn, ISO/IEC 7812-1."""
    doubled = [int(each) * 2 for each in digits[-2::-2]]
    return (sum(map(int, digits[-1::-2])) + sum(each - 9 * (each > 9) for each in doubled)) % 10 == 0


def _named(kind: str) -> Callable[[str], str]:
    return lambda _: f"[{kind}]"


_KINDS: Final[Mapping[str, Callable[[str], str]]] = {
    "link": _link,
    "email": _named("email"),
    "secret": _secret,
    "device": _device,
    "network": _network,
    "account": _account,
    "date": str,
    "number": _number,
    "token": _named("token"),
}
