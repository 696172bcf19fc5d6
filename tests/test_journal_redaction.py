import random
from collections import Counter

import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from faq import load
from journal.redaction import CHARACTERS, plain, redacted

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES")
KINDS = (
    *("email", "phone_number", "credit_card_number", "iban"),
    *("ipv4_public", "ipv6", "mac_address", "uuid4"),
)
FRAMES = ("{}", "my number is {} please call", "how do I change {} in my account?", "contact: {}.", "({})")
EACH = 50


def generated() -> list[tuple[str, str, str]]:
    """Two thousand times kind, personal data and a question that holds it."""
    chance, found = random.Random(6), []
    for locale in LOCALES:
        person = Faker(locale)
        person.seed_instance(6)
        for kind in KINDS:
            for _ in range(EACH):
                told = str(getattr(person, kind)())
                found.append((kind, told, chance.choice(FRAMES).format(told)))
    return found


def test_of_two_thousand_pieces_of_personal_data_one_in_a_hundred_stays_at_most() -> None:
    told = generated()
    kept = [(kind, personal, redacted(text)) for kind, personal, text in told]
    stays = Counter(kind for kind, personal, text in kept if personal in text or "[" not in text)
    assert len(told) == 2_000
    assert stays.total() <= 20, stays


def test_of_two_thousand_ordinary_questions_one_in_a_hundred_is_touched_at_most() -> None:
    content = load()
    asked = [gold.question for gold in content.gold]
    asked += [phrasing for passage in content.passages for phrasing in passage.phrasings]
    some = random.Random(6).sample(sorted(set(asked)), 2_000)
    touched = [text for text in some if redacted(text) != plain(text)]
    assert len(touched) <= 20, touched


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mail jo.doe+faq@post.example.org!", "Mail [email]!"),
        ("jo (at) post.example", "[email]"),
        ("jo at post dot example", "[email]"),
        ("+49 (0) 151 2345678 or 0151/2345678", "[phone] or [phone]"),
        ("call 555-123-4567x89 at 10:30", "call [phone] at 10:30"),
        ("card 4111 1111 1111 1111", "card [card]"),
        ("card 4111 1111 1111 1112", "card [phone]"),
        ("DE44 5001 0517 5407 3249 31", "[iban]"),
        ("de44500105175407324932 mistyped", "[iban] mistyped"),
        ("customer 83719204", "customer [number]"),
        ("my address is 84.17.3.9", "my address is [address]"),
        ("from 00:1a:2b:3c:4d:5e to ff:ff:ff:ff:ff:ff", "from [address] to ff:ff:ff:ff:ff:ff"),
        ("fe80::1c2d:3e4f:5a6b:7c8d", "[address]"),
        (
            "https://jo:pw@shop.example/cart/83719204?session=7#top",
            "https://shop.example/cart/[number]?[query]",
        ),
        ("www.shop.example/#me", "www.shop.example/?[query]"),
        ("http://84.17.3.9/x", "http://[address]/x"),
        ("jo @ example.org", "[email]"),
        ("jo@ mail.example.org, jo @example.org", "[email], [email]"),
        ("jo [at] example [dot] org", "[email]"),
        ("jo(at)mail(dot)example(dot)org!", "[email]!"),
        ("jo [at] example dot org", "[email]"),
        ("jo at mail dot example dot org", "[email]"),
        ("jo@example[dot]org or jo [@] example.org", "[email] or [email]"),
        ("jo [arroba] example [punto] org", "[email]"),
        ("password=hunter2, pin:1234", "password=[secret] pin:[secret]"),
        ("my password: hunter2", "my password: [secret]"),
        ("Passwort: geheim", "Passwort: [secret]"),
        ("password = x", "password = [secret]"),
        ("password :x", "password :[secret]"),
        ("PIN: 1234", "PIN: [secret]"),
        ("my PIN: 1234 5678 does not work", "my PIN: [secret] does not work"),
        ("pin code: 1234 and user: jo", "pin code: [secret] and user: jo"),
        ("password: hunter2 is wrong", "password: [secret] is wrong"),
        ("Kennwort: geheim, und dann?", "Kennwort: [secret] und dann?"),
        ("mot de passe : azerty", "mot de passe : [secret]"),
        ("Contraseña: perro.", "Contraseña: [secret]"),
        ("contrasen\u0303a = perro", "contraseña = [secret]"),
        ("call 0151 2345678: thanks (58:4a:c8:36:5b:da)", "call [phone]: thanks ([address])"),
        ("key sk-abcdefghijkl0123456789", "key [token]"),
        ("550e8400-e29b-41d4-a716-446655440000", "[token]"),
        ("\u200bjo@\u200bpost.example\0", "[email]"),
        ("ｊｏ＠post.example", "[email]"),
        ("٠١٥١ ٢٣٤٥٦٧٨", "[phone]"),
    ],
)
def test_personal_data_is_named_by_its_kind(typed: str, kept: str) -> None:
    assert redacted(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Is 192.168.0.1/24 in 10.0.0.0/8 or fe80::/10?",
        "What does 255.255.255.192 mean, and 8.8.8.8?",
        "Why 4294967296 addresses, 16777214 hosts and 1000000000 tokens?",
        "since 2019-01-01, from 31.12.2020 or 2019-2020",
        "pi is 3.14159265, and 1.000.000 is a million",
        "python 3.11.7 at 12:30:45 on port 8080",
        "gpt-4o-mini-2024-07-18 and claude-3-5-sonnet",
        "what is sklearn.metrics.roc_auc_score, and recall@5?",
        "masks /24 /25 /26 /27 /28",
        "2001:db8:1:2:3:4:5:6 is an example",
        "What is a password? PIN: what is it, and password: how do I reset it?",
        "password: why?",
        "token: the smallest unit of text",
        "What about a token: 3 letters, or more?",
        "palabra clave: prompt",
        "how does @functools.cache look at the dot product?",
        "recall @ 5, precision @ k. And then",
        "which option (at best) is it",
    ],
)
def test_ordinary_words_and_numbers_stay(text: str) -> None:
    assert redacted(text) == text


@given(st.text(st.characters(codec=None), max_size=2 * CHARACTERS))
def test_any_text_can_be_kept(text: str) -> None:
    kept = redacted(text)
    assert len(kept) <= CHARACTERS
    assert kept.isprintable()
    assert kept.encode("utf-8").decode() == kept


@given(st.text("0123456789 +-()./x:@abcdef", max_size=80))
def test_what_was_replaced_is_replaced_once(text: str) -> None:
    once = redacted(text)
    assert redacted(once).count("[") >= once.count("[")
