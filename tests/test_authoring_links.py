from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from authoring.checks.addresses import fault, host_of
from authoring.checks.links import findings
from authoring.checks.markup.linked import links, none
from authoring.checks.material import material_of
from faq import CONTENT, load

TODAY = date(2026, 11, 25)

WRONG = {
    "https://https://example.org": "it begins twice",
    "http://http//example.org": "it begins twice",
    "https:https://example.org": "it begins twice",
    "https:/example.org": "it names no host",
    "https:///page": "it names no host",
    "https://": "it names no host",
    "https:\\\\example.org": "it names no host",
    "https://exam%20ple.org": "it holds a space",
    "https://a..org": "'a..org' cannot be a host",
    "https://www,example.org": "'www,example.org' cannot be a host",
    "https://-a.org": "'-a.org' cannot be a host",
    "https://example": "the host 'example' has no ending such as .org",
    "https://999.2.3.4": "'999.2.3.4' has no ending that exists",
    "https://a.b1": "'a.b1' has no ending that exists",
    "https://[::1": "it is no web address",
    "https://example.org:99999": "its port is no number from 1 to 65535",
    "https://example.org:0/x": "its port is no number from 1 to 65535",
    "https://example.org:80a": "its port is no number from 1 to 65535",
    "https://me:secret@example.org": "it holds a user name or password",
    "https://example.com@evil.org": "it holds a user name or password",
    "https://xn--80ak6aa92e.com": "in the host 'аррӏе.com' letters of another alphabet pass for Latin ones",
    "https://pаypal.com": "in the host 'pаypal.com' letters of another alphabet pass for Latin ones",
    "http://example.org": "it is not encrypted",
    "http://localhost:8501": "it leads all visitors to their own computers",
    "mailto:desk@example": "'desk@example' is no e-mail address",
    "mailto:desk example@a.org": "'desk example@a.org' is no e-mail address",
    "mailto:": "'' is no e-mail address",
    "mailto://desk@example.org": "'//desk@example.org' is no e-mail address",
    "tel:+49 30 1234": "'+49 30 1234' is no telephone number",
    "tel:call-us": "'call-us' is no telephone number",
    "tel:0301234567": "it works within one country only",
}

RIGHT = (
    "https://example.org",
    "https://example.org:8443/a(b)?c=d&e=%20#f",
    "HTTPS://EXAMPLE.ORG",
    "https://web.archive.org/web/2020/https://example.org",
    "https://192.0.2.7/x",
    "http://192.168.0.1",
    "https://[2001:db8::1]:8080/",
    "https://münchen.example",
    "https://xn--mnchen-3ya.example",
    "https://пример.рф",
    "https://my_host.example.org",
    "https://example.org./x",
    "mailto:desk@example.org?subject=a%20book",
    "mailto:a@example.org,b@example.org",
    "tel:+4930123456",
    "tel:+1-202-555-0123",
    "tel:112",
    "#cidr",
)


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_cannot_be_right_is_told(address: str) -> None:
    found = fault(address)
    assert found is not None
    assert found.what == WRONG[address]
    assert found.remedy


@pytest.mark.parametrize("address", RIGHT)
def test_a_sound_address_is_left_alone(address: str) -> None:
    assert fault(address) is None


def test_what_may_be_meant_is_advice() -> None:
    advice = [address for address in WRONG if (found := fault(address)) and found.level == "advice"]
    assert advice == [
        "https://xn--80ak6aa92e.com",
        "https://pаypal.com",
        "http://example.org",
        "http://localhost:8501",
        "tel:0301234567",
    ]


@settings(deadline=None)
@given(some.sampled_from(["https://", "http:", "mailto:", "tel:", ""]), some.text(max_size=30))
def test_any_address_can_be_judged(scheme: str, rest: str) -> None:
    fault(scheme + rest)
    host_of(scheme + rest)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("[a](#b)", [(1, "#b", "a")]),
        ("one\n\n- two\n  [**a** b](https://c.org)", [(4, "https://c.org", "a b")]),
        ("[a][b]\n\n[b]: https://c.org", [(1, "https://c.org", "a")]),
        ("<https://c.org>", [(1, "https://c.org", "https://c.org")]),
        ("(see https://c.org/d_(e)).", [(1, "https://c.org/d_(e)", "https://c.org/d_(e)")]),
        ("www.c.org, and more", [(1, "http://www.c.org", "www.c.org")]),
        ("`https://c.org`\n\n```\n[a](#b)\n```", []),
    ],
)
def test_the_links_that_visitors_see_are_found(answer: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(link.line, link.target, link.text) for link in links(answer)] == expected


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("[our rules](https://exam ple.org)", [1]),
        ("x\n[our rules] (https://example.org)", [2]),
        ("[our rules](https://example.org)", []),
        ("x[0] (https://example.org)", []),
        ("`[our rules] (https://example.org)`", []),
        ("[1] (see above)", []),
    ],
)
def test_a_link_that_is_none_is_found(answer: str, lines: list[int]) -> None:
    assert list(none(answer)) == lines


LINKED = """\
# Pets

## Dogs? {#dogs}

Formerly: #hounds
See also: #dogs, #cats

Read [this](#dogs), [that](#hounds) and [cats](#felines), or
[here](https://examp..org). Not `[x](https://examp..org)`.

## Cats? {#cats}

Formerly: #felines
Source: see http://cats.example, page 3

[example.org](https://other.example) and [www.example.org](https://example.org/x) and www.pets.example

## Birds? {#birds}

Status: draft
See also: #nests, #old

[dogs](#dogs)

## Old? {#old}

Status: retired

[gone](#nowhere) [bad](https://a..b)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    (tmp_path / "entries" / "pets.md").write_text(LINKED, encoding="utf-8")
    return tmp_path


def test_each_link_is_judged_on_its_line(folder: Path) -> None:
    assert [(f.source.line, f.level, f.what) for f in findings(material_of(folder, TODAY))] == [
        (3, "warning", "'See also' names the entry itself"),
        (8, "warning", "the answer links to itself"),
        (8, "warning", "the answer links to itself"),
        (8, "advice", "a link names the former id #felines"),
        (9, "warning", "the link to 'https://examp..org': 'examp..org' cannot be a host"),
        (11, "advice", "the address 'http://cats.example' in 'Source': it is not encrypted"),
        (16, "warning", "a link that reads 'example.org' leads to 'other.example'"),
        (16, "advice", "'www.pets.example' is drawn as a link"),
        (18, "warning", "the draft links to no entry: #nests"),
        (18, "warning", "the draft links to an entry that is retired: #old"),
    ]


def test_what_faq_load_reports_is_not_said_twice(folder: Path) -> None:
    file = folder / "entries" / "pets.md"
    file.write_text(
        "## Dogs?\n\nSee also: #old, #none\n\n[x](#nowhere)\n\n## Old? {#old}\n\nStatus: draft\n\nNo.\n",
        "utf-8",
    )
    assert len(load(folder).problems) == 3
    assert list(findings(material_of(folder, TODAY))) == []


def test_the_shipped_content_has_no_wrong_link() -> None:
    assert [f for f in findings(material_of(CONTENT, TODAY)) if f.level != "advice"] == []
