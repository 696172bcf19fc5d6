from fractions import Fraction

import pytest

from authoring.alike.facts import difference
from authoring.alike.mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deck takes cars up to 2.4 metres high.", ["length 2.4"]),
        ("It has 16,777,216 addresses, about 16.8 million.", [" 16777216", " 16800000"]),
        ("Twenty-five people, half a dozen dogs and two thousand and ten ants.", [" 25", " 6", " 2010"]),
        ("The newer one is one of two.", [" 2"]),
        ("One plug is enough.", [" 1"]),
        ("Between 37 and 55 m, or 5–10 kB.", ["length 37", "length 55", "data 40000", "data 80000"]),
        ("Cat5e, IPv4, 10GBASE-T, 7B, 5G, OM3 and 802.1X are names.", []),
        ("A three-way handshake and a 32-bit number.", ["data 32"]),
        ("100 kbit/s, 100 kB/s and 100 kilometres per hour", ["rate 100000", "rate 800000", "speed 100"]),
        ("50 %, 50 per cent and fifty percent", ["share 50", "share 50", "share 50"]),
        ("$5 or 5 € per month, paid yearly", ["dollar 5", "euro 5", "period month", "period year"]),
        ("-20 °C, not 20 °C", ["celsius -20", "denial ", "celsius 20"]),
        ("10.0.0.0/8, a /24, fe80::1 and 00:1A:2B:3C:4D:5E", [
            "address 10.0.0.0/8", "prefix /24", "address fe80::1", "address 00:1a:2b:3c:4d:5e"
        ]),
        ("Version 3.11 and v3.12.1", ["version 3.11", "version 3.12.1"]),
        ("at 5:30 pm or 17:30, noon, Mondays", ["clock 1050", "clock 1050", "clock 720", "weekday monday"]),
        ("It cannot, can't, isn't, never.", ["denial "] * 4),
        ("No more than 5 GB, whether or not it rains.", ["data 40000000000"]),
        ("No, it is not only fast.", []),
        ("Only guests may enter, only 5 of them.", ["limit ", " 5"]),
    ],
)  # fmt: skip
def test_a_sentence_mentions(text: str, expected: list[str]) -> None:
    told = [(fact.kind, fact.value) for fact in mentions(text)]
    values = [
        f"{value.numerator / value.denominator:.12g}" if isinstance(value, Fraction) else value
        for _, value in told
    ]
    assert [f"{kind} {value}" for (kind, _), value in zip(told, values, strict=True)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 GB", "1,000 MB"),
        ("1 GB", "1,024 MB"),
        ("1 km", "1000 m"),
        ("100 m", "328 feet"),
        ("100 m", "100 m (328 feet)"),
        ("two days", "48 hours"),
        ("12 months", "one year"),
        ("seven layers", "7 layers"),
        ("3 May 2026", "2026-05-03"),
        ("May 3rd", "3 May 2026"),
        ("04/03/2026", "4 March 2026"),
        ("9 am", "9:00"),
        ("about 4.3 billion", "4,294,967,296"),
        ("169.254.x.x", "169.254.0.0/16"),
        ("is not impossible", "is possible"),
        ("500 MB", "500 MB for 3 days"),
    ],
)
def test_facts_that_agree_do_not_differ(one: str, other: str) -> None:
    assert difference(mentions(one), mentions(other)) is None
    assert difference(mentions(other), mentions(one)) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("100 metres", "90 metres", ("100 metres", "90 metres")),
        ("100 metres (328 feet)", "100 kilometres (328 feet)", ("100 metres", "100 kilometres")),
        ("100 m (328 feet)", "90 m (295 feet)", ("100 m", "90 m")),
        ("10 to 20 MB", "10 to 20 GB", ("20 MB", "20 GB")),
        ("5 euros", "5 dollars", ("5 euros", "5 dollars")),
        ("10.0.0.0/8", "10.0.0.0/16", ("10.0.0.0/8", "10.0.0.0/16")),
        ("version 1.2", "version 1.20", ("version 1.2", "version 1.20")),
        ("3 May 2026", "3 June", ("3 May 2026", "3 June")),
        ("is", "isn't", (None, "isn't")),
        ("only members", "members", ("only", None)),
        ("three of 5 ports", "four of 5 ports", ("three", "four")),
    ],
)
def test_the_one_fact_that_differs_is_told(one: str, other: str, told: tuple[str | None, str | None]) -> None:
    found = difference(mentions(one), mentions(other))
    assert found is not None
    assert tuple(fact and fact.said for fact in found) == told


def test_what_differs_in_two_facts_speaks_of_two_things() -> None:
    assert difference(mentions("1 Gbit/s up to 100 m"), mentions("10 Gbit/s up to 55 m")) is None
