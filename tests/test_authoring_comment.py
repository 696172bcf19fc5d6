from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from authoring.comparing.comment import MOST, code, comment
from authoring.comparing.difference import Change, Diff, Edit, Group
from authoring.comparing.questions import Question
from authoring.comparing.told import Told

ANSWER = Told("answer", 0.97, ("dog",), text="aa")
NEAREST = Told("abstain", 0.12, ("wine",))


def change(group: Group, text: str = "may Rex come") -> Change:
    return Change(Question(text, ("dog",), "kept", 7), group, ANSWER, NEAREST, ("right", "declined"))


def test_a_comment_says_first_whether_anything_got_worse() -> None:
    assert comment(Diff()) == (
        "## FAQ: no gold question got worse\n\n- The content files are the same; no question was asked.\n"
    )
    assert comment(Diff(1, (change("worse"),))).startswith("## FAQ: 1 gold question got worse\n")
    assert comment(Diff(1, (change("worse"),) * 2)).startswith("## FAQ: 2 gold questions got worse\n")


def test_what_got_worse_lies_open_and_the_rest_is_folded() -> None:
    told = comment(Diff(9, (change("worse"), change("better")), (Edit("dog", 3),)))
    row = "| `may Rex come` | answer `#dog` 97%, right | no answer, nearest `#wine` 12%, declined |"
    notes = "gold.csv:7; crosses the threshold of answers |"
    head = "| question | before | now | notes |\n|---|---|---|---|"
    assert f"\n\n### Gold questions that got worse (1)\n\n{head}\n{row} {notes}\n" in told
    folded = "<details><summary>Gold questions that got better (1)</summary>"
    assert f"\n\n{folded}\n\n{head}\n{row} {notes}\n\n</details>\n" in told
    edits = "| answer | stands first for |\n|---|---|\n| `#dog` | 3 questions |\n\n</details>\n"
    assert told.endswith(f"<details><summary>Edited answers (1)</summary>\n\n{edits}")


def test_a_comment_stays_short_enough_to_be_posted() -> None:
    long = tuple(
        change(group, "w" * 100) for group in ("better", "new answer", "changed") for _ in range(500)
    )
    told = comment(Diff(2_000, long))
    assert (len(told) < 65_536, told.count(f"… and {500 - MOST} more.")) == (True, 3)


@given(st.text(st.sampled_from("a`|<>*_[]()#\\@ \n\t&ß"), min_size=1).filter(lambda text: text.strip()))
def test_whatever_a_visitor_asked_is_code_in_one_cell(text: str) -> None:
    parsed = MarkdownIt().enable("table").parse(comment(Diff(1, (change("worse", text),))))
    cells = [token for token in parsed if token.type == "inline" and token.level == 4 and token.map]
    (asked, *_) = (cell for cell in cells if cell.children and cell.children[0].type == "code_inline")
    assert [(child.type, child.content.split()) for child in asked.children or ()] == [
        ("code_inline", text.split())
    ]
    assert code(text) in comment(Diff(1, (change("worse", text),)))
