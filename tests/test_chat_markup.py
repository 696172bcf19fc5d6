import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from chat import markup
from chat.markup import label, marked, permalinks, shown, without_images
from retrieval import Holder

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
SPECIAL = some.text(alphabet="ab \\`*_{}[]()#+-.!|$:~<>&=/1", max_size=40)


def rendered(markdown: str) -> str:
    return MARKDOWN.renderInline(markdown)


def images(markdown: str) -> list[str]:
    blocks = MARKDOWN.parse(markdown)
    return [child.content for block in blocks for child in block.children or () if child.type == "image"]


@given(SPECIAL | some.text(max_size=40))
@example("**bold** `code` [x](https://evil.example) ![x](https://evil.example/p.png)")
@example("$x$ :red[y] :material/home: -> ~z~ <b>")
def test_a_label_shows_exactly_its_text(text: str) -> None:
    shown_text = unescape(rendered(label(text)))
    visible = INVISIBLE.sub(" ", text)
    assert shown_text.split() == visible.split()


def test_a_label_escapes_what_streamlit_alone_would_change() -> None:
    assert label("$x$ :red[y]") == r"\$x\$ \:red\[y\]"


def test_a_label_holds_no_control_and_no_lone_surrogate() -> None:
    assert label("a\x00b\ud800c\u202ed\ne") == "a b c d e"


@pytest.mark.parametrize(
    "markdown",
    [
        "![x](https://evil.example/p.png)",
        "[![x](https://evil.example/p.png)](https://example.org)",
        "![x][ref]\n\n[ref]: https://evil.example/p.png",
        "` ![x](https://evil.example/p.png)\n\n`",
        "- `\n- ![x](https://evil.example/p.png)`",
        "| a |\n| --- |\n| ![x](https://evil.example/p.png) |",
    ],
)
def test_no_image_is_left_wherever_it_hides(markdown: str) -> None:
    assert not images(without_images(markdown))


@given(some.text(alphabet="![]() \n`a#:-|>", max_size=60))
def test_no_mix_of_marks_makes_an_image(markdown: str) -> None:
    assert not images(shown(markdown))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("see [CIDR](#cidr) and [OSI](#osi-model)", "see [CIDR](?id=cidr) and [OSI](?id=osi-model)"),
        ("see [CIDR][c]\n\n[c]: #cidr", "see [CIDR][c]\n\n[c]: ?id=cidr"),
        ("```\n[x](#y)\n```\n[x](#y)", "```\n[x](#y)\n```\n[x](?id=y)"),
        ("`[x](#y)` [x](#y)", "`[x](#y)` [x](?id=y)"),
        ("a lone ` and [x](#y)\n\nand ` again", "a lone ` and [x](?id=y)\n\nand ` again"),
        ("[web](https://example.org/#part)", "[web](https://example.org/#part)"),
    ],
)
def test_links_to_entries_become_permalinks_outside_code(markdown: str, expected: str) -> None:
    assert permalinks(markdown) == expected


@given(some.text(alphabet="`~ \t\n>-a[](#)1.", max_size=60))
@example("~~~\n[x](#y)")
@example("- a\n\n      [x](#y)")
@example("\t[x](#y)")
@example("`````\n[x](#y)")
def test_a_text_that_needs_no_parser_is_read_as_the_parser_would(markdown: str) -> None:
    quick = permalinks(markdown)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(markup, "_BLOCK", re.compile(""))
        assert quick == permalinks(markdown)


def test_all_forms_of_a_matched_word_are_marked() -> None:
    assert marked("Subnetting: how many subnets?", ["subnetting", "many"]) == (
        r":blue-background[Subnetting]\: how :blue-background[many] :blue-background[subnets]?"
    )


def test_addresses_and_prefixes_are_marked_whole() -> None:
    assert marked("What is 10.0.0.0/8?", ["10.0.0.0", "/8"]) == (
        r"What is :blue-background[10\.0\.0\.0]:blue-background[/8]?"
    )


def test_a_word_within_a_word_is_not_marked() -> None:
    assert marked("maskless", ["mask"]) == "maskless"


def test_a_sentence_is_marked_across_the_lines_of_its_paragraph() -> None:
    answer = "- First point. The mask\n  has 32 bits. More."
    assert shown(answer, ["The mask\nhas 32 bits."]) == (
        "- First point. :blue-background[The mask has 32 bits.] More."
    )


@pytest.mark.parametrize("sentence", ["a ] b", "a [ b", "a ][ b", r"a \] b", "![x](y)", "not there", ""])
def test_a_sentence_that_cannot_be_marked_safely_is_left_alone(sentence: str) -> None:
    answer = f"Before. {sentence if sentence != 'not there' else 'x'} After."
    assert shown(answer, [sentence]) == without_images(answer)


def test_a_sentence_is_marked_in_the_text_and_not_in_code() -> None:
    assert shown("```\nping me\n```\n\nping me", ["ping me"]) == (
        "```\nping me\n```\n\n:blue-background[ping me]"
    )


@given(some.text(alphabet="ab .[]()`*\n", max_size=40), some.text(alphabet="ab .[]()`*\n", max_size=12))
def test_marking_changes_no_letter(answer: str, sentence: str) -> None:
    bare = shown(answer, [sentence]).replace(":blue-background[", "", 1)
    assert re.findall("[ab]", bare) == re.findall("[ab]", shown(answer))


def test_every_shipped_answer_keeps_its_words_and_has_no_image() -> None:
    for passage in Holder().assistant().passages:
        drawn = shown(passage.answer)
        assert not images(drawn), passage.id
        assert re.findall(r"\w+", permalinks(passage.answer)) == re.findall(r"\w+", drawn), passage.id
