"""The maintainers' password as a deployer gives it, plain or hashed, and whether somebody typed it."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass, field, replace
from secrets import token_bytes
from typing import Final

VARIABLE: Final = "FAQ_PASSWORD"
"""In the environment or Streamlit's secrets: never in a settings file, which others can read."""
CHARACTERS: Final = 200
"""That can be typed at most."""
COMMAND: Final = "python -m chat password"
"""Makes a hash of a password."""
_SCHEME: Final = "scrypt"
_HASH: Final = re.compile(
    rf"{_SCHEME}\$([0-9]{{1,7}})\$([0-9]{{1,3}})\$([0-9]{{1,3}})\$([0-9a-f]{{32}})\$([0-9a-f]{{64}})"
)
_MOST_BYTES: Final = 2**26
"""Of memory that a hash may take: 64 MB."""
_MOST_WORK: Final = 2**20
"""The product of a hash's three numbers: half a second of a core."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What tells whether a text is the password."""

    is_set: bool = False
    """Whether there is a password at all; if not, nothing is it."""
    hashed: Hash | None = None
    plain: bytes = field(default=b"", repr=False)

    def admits(self, typed: str) -> bool:
        """Whether this is the password; how long that takes tells nothing of it."""
        if self.hashed:
            return self.hashed.is_of(typed)
        return self.is_set and hmac.compare_digest(_bytes(typed), self.plain)


@dataclass(frozen=True, slots=True)
class Hash:
    """What remains of a password so that it is recognised, but cannot be read: made by scrypt."""

    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    cost: int
    """scrypt's n."""
    block: int = 8
    """scrypt's r."""
    lanes: int = 5
    """scrypt's p."""

    def __str__(self) -> str:
        """As it stands in the secrets."""
        return f"{_SCHEME}${self.cost}${self.block}${self.lanes}${self.salt.hex()}${self.digest.hex()}"

    def is_of(self, typed: str) -> bool:
        """Whether it was made of this text."""
        return hmac.compare_digest(_digest(typed, self), self.digest)


def secret_of(told: str) -> Secret:
    """What a deployer gave: a hash, the password itself, or nothing.

    Raises
    ------
    ValueError
        When it begins like a hash and is none, or is one that takes too much memory or time.
    """
    hashed = told.strip(" \t\r\n'\"")  # some readers of environment files keep the quotes
    if hashed.startswith(_SCHEME):  # without a dollar behind it, a shell took that for its own
        return Secret(True, _read(hashed))
    return Secret(bool(told), plain=_bytes(told))


def hash_of(password: str, cost: int = 2**14) -> Hash:
    """A new hash of a password.

    Parameters
    ----------
    password : str
    cost : int
        A power of two: 2**14 takes 16 MB of memory and a quarter of a second of a core.

    Raises
    ------
    ValueError
        When nobody could type the password.
    """
    if not 0 < len(password) <= CHARACTERS:
        raise ValueError(f"has {len(password)} characters, not 1 to {CHARACTERS}; choose another")
    made = Hash(token_bytes(16), b"", cost)
    return replace(made, digest=_digest(password, made))


def _read(told: str) -> Hash:
    found = _HASH.fullmatch(told)
    if not found:
        raise ValueError(
            f"{VARIABLE}: begins like a hash and is none;"
            f" make it anew with `{COMMAND}`, and keep the single quotes"
        )
    cost, block, lanes = (int(number) for number in found.groups()[:3])
    is_power = cost > 1 and cost & (cost - 1) == 0
    if not (is_power and block and lanes and _is_bounded(cost, block, lanes)):
        raise ValueError(f"{VARIABLE}: a hash with numbers out of bounds; make it anew with `{COMMAND}`")
    return Hash(bytes.fromhex(found[4]), bytes.fromhex(found[5]), cost, block, lanes)


def _is_bounded(cost: int, block: int, lanes: int) -> bool:
    return 128 * block * (cost + lanes) <= _MOST_BYTES and cost * block * lanes <= _MOST_WORK


def _digest(password: str, made: Hash) -> bytes:
    return hashlib.scrypt(
        _bytes(password),
        salt=made.salt,
        n=made.cost,
        r=made.block,
        p=made.lanes,
        maxmem=2 * _MOST_BYTES,  # OpenSSL counts some more than scrypt takes
        dklen=32,
    )


def _bytes(text: str) -> bytes:
    """The same bytes however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
