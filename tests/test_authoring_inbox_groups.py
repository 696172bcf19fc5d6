import subprocess
import sys
from random import Random

from authoring.inbox.asked import Asked
from authoring.inbox.groups import Group, grouped
from retrieval import Assistant
from retrieval.text import words

ASKED = (
    ("can I park my car near you", 3),
    ("where can I park my car", 2),
    ("car park", 2),
    ("is there a car park for guests", 1),
    ("do you take credit cards", 4),
    ("may I pay by credit card", 1),
    ("which credit cards do you take?", 1),
    ("is there a high chair for my baby", 1),
    ("???", 1),
)


def asked(*rows: tuple[str, int]) -> list[Asked]:
    return [Asked(text=text, alike=" ".join(words(text)) or text, times=times) for text, times in rows]


def names(groups: tuple[Group, ...]) -> list[list[str]]:
    return [[member.text for member in group.members] for group in groups]


def test_questions_that_ask_alike_are_a_group_named_by_the_most_asked(waiter: Assistant) -> None:
    groups = grouped(asked(*ASKED), waiter.index)
    assert [(group.name, group.whole.times, len(group.members)) for group in groups] == [
        ("can I park my car near you", 8, 4),
        ("do you take credit cards", 6, 3),
        ("is there a high chair for my baby", 1, 1),
        ("???", 1, 1),
    ]


def test_of_questions_asked_equally_often_the_most_central_names_the_group(waiter: Assistant) -> None:
    rows = asked(("parking for my old blue car", 1), ("is there parking", 1), ("parking for a car", 1))
    (group,) = grouped(rows, waiter.index, likeness=0.2)
    assert group.name == "parking for a car"
    often = asked(("parking for my old blue car", 2), ("is there parking", 1), ("parking for a car", 1))
    assert names(grouped(often, waiter.index, likeness=0.2))[0][:2] == [often[0].text, "parking for a car"]


def test_the_order_of_the_rows_changes_no_group(waiter: Assistant) -> None:
    rows = asked(*ASKED)
    Random(1).shuffle(rows)
    together = [{*group} for group in names(grouped(rows, waiter.index))]
    assert all({*group} in together for group in names(grouped(asked(*ASKED), waiter.index)))


def test_nobody_asked_anything(waiter: Assistant) -> None:
    assert grouped([], waiter.index) == ()


def test_scikit_learn_stays_out_of_the_process_that_only_asks_for_groups() -> None:
    code = (
        "import sys, authoring.inbox.clerk, authoring.inbox.remedies, authoring.inbox.sentences;"
        "print([name for name in ('sklearn', 'scipy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
