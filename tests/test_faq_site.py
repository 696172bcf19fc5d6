from pathlib import Path
from types import MappingProxyType

import pytest

from faq import CONTENT, ContentError, Site, Source, load_site
from faq.site import ROOT, STARTERS, said_in, starters


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.yaml"


def messages(file: Path, **outside: object) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load_site(file, **outside)  # type: ignore[arg-type]
    return str(raised.value).splitlines()


def test_without_a_file_the_settings_are_the_shipped_ones(file: Path) -> None:
    assert load_site(file) == Site()
    file.write_text("", encoding="utf-8")
    assert load_site(file, {}, {}) == Site()
    assert Site().content == CONTENT


def test_every_setting_may_stand_in_the_file(file: Path, tmp_path: Path) -> None:
    text = f"""\
# Our own settings.
title: Pizza help
introduction: |
  Ask about pizza.
starters:
  Menu:
    - What is on a margherita?
    - "Is it: vegan?"
  Hours: ["When do you open?"]
contact: "[Call us](tel:+390)"
privacy_url: https://example.org/privacy
imprint_url: http://example.org/imprint
repository_url: https://example.org/faq
repository_branch: trunk
content: {tmp_path}
risk: 0.25
explain: yes
journal: sqlite:///votes.sqlite
keep_questions: All
keep_days: 30
alike_at_least: 3
meaning: " Models/ours"
meaning_sha256: 0123ABC
"""
    file.write_text("\ufeff" + text, encoding="utf-8")
    assert load_site(file) == Site(
        title="Pizza help",
        introduction="Ask about pizza.\n",
        starters={
            "Menu": ("What is on a margherita?", "Is it: vegan?"),
            "Hours": ("When do you open?",),
        },
        contact="[Call us](tel:+390)",
        privacy_url="https://example.org/privacy",
        imprint_url="http://example.org/imprint",
        repository_url="https://example.org/faq",
        repository_branch="trunk",
        content=tmp_path,
        risk=0.25,
        explain=True,
        journal="sqlite:///votes.sqlite",
        keep_questions="all",
        keep_days=30,
        alike_at_least=3,
        meaning="Models/ours",
        meaning_sha256="0123abc",
    )


def test_the_environment_overrules_the_secrets_and_these_the_file(file: Path) -> None:
    file.write_text("title: file\ncontact: file\njournal: file\nrepository_branch: file\n", encoding="utf-8")
    secrets = MappingProxyType(
        {
            "FAQ_CONTACT": "secret",
            "FAQ_JOURNAL": "secret",
            "FAQ_TITLE": "secret",
            "faq": MappingProxyType({"title": "table", "risk": 0.25, "starters": ("Why?",)}),
            "password": "hunter2",
        }
    )
    environment = {
        "FAQ_JOURNAL": "environment",
        "FAQ_UNKNOWN": "x",
        "faq_title": "x",
        "HOME": "/",
        "FAQ_": "x",
    }
    assert load_site(file, environment, secrets) == Site(
        title="table",
        contact="secret",
        journal="environment",
        repository_branch="file",
        risk=0.25,
        starters={"": ("Why?",)},
    )


@pytest.mark.parametrize(("typed", "meant"), [("yes", True), ("Yes", True), ("no", False), ("NO", False)])
def test_explain_is_yes_or_no(file: Path, typed: str, meant: bool) -> None:
    assert load_site(file, {"FAQ_EXPLAIN": typed}).explain is meant
    file.write_text(f"explain: {typed}\n", encoding="utf-8")
    assert load_site(file).explain is meant


def test_secrets_may_hold_a_table_of_another_kind(file: Path) -> None:
    assert load_site(file, secrets={"faq": "no table", "other": {"title": "x"}}) == Site()


def test_an_environment_given_empty_settings_overrules_with_them(file: Path) -> None:
    file.write_text("contact: ask us\nprivacy_url: https://example.org\n", encoding="utf-8")
    assert load_site(file, {"FAQ_CONTACT": "", "FAQ_PRIVACY_URL": ""}) == Site()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("titel: a", "unknown setting 'titel'; did you mean 'title'?"),
        (
            "colour: red",
            "unknown setting 'colour'; use one of: alike_at_least, contact, content, explain, imprint_url, "
            "introduction, journal, keep_days, keep_questions, meaning, meaning_sha256, privacy_url, "
            "repository_branch, repository_url, risk, starters, title",
        ),
        ("title: [a]", "setting 'title' holds no text; write 'title: value'"),
        ("contact: {a: b}", "setting 'contact' holds no text; write 'contact: value'"),
        ("privacy_url: example.org", "'example.org' is no web address; begin it with https://"),
        ("imprint_url: javascript:x", "'javascript:x' is no web address; begin it with https://"),
        ("repository_url: ftp://a", "'ftp://a' is no web address; begin it with https://"),
        ("content: none/such", "there is no folder 'none/such'; give one that holds 'entries'"),
        ("content:", "there is no folder ''; give one that holds 'entries'"),
        ('content: "a\\0b"', "there is no folder 'a\\x00b'; give one that holds 'entries'"),
        ("content: app.py", "there is no folder 'app.py'; give one that holds 'entries'"),
        ("risk: 0", "'risk' is '0'; write a share such as 0.05, at most 0.5"),
        ("risk: 0.51", "'risk' is '0.51'; write a share such as 0.05, at most 0.5"),
        ("risk: nan", "'risk' is 'nan'; write a share such as 0.05, at most 0.5"),
        ("risk: 5 %", "'risk' is '5 %'; write a share such as 0.05, at most 0.5"),
        ("risk:", "'risk' is ''; write a share such as 0.05, at most 0.5"),
        ("explain: true", "'explain' is 'true'; write yes or no"),
        ("explain:", "'explain' is ''; write yes or no"),
        ("explain: [yes]", "setting 'explain' holds no text; write 'explain: value'"),
        ("keep_questions: yes", "'keep_questions' is 'yes'; write off, needed or all"),
        ("keep_days: 0", "'keep_days' is '0'; write a whole number of at least 1"),
        ("keep_days: 1.5", "'keep_days' is '1.5'; write a whole number of at least 1"),
        ("alike_at_least: ²", "'alike_at_least' is '²'; write a whole number of at least 1"),
        ("keep_days: 12345678901", "'keep_days' is '12345678901'; write a whole number of at least 1"),
        ("starters: Why?", "'starters' holds no list; write '- a question' lines below it"),
        ("starters:", "'starters' holds no list; write '- a question' lines below it"),
        ("starters: {a: b}", "'starters' holds no list; write '- a question' lines below a subject"),
        ("starters: [[a]]", "'starters' holds no list; write '- a question' lines below a subject"),
        ("a: &b c", "YAML anchors and aliases are not read; write the value out, or quote it"),
        ("contact: a: b", "mapping values are not allowed here; write 'key: value', and quote a value "
         "that holds ': ' or '#'"),
        ("- title", "expected <block end>, but found '-'; write 'key: value', and quote a value "
         "that holds ': ' or '#'"),
        ("journal: a\x07", "an invisible control character; delete it"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused_with_its_line_and_the_remedy(file: Path, line: str, message: str) -> None:
    file.write_text(
        f"# ours\ntitle: Pizza\n{line}\n".replace("title: Pizza\ntitle", "\ntitle"), encoding="utf-8"
    )
    assert messages(file) == [f"site.yaml:3: {message}"]


def test_every_wrong_setting_is_named_at_once(file: Path) -> None:
    file.write_text("titel: a\nrisk: b\n", encoding="utf-8")
    assert messages(
        file,
        environment={"FAQ_CONTENT": "none"},
        secrets={"FAQ_PRIVACY_URL": "x", "faq": {"risc": 1, "title": ["a"]}},
    ) == [
        "site.yaml:1: unknown setting 'titel'; did you mean 'title'?",
        "site.yaml:2: 'risk' is 'b'; write a share such as 0.05, at most 0.5",
        "FAQ_PRIVACY_URL:1: 'x' is no web address; begin it with https://",
        "FAQ_RISC:1: unknown setting 'risc'; did you mean 'risk'?",
        "FAQ_TITLE:1: setting 'title' holds no text; write 'title: value'",
        "FAQ_CONTENT:1: there is no folder 'none'; give one that holds 'entries'",
    ]


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"title: \xff\n")
    assert messages(file) == ["site.yaml:1: this is not UTF-8; save the file as UTF-8"]
    file.write_bytes("title: a\n".encode("utf-16"))
    assert messages(file) == ["site.yaml:1: this is not UTF-8; save the file as UTF-8"]


def test_a_name_too_long_for_a_folder_is_no_folder(file: Path) -> None:
    name = "x" * 5000
    found = messages(file, environment={"FAQ_CONTENT": name})
    assert found == [f"FAQ_CONTENT:1: there is no folder {name!r}; give one that holds 'entries'"]


def test_a_content_folder_begins_at_the_root_of_the_repository(file: Path) -> None:
    site = load_site(file, {"FAQ_CONTENT": "tests/fixtures/problems"})
    assert site.content == ROOT / "tests" / "fixtures" / "problems"


def test_a_setting_is_said_where_it_takes_effect(file: Path) -> None:
    assert said_in("risk", file, {}) == Source("FAQ_RISK", 1)
    file.write_text("title: Pizza\nrisk: 0.1\n", encoding="utf-8")
    assert said_in("risk", file, {}) == Source("site.yaml", 2)
    assert said_in("risk", file, {"FAQ_RISK": "0.2"}) == Source("FAQ_RISK", 1)


def test_starters_ship_with_the_shipped_content_only(tmp_path: Path) -> None:
    own = {"Menu": ("What is on a margherita?",)}
    assert starters(Site()) == STARTERS
    assert starters(Site(content=tmp_path)) == {}
    assert starters(Site(content=tmp_path, starters=own)) == own
    assert starters(Site(starters={})) == {}
