import hashlib
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chat.password import CHARACTERS, Secret, hash_of, secret_of

ROOT = Path(__file__).parent.parent
SALT, DIGEST = "0f" * 16, "a5" * 32
NO_HASH = (
    "FAQ_PASSWORD: begins like a hash and is none;"
    " make it anew with `python -m chat password`, and keep the single quotes"
)
OUT_OF_BOUNDS = "FAQ_PASSWORD: a hash with numbers out of bounds; make it anew with `python -m chat password`"
passwords = some.text(min_size=1, max_size=CHARACTERS)


def test_a_hash_is_what_the_textbook_makes_of_the_password() -> None:
    made = hash_of("quattro stagioni")
    digest = hashlib.scrypt(b"quattro stagioni", salt=made.salt, n=16_384, r=8, p=5, dklen=32, maxmem=2**26)
    assert str(made) == f"scrypt$16384$8$5${made.salt.hex()}${digest.hex()}"


def test_a_hash_admits_its_password_and_nothing_else() -> None:
    told = str(hash_of("quattro stagioni é"))
    typed = ("quattro stagioni é", "quattro", "", "\ud800", told)
    assert [secret_of(told).admits(each) for each in typed] == [True, False, False, False, False]


def test_no_two_hashes_of_a_password_are_the_same() -> None:
    assert len({str(hash_of("same", cost=2)) for _ in range(20)}) == 20


@given(passwords, passwords)
def test_plain_or_hashed_a_password_admits_itself_however_its_letters_are_composed(
    password: str, typed: str
) -> None:
    password = f"a{password}"[:CHARACTERS]
    same = unicodedata.normalize("NFC", password) == unicodedata.normalize("NFC", typed)
    for secret in (secret_of(password), secret_of(str(hash_of(password, cost=2)))):
        assert [secret.admits(each) for each in (password, unicodedata.normalize("NFD", password))] == [
            True
        ] * 2
        assert secret.admits(typed) == same


@pytest.mark.parametrize("around", ["{}", "'{}'", '"{}"', " {}\n"])
def test_quotes_and_ends_of_lines_that_a_reader_left_around_a_hash_do_not_matter(around: str) -> None:
    assert secret_of(around.format(hash_of("right", cost=2))).admits("right")


@pytest.mark.parametrize(
    "told",
    [
        "scrypt",
        "scrypt$",
        "scrypt6384",  # a shell took "$1" for its own
        f"scrypt$16384$8$5${SALT}",
        f"scrypt$16384$8$5${SALT}$",
        f"scrypt$16384$8$5$${DIGEST}",
        f"scrypt$16384$8$5${SALT}${DIGEST}$",
        f"scrypt$16384$8$5${SALT}${DIGEST[1:]}",
        f"scrypt$16384$8$5${SALT}${DIGEST.upper()}",
        f"scrypt$-16384$8$5${SALT}${DIGEST}",
        f"scrypt$١٦$8$5${SALT}${DIGEST}",
        f"scrypt$99999999$8$5${SALT}${DIGEST}",
    ],
)
def test_what_begins_like_a_hash_and_is_none_is_refused_with_the_remedy(told: str) -> None:
    with pytest.raises(ValueError, match="begins like a hash") as raised:
        secret_of(told)
    assert str(raised.value) == NO_HASH


@pytest.mark.parametrize(
    "numbers",
    ["0$8$5", "1$8$5", "16383$8$5", "16384$0$5", "16384$8$0", "131072$8$1", "16384$8$99", "2$999$999"],
)
def test_a_hash_that_takes_too_much_memory_or_time_is_refused(numbers: str) -> None:
    with pytest.raises(ValueError, match="out of bounds") as raised:
        secret_of(f"scrypt${numbers}${SALT}${DIGEST}")
    assert str(raised.value) == OUT_OF_BOUNDS


@pytest.mark.parametrize("numbers", ["16384$8$5", "32768$8$3", "65536$7$2", "512$512$4"])
def test_the_dearest_hash_that_is_read_can_be_computed(numbers: str) -> None:
    assert not secret_of(f"scrypt${numbers}${SALT}${DIGEST}").admits("right")


def test_where_no_password_is_given_nothing_is_one() -> None:
    assert (secret_of(""), secret_of("").admits("")) == (Secret(), False)


def test_neither_the_password_nor_its_hash_stands_in_a_message() -> None:
    made = hash_of("right", cost=2)
    told = repr((secret_of("right"), secret_of(str(made)), made))
    assert "right" not in told
    assert made.digest.hex() not in told
    assert repr(made.digest) not in told


def command(typed: str) -> subprocess.CompletedProcess[str]:
    """What `python -m chat password` makes of what comes from the standard input."""
    return subprocess.run(
        [sys.executable, "-m", "chat", "password"], cwd=ROOT, input=typed, capture_output=True, text=True
    )


def test_the_command_prints_a_line_for_the_secrets() -> None:
    done = command("quattro stagioni \nand more")
    name, _, value = done.stdout.strip().partition("=")
    assert (done.returncode, done.stderr, name) == (0, "", "FAQ_PASSWORD")
    assert secret_of(value).admits("quattro stagioni ")


@pytest.mark.parametrize("length", [0, CHARACTERS + 1])
def test_the_command_refuses_what_nobody_can_type(length: int) -> None:
    done = command("a" * length + "\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"password: has {length} characters, not 1 to {CHARACTERS}; choose another\n"
