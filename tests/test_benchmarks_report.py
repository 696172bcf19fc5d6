import json
from dataclasses import replace

from benchmarks.intervals import Interval
from benchmarks.quality import Quality
from benchmarks.report import json_line, markdown, means

HALF, ALL = Interval(0.5, 0.25, 2 / 3), Interval(1, 1, 1)
TOLD = Quality(
    set="ovens",
    language="en",
    entries=3,
    passages=7,
    questions=6,
    out_of_scope=2,
    seed=0,
    systems={"assistant": {"hit@1": ALL, "ECE": HALF, "nothing": None}, "bm25": {"hit@1": HALF, "ECE": None}},
    outcomes={"answered right": 0.5, "offered": 1 / 3},
    misspelt={"assistant": {"hit@1": HALF, "hit@1 lost": HALF}},
    paired={"bm25": {"hit@1": Interval(0.5, -0.1, 0.75)}},
)


def test_a_report_shows_figures_with_their_intervals_and_leaves_out_what_applies_to_none() -> None:
    told = replace(TOLD, systems={name: {"nothing": None, **values} for name, values in TOLD.systems.items()})
    assert (
        markdown(told)
        == """\
## ovens

3 entries, cut into 7 passages, language `en`; 6 questions, 2 of them out of scope; seed 0.

| measure | assistant | bm25 |
|---|---|---|
| hit@1 | 1.000 [1.000, 1.000] | 0.500 [0.250, 0.667] |
| ECE | 0.500 [0.250, 0.667] | – |

The assistant at its default risk: answered right 50.0%, offered 33.3%.

Misspelt, the same questions:

| measure | assistant |
|---|---|
| hit@1 | 0.500 [0.250, 0.667] |
| hit@1 lost | 0.500 [0.250, 0.667] |

By how much the assistant is ahead of each peer:

| measure | bm25 |
|---|---|
| hit@1 | 0.500 [-0.100, 0.750] |
"""
    )


def test_a_plain_set_says_no_more_than_it_has() -> None:
    told = replace(TOLD, passages=3, out_of_scope=0, misspelt={}, paired={})
    systems = {"assistant": {"hit@1": ALL}}
    assert (
        markdown(replace(told, systems=systems))
        == """\
## ovens

3 entries, language `en`; 6 questions; seed 0.

| measure | assistant |
|---|---|
| hit@1 | 1.000 [1.000, 1.000] |

The assistant at its default risk: answered right 50.0%, offered 33.3%.
"""
    )


def test_the_mean_counts_each_set_that_has_the_measure() -> None:
    second = replace(
        TOLD, systems={"assistant": {"hit@1": HALF, "ECE": None}, "bm25": {"hit@1": ALL}}, misspelt={}
    )
    assert (
        means([TOLD, second])
        == """\
## Mean of 2 sets

| measure | assistant | bm25 |
|---|---|---|
| hit@1 | 0.750 | 0.750 |
| ECE | 0.500 | – |

Misspelt:

| measure | assistant |
|---|---|
| hit@1 | 0.500 |
| hit@1 lost | 0.500 |
"""
    )


def test_json_is_rounded_and_keeps_the_names() -> None:
    told = json.loads(json_line(TOLD))
    assert told["systems"]["assistant"]["ECE"] == {"value": 0.5, "low": 0.25, "high": 0.6667}
    assert told["systems"]["assistant"]["nothing"] is None
    assert (told["out_of_scope"], told["outcomes"]["offered"]) == (2, 0.3333)
