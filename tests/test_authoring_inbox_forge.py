from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from authoring.inbox.forge import LONGEST, Paste, forge_page, pastes
from authoring.inbox.patch import FileChange
from faq import Site

GITHUB = Site(repository_url="https://github.com/me/faq/", repository_branch="next/one")
GITLAB = Site(repository_url="https://gitlab.example.org/group/sub/faq")
NEW = FileChange("entries/more tea.md", None, "## Käse & tea?\n\n+1\n".encode())
OLD = FileChange("entries/tea.md", b"one\ntwo\nthree\n", b"one\n2\nthree\nfour\n")


def test_a_new_file_is_prefilled_on_github() -> None:
    page = forge_page(NEW, GITHUB, "faq")
    assert page is not None
    parts = urlsplit(page.url)
    assert (parts.netloc, parts.path) == ("github.com", "/me/faq/new/next/one/faq/entries")
    assert parse_qs(parts.query) == {"filename": ["more tea.md"], "value": ["## Käse & tea?\n\n+1\n"]}
    assert (page.prefilled, page.paste) == (True, ())
    assert page.advice == "The page is filled in. Read it once more and commit it."


def test_a_long_new_file_is_to_be_pasted() -> None:
    long = FileChange("gold.csv", None, b"x" * LONGEST)
    page = forge_page(long, GITHUB, "")
    assert page is not None
    assert page.url == "https://github.com/me/faq/new/next/one?filename=gold.csv"
    assert (page.prefilled, page.paste) == (False, (Paste(1, "x" * LONGEST, ""),))


def test_an_existing_file_is_edited_by_hand() -> None:
    page = forge_page(OLD, GITHUB, "faq")
    assert page is not None
    assert page.url == "https://github.com/me/faq/edit/next/one/faq/entries/tea.md"
    assert (page.prefilled, page.paste) == (False, (Paste(4, "four", ""), Paste(2, "2", "two")))
    assert (
        page.advice == "The page cannot be filled in from here. Exchange the lines shown below, then commit."
    )


def test_gitlab_is_told_no_more_than_the_name() -> None:
    pages = [forge_page(change, GITLAB, "faq") for change in (NEW, OLD)]
    assert [page.url for page in pages if page] == [
        "https://gitlab.example.org/group/sub/faq/-/new/main?file_name=faq%2Fentries%2Fmore+tea.md",
        "https://gitlab.example.org/group/sub/faq/-/edit/main/faq/entries/tea.md",
    ]
    assert [page.prefilled for page in pages if page] == [False, False]
    assert pages[0] is not None
    assert (
        pages[0].advice == "The page cannot be filled in from here. Paste the text shown below, then commit."
    )


@pytest.mark.parametrize(("site", "root"), [(Site(), "faq"), (GITHUB, "/srv/content")])
def test_where_the_repository_is_not_known_there_is_no_page(site: Site, root: str) -> None:
    assert forge_page(NEW, site, root) is None


@given(*[some.lists(some.sampled_from("abc"), max_size=8)] * 2)
def test_who_pastes_it_all_has_the_new_file(before: list[str], after: list[str]) -> None:
    lines = list(before)
    for each in pastes(FileChange("a.md", "\n".join(before).encode(), "\n".join(after).encode())):
        old = each.instead_of.split("\n") if each.instead_of else []
        assert lines[each.line - 1 : each.line - 1 + len(old)] == old
        lines[each.line - 1 : each.line - 1 + len(old)] = each.text.split("\n") if each.text else []
    assert lines == after
