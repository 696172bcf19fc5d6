"""The web site that an export writes: complete, linked, and safe whatever the content says."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from authoring.records import CommandError
from authoring.site import printing, site_of
from authoring.site.catalogue import FOLDER_BYTES
from authoring.site.pages import START_PAGE, TOPIC_PAGE
from faq import CONTENT, Entry, Site, entries
from faq.markdown import plain_text
from tests.hostile import HOSTILE, MIXED
from tests.markup import Markup, markup_of

URL = "https://pizza.example/faq/"
SITE = Site(
    title="Pizza & <more>",
    introduction="Ask the *cook*.",
    contact="Ask [the cook](mailto:cook@pizza.example), [run](javascript:x) or read [this](#dog).",
    privacy_url="https://pizza.example/privacy",
    imprint_url="https://pizza.example/imprint",
    repository_url="https://github.com/pizza/faq",
)
COLUMNS = (
    *("id", "question", "answer", "topic", "language", "tags", "see_also", "formerly", "status", "source"),
    "reviewed",
)
Files = dict[str, bytes]


def files_of(folder: Path, site: Site = SITE, url: str = "") -> Files:
    """The written files by name; no name stands twice."""
    written = site_of(folder, site, url).files
    files = dict(written)
    assert len(files) == len(written)
    return files


def html(files: Files, name: str) -> str:
    return files[name].decode()


def pages(files: Files) -> dict[str, Markup]:
    return {name: markup_of(html(files, name)) for name in files if name.endswith(".html")}


def menu_of(folder: Path, *rows: Mapping[str, str], articles: Mapping[str, str] | None = None) -> Path:
    """A content folder with a CSV file of entries, and articles by name."""
    for kind in ("entries", "articles"):
        (folder / kind).mkdir(exist_ok=True)
    with (folder / "entries" / "menu.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    for name, text in (articles or {}).items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    return folder


def row(name: str, **fields: str) -> dict[str, str]:
    """An entry with nothing special but what is said."""
    return {"id": name, "question": f"What of {name}?", "answer": "Yes.", **fields}


@pytest.fixture(scope="module")
def shipped() -> Files:
    return files_of(CONTENT, Site())


@pytest.fixture(scope="module")
def shipped_pages(shipped: Files) -> dict[str, Markup]:
    return pages(shipped)


@pytest.fixture(scope="module")
def public() -> list[Entry]:
    return [entry for entry in entries(CONTENT) if not entry.fields.status]


def dead(files: Files, found: Mapping[str, Markup]) -> list[str]:
    """Links within the site that lead to no file, or to no place in it."""
    wrong = []
    for name, page in found.items():
        base = f"https://here.example/sub/{name.removesuffix('index.html')}"
        for target in (*page.having("href"), *page.having("src"), *page.having("action")):
            url = urlsplit(urljoin(base, target))
            inside = url.netloc == "here.example"
            path = unquote(url.path).removeprefix("/sub/")
            file = f"{path}index.html" if path.endswith("/") or not path else path
            there = file in files and (not url.fragment or unquote(url.fragment) in found[file].having("id"))
            wrong += [f"{name}: {target}"] if inside and not there else []
    return wrong


def test_every_link_of_the_shipped_content_leads_somewhere(
    shipped: Files, shipped_pages: dict[str, Markup]
) -> None:
    assert dead(shipped, shipped_pages) == []


def test_every_page_is_well_formed(shipped_pages: dict[str, Markup]) -> None:
    for name, page in shipped_pages.items():
        assert page.unbalanced == [], name
        assert (len(page.all("h1")), len(page.all("title")), len(page.all("main"))) == (1, 1, 1), name
        assert page.all("title")[0].text.strip(), name
        assert [one for one, count in Counter(page.having("id")).items() if count > 1] == [], name
        levels = [int(element.tag[1]) for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
        jumps = [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1]
        assert jumps == [], name
        assert page.all("html")[0].attributes == {"lang": "en"}, name


def test_everything_public_can_be_read(shipped_pages: dict[str, Markup], public: list[Entry]) -> None:
    for entry in public:
        page = shipped_pages[f"a/{entry.article}/index.html" if entry.article else f"q/{entry.id}/index.html"]
        text = "".join(page.all("main")[0].text.split())
        lines = [entry.question, *plain_text(entry.answer).split("\n")]
        assert [line for line in lines if "".join(line.split()) not in text] == [], entry.id


def test_the_start_page_lists_every_question_and_article(
    shipped_pages: dict[str, Markup], public: list[Entry]
) -> None:
    links = shipped_pages["index.html"].having("href")
    assert {f"./q/{entry.id}/" for entry in public if not entry.article} <= set(links)
    assert {f"./a/{entry.article}/" for entry in public if entry.article} <= set(links)


def test_each_question_stands_once_in_the_data_for_search_engines(
    shipped_pages: dict[str, Markup], public: list[Entry]
) -> None:
    data = [found for page in shipped_pages.values() for found in page.data()]
    asked = [question for found in data if found["@type"] == "FAQPage" for question in found["mainEntity"]]
    assert Counter(question["name"] for question in asked) == Counter(
        entry.question for entry in public if not entry.article
    )
    assert all(question["acceptedAnswer"]["text"].startswith("<") for question in asked)
    assert not any("alternateName" in question for question in asked)
    articles = [found["headline"] for found in data if found["@type"] == "Article"]
    assert sorted(articles) == sorted({entry.article_title for entry in public if entry.article})


def test_links_in_the_data_are_whole_or_none(tmp_path: Path) -> None:
    rows = (row("dog", answer="See [it](#cat).", topic="A"), row("cat", topic="B"))
    folder = menu_of(tmp_path, *rows)
    answers = [
        pages(files_of(folder, url=url))["t/a/index.html"].data()[0]["mainEntity"][0]["acceptedAnswer"]
        for url in (URL, "")
    ]
    assert answers == [
        {"@type": "Answer", "text": f'<p>See <a href="{URL}q/cat/">it</a>.</p>\n', "url": f"{URL}t/a/#dog"},
        {"@type": "Answer", "text": "<p>See it.</p>\n"},
    ]


def test_metadata_is_told_to_nobody(tmp_path: Path) -> None:
    article = '# Dogs {#dogs}\n\nMetadata: {"zsecret": "zhidden"}\n\nYes.\n'
    menu_of(tmp_path, articles={"dogs.md": article})
    entry = '## Dog? {#dog}\n\nMetadata: {"zsecret": "zhidden"}\n\nYes.\n'
    (tmp_path / "entries" / "more.md").write_text(f"# Dogs\n\n{entry}", encoding="utf-8")
    files = files_of(tmp_path)
    assert {"q/dog/index.html", "a/dogs/index.html"} <= set(files)
    assert [name for name, told in files.items() if b"zsecret" in told or b"zhidden" in told] == []


def test_the_search_file_knows_every_entry_and_where_it_is(shipped: Files, public: list[Entry]) -> None:
    items = json.loads(shipped["search.json"])
    assert sorted(item["t"] for item in items) == sorted(entry.title for entry in public)
    named = {item["a"].partition("#")[0] + "index.html" for item in items}
    assert named <= set(shipped)


def test_nothing_is_fetched_from_elsewhere_and_nothing_runs_inline(
    shipped: Files, shipped_pages: dict[str, Markup]
) -> None:
    for name, page in shipped_pages.items():
        policy = page.all("meta")[1].attributes
        assert policy["http-equiv"] == "Content-Security-Policy", name
        assert "default-src 'none'" in policy["content"], name
        assert "unsafe" not in policy["content"], name
        fetched = [link.attributes["href"] for link in page.all("link")] + page.having("src")
        assert [address for address in fetched if not address.startswith(("./", "../"))] == [], name
        assert [a for e in page.elements for a in e.attributes if a == "style" or a.startswith("on")] == []
    for name in ("site.css", "search.js"):
        assert not re.search(r"https?:|@import|url\(", html(shipped, name))


def test_the_same_content_makes_the_same_site(shipped: Files) -> None:
    assert files_of(CONTENT, Site()) == shipped


def test_a_site_without_an_address_tells_search_engines_none(shipped: Files) -> None:
    assert not {"sitemap.xml", "robots.txt"} & set(shipped)
    assert [name for name in shipped if name.endswith(".html") and b"og:url" in shipped[name]] == []
    assert b'rel="canonical"' not in shipped["index.html"]
    assert ".nojekyll" in shipped


def test_a_site_with_an_address_tells_it_on_every_page(tmp_path: Path) -> None:
    rows = (row("dog", reviewed="2026-01-31", formerly="hound"), row("wine", topic="Käse & <Wein>"))
    files = files_of(menu_of(tmp_path, *rows), url=URL.rstrip("/"))
    listed = re.findall("<loc>(.*?)</loc>", html(files, "sitemap.xml"))
    assert listed == [f"{URL}{path}" for path in ("", "t/k%C3%A4se-wein/", "q/wine/", "t/menu/", "q/dog/")]
    for url in listed:
        page = files[unquote(url.removeprefix(URL)) + "index.html"].decode()
        assert f'<link rel="canonical" href="{url}">' in page
        assert f'<meta property="og:url" content="{url}">' in page
    assert f"<loc>{URL}q/dog/</loc><lastmod>2026-01-31</lastmod>" in html(files, "sitemap.xml")
    assert f"Sitemap: {URL}sitemap.xml" in html(files, "robots.txt")


@pytest.mark.parametrize(
    "url",
    ["pizza.example", "ftp://a.example/", "https://", "https://a.example/?b", "http://[", "https://a b/"],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(CommandError) as error:
        site_of(CONTENT, SITE, url)
    assert str(error.value) == f"{url!r} is no address of a site; write it as in https://example.org/faq/"


def test_the_page_for_a_missing_address_finds_its_style_at_any_depth(tmp_path: Path) -> None:
    folder = menu_of(tmp_path, row("dog"))
    assert markup_of(html(files_of(folder, url=URL), "404.html")).having("src") == ["/faq/search.js"]
    assert markup_of(html(files_of(folder), "404.html")).having("src") == ["./search.js"]


def test_a_former_id_leads_to_the_present_one(tmp_path: Path) -> None:
    article = "# Wine {#wine}\n\nFormerly: #vino\n\nAll.\n\n## Red {#red}\n\nFormerly: #rosso\n\nYes.\n"
    rows = (row("dog", formerly="hound, pup", see_also="rosso, hound"), row("cat", answer="[x](#pup)"))
    files = files_of(menu_of(tmp_path, *rows, articles={"wine.md": article}), Site())
    found = pages(files)
    moved = {"q/hound": "q/dog/", "q/pup": "q/dog/", "q/rosso": "a/wine/#red", "q/red": "a/wine/#red"}
    moved |= {"q/vino": "a/wine/", "a/vino": "a/wine/", "q/wine": "a/wine/"}
    for old, present in moved.items():
        page = found.pop(f"{old}/index.html")
        refresh = next(m for m in page.all("meta") if m.attributes.get("http-equiv") == "refresh")
        assert refresh.attributes["content"] == f"0; url=../../{present}"
        canonical = next(link for link in page.all("link") if link.attributes.get("rel") == "canonical")
        assert canonical.attributes["href"] == f"../../{present}"
    assert [name for name, page in found.items() if "refresh" in page.having("http-equiv")] == []
    assert {"rosso", "vino", "red"} <= set(found["a/wine/index.html"].having("id"))
    assert "../../a/wine/#red" in found["q/dog/index.html"].having("href")
    assert "../../q/dog/" in found["q/cat/index.html"].having("href")
    assert "../../q/dog/" not in found["q/dog/index.html"].having("href")
    assert dead(files, pages(files)) == []


def test_drafts_and_retired_entries_are_nowhere(tmp_path: Path) -> None:
    rows = (
        row("dog", see_also="zsecret, zgone", answer="See [this](#zsecret)."),
        row("zsecret", status="draft", formerly="zolder", answer="Unheard"),
        row("zgone", status="retired", answer="Unheard"),
    )
    files = files_of(menu_of(tmp_path, *rows))
    words = (b"zsecret", b"zgone", b"zolder", b"Unheard")
    assert [name for name, told in files.items() if any(word in told for word in words)] == []


def test_a_content_folder_elsewhere_does_not_tell_where(tmp_path: Path) -> None:
    files = files_of(menu_of(tmp_path, row("dog")), url=URL)
    assert [name for name, told in files.items() if tmp_path.name.encode() in told] == []


def test_what_the_settings_say_stands_on_every_page(tmp_path: Path) -> None:
    files = files_of(menu_of(tmp_path, row("dog")))
    for name, page in pages(files).items():
        links = page.having("href")
        assert {"mailto:cook@pizza.example", SITE.privacy_url, SITE.imprint_url} <= set(links), name
        assert not [link for link in links if link.startswith("javascript")]
    assert "<h1>Pizza &amp; &lt;more&gt;</h1>" in html(files, "index.html")
    assert "Ask the *cook*." in html(files, "index.html")


def test_a_source_on_the_forge_is_linked(shipped_pages: dict[str, Markup]) -> None:
    site = Site(repository_url="https://github.com/pizza/faq")
    page = pages(files_of(CONTENT, site))["q/subnet-mask/index.html"]
    place = next(entry.source for entry in entries(CONTENT) if entry.id == "subnet-mask")
    assert site.file_url(place) in page.having("href")
    assert "Source file" not in shipped_pages["q/subnet-mask/index.html"].all("main")[0].text


def test_an_entry_tells_what_it_rests_on(tmp_path: Path) -> None:
    rows = (
        row("dog", tags="Pets", source="House rules", reviewed="2026-01-31"),
        row("cat", source="https://cats.example/rules?a=1&b=2"),
        row("cow", source="javascript:alert(1)"),
    )
    files = files_of(menu_of(tmp_path, *rows))
    dog = html(files, "q/dog/index.html")
    assert "Based on House rules" in dog
    assert '<time datetime="2026-01-31">31 January 2026</time>' in dog
    assert '<a href="../../?find=pets">pets</a>' in dog
    assert "https://cats.example/rules?a=1&b=2" in pages(files)["q/cat/index.html"].having("href")
    assert "Based on javascript:alert(1)" in html(files, "q/cow/index.html")


def test_languages_are_told_and_written_from_their_side(tmp_path: Path) -> None:
    files = files_of(menu_of(tmp_path, row("dog", language="de"), row("cat", language="ar")))
    assert '<h1 lang="de" dir="ltr">' in html(files, "q/dog/index.html")
    assert '<h1 lang="ar" dir="rtl">' in html(files, "q/cat/index.html")
    data = pages(files)["t/menu/index.html"].data()[0]
    assert data["inLanguage"] == ["ar", "de"]
    assert [question["inLanguage"] for question in data["mainEntity"]] == ["de", "ar"]


def test_a_large_topic_is_read_page_by_page(tmp_path: Path) -> None:
    number = 2 * TOPIC_PAGE + 1
    files = files_of(menu_of(tmp_path, *(row(f"n{one}") for one in range(number))))
    found = pages(files)
    turned = [found[f"t/menu/{page}index.html"] for page in ("", "2/", "3/")]
    asked = [question["name"] for page in turned for question in page.data()[0]["mainEntity"]]
    assert asked == [f"What of n{one}?" for one in range(number)]
    assert len([link for link in found["index.html"].having("href") if link.startswith("./q/")]) == START_PAGE
    assert f"All {number} questions on Menu" in html(files, "index.html")
    assert dead(files, found) == []


def test_topics_that_sound_alike_have_pages_of_their_own(tmp_path: Path) -> None:
    topics = ("C++", "C", "???", "!!!", "Ünder", "x" * 300)
    rows = [row(f"n{number}", topic=topic) for number, topic in enumerate(topics)]
    files = files_of(menu_of(tmp_path, *rows))
    names = ("c", "c-2", "topic", "topic-2", "x" * 80, "ünder")
    assert {name for name in files if name.startswith("t/")} == {f"t/{name}/index.html" for name in names}
    assert dead(files, pages(files)) == []


def test_ids_of_any_script_and_length_have_folders_that_a_file_system_takes(tmp_path: Path) -> None:
    rows = (row("größe", see_also="犬" * 99), row("犬" * 99, answer="[x](#größe)"))
    files = files_of(menu_of(tmp_path, *rows))
    assert "q/größe/index.html" in files
    assert max(len(part.encode()) for name in files for part in name.split("/")) <= FOLDER_BYTES
    assert dead(files, pages(files)) == []


def test_an_entry_and_an_article_may_share_an_id(tmp_path: Path) -> None:
    article = "# Dog tales {#dog}\n\n## One {#one}\n\nYes.\n"
    files = files_of(menu_of(tmp_path, row("dog"), articles={"tales.md": article}))
    assert "What of dog?" in html(files, "q/dog/index.html")
    assert "refresh" not in html(files, "q/dog/index.html")
    assert "Dog tales" in html(files, "a/dog/index.html")


def test_a_formula_is_a_loss_that_is_told(tmp_path: Path) -> None:
    written = site_of(menu_of(tmp_path, row("dog", answer="It is $x^2$."), row("cat", answer="$5")), SITE)
    assert [(loss.source.line, loss.what) for loss in written.losses] == [
        (2, "its formulas are shown as they are typed")
    ]


def test_a_folder_without_public_entries_makes_no_site(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        site_of(menu_of(tmp_path, row("dog", status="draft")), SITE)
    assert (
        str(error.value)
        == "no entry that visitors may read; write one, or see what `python -m faq check` says"
    )


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    printing._environment.cache_clear()
    with pytest.raises(CommandError) as error:
        site_of(menu_of(tmp_path, row("dog")), SITE)
    assert str(error.value) == (
        "writing a web site needs the library jinja2; pip install -r requirements-authoring.txt"
    )


LINE = MIXED.map(lambda text: " ".join(text.replace("\0", "").split()))
NAMES = ("question", "answer", "topic", "tags", "source")
TEXTS = some.fixed_dictionaries(
    {
        "question": LINE.map(lambda text: f"Why {text}"[:400]),
        "answer": MIXED.map(lambda text: f"So. {text}".replace("\0", "")),
        "topic": LINE,
        "tags": LINE.map(lambda text: text.replace(",", " ")[:40]),
        "source": LINE,
    }
)
ALLOWED = re.compile(r"(\.|\.\.|#|https?:|mailto:|tel:)(/|\S|$)")


@settings(max_examples=30, deadline=None)
@given(some.lists(TEXTS, min_size=1, max_size=3), LINE)
@example([dict.fromkeys(NAMES, "Why " + " ".join("".join(HOSTILE[:20]).split()))], "<script>")
@example([dict.fromkeys(NAMES, "Why " + HOSTILE[0])], HOSTILE[1])
def test_no_content_becomes_anything_but_text_and_plain_markup(
    texts: list[dict[str, str]], told: str
) -> None:
    site = Site(title=f"T {told}", introduction=told, contact=told)
    rows = [row(f"n{number}", **text) for number, text in enumerate(texts)]
    section = "\n".join(line.lstrip("#-=") for line in texts[0]["answer"].split("\n"))
    article = f"# Tale {told} {{#tale}}\n\n## Part {texts[0]['question']} {{#part}}\n\nSo.\n\n{section}\n"
    with TemporaryDirectory() as folder:
        files = files_of(menu_of(Path(folder), *rows, articles={"tale.md": article}), site, URL)
    for name, page in pages(files).items():
        assert page.unbalanced == [], name
        assert {e.attributes.get("type", "") for e in page.all("script")} <= {"application/ld+json", ""}
        assert {e.attributes.get("src", "") for e in page.all("script")} <= {
            *("", "./search.js", "../../search.js", "/faq/search.js")
        }
        assert len(page.all("script")) <= 2
        assert len(page.data()) == len(page.all("script")) - 1
        assert {e.tag for e in page.elements}.isdisjoint(
            {"img", "iframe", "object", "embed", "base", "svg", "style"}
        )
        assert not [a for e in page.elements for a in e.attributes if a == "style" or a.startswith("on")]
        allowed = [link for link in page.having("href") if ALLOWED.match(link) or link.startswith("/faq/")]
        assert allowed == page.having("href"), name
        assert ("refresh" in page.having("http-equiv")) == name.startswith(("q/part/", "q/tale/")), name
    assert len(json.loads(files["search.json"])) >= 1
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", html(files, "index.html"))
