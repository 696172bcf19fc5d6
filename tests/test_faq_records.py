from pathlib import Path

import pytest

from faq import ContentError, Entry, Fields, Problem, Site, Source


def test_the_error_is_one_line_for_each_problem() -> None:
    problems = [
        Problem(Source("a.md", 2), "no answer", "write it"),
        Problem(Source("b.md", 1), "no title", "add one"),
    ]
    error = ContentError(iter(problems))
    assert error.problems == tuple(problems)
    assert str(error) == "a.md:2: no answer; write it\nb.md:1: no title; add one"


def test_problems_sort_by_file_then_line_then_text() -> None:
    texts = [("a.md", 2, "b"), ("a.md", 10, "a"), ("a.md", 10, "b"), ("b.md", 1, "a")]
    problems = [Problem(Source(path, line), what, "mend it") for path, line, what in texts]
    assert sorted(problems[place] for place in (2, 0, 3, 1)) == problems


@pytest.mark.parametrize(
    ("article", "name", "title"),
    [("", "a", "Question?"), ("art", "art", "Question?"), ("art", "a", "Art › Question?")],
)
def test_the_title_names_the_article_unless_it_is_the_article(article: str, name: str, title: str) -> None:
    entry = Entry(name, "Question?", "Answer.", Fields(), Source("a.md", 1), article, "Art")
    assert entry.title == title


def test_a_source_leads_to_the_forge_only_when_the_forge_holds_it() -> None:
    site = Site(repository_url="https://example.org/faq/", repository_branch="next one")
    here = Source("faq/entries/a b#c.md", 7)
    assert site.file_url(here) == (
        "https://example.org/faq/blob/next%20one/faq/entries/a%20b%23c.md?plain=1#L7"
    )
    assert site.file_url(Source(Path("a.md").absolute().as_posix(), 7)) == ""
    assert Site().file_url(here) == ""
