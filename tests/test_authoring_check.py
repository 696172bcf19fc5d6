import json
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest

from authoring.checks.check import CHECKS, check
from authoring.records import LEVELS, Finding
from faq import CONTENT, Source, load
from tests.defects import Planted, mistakes, plant_overdue, plant_traps, sound_files, write

TODAY = date(2026, 11, 25)
SEED = Random().randrange(2**32)
"""Another one at each run; every message names it."""
FLOOR = 0.95
FIXTURE = "# Harbour\n\n" + "".join(
    f"## What is dock {n} for? {{#dock-{n}}}\n\nAlso asked:\n\n- purpose of dock {n}\n\nBoats of {n} m.\n\n"
    for n in range(1, 61)
)


@pytest.fixture(params=["fixture", "shipped"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A content folder that may be spoilt: a small one, and a copy of the shipped one."""
    if request.param == "shipped":
        for name in ("entries", "articles"):
            shutil.copytree(CONTENT / name, tmp_path / name)
    else:
        (tmp_path / "entries").mkdir()
        (tmp_path / "entries" / "harbour.md").write_text(FIXTURE, encoding="utf-8")
    return tmp_path


def missed(planted: Iterable[Planted], found: Sequence[Finding], kind: str) -> list[Planted]:
    """What was planted and is not told at its place in its words."""
    told = [(finding.source, finding.what) for finding in found if finding.kind == kind]
    return [p for p in planted if not any(source == p.source and p.what in what for source, what in told)]


def spurious(
    planted: Iterable[Planted], before: Sequence[Finding], after: Sequence[Finding], kind: str
) -> list[str]:
    """What is told now, was not told before, and stands where nothing was planted."""
    places = {each.source for each in planted}
    known = Counter(finding.what for finding in before)
    new = [f for f in after if f.kind == kind and f.source not in places and f.what not in known]
    return list(map(str, new))


def test_overdue_reviews_are_found_and_those_due_today_are_not(folder: Path) -> None:
    late, fine = plant_overdue(folder, Random(SEED), TODAY, 10)
    found = check(folder, TODAY, only=["freshness"])
    assert missed(late, found, "freshness") == [], f"seed {SEED}"
    assert {finding.source for finding in found} & {each.source for each in fine} == set(), f"seed {SEED}"
    assert [f.level for f in found] == ["warning"] * 10, f"seed {SEED}"


def test_traps_are_found_and_their_look_alikes_are_not(folder: Path) -> None:
    before = check(folder, TODAY, only=["trap"])
    traps, _ = plant_traps(folder, Random(SEED), 26)
    found = check(folder, TODAY, only=["trap"])
    lost = missed(traps, found, "trap")
    assert len(lost) <= (1 - FLOOR) * len(traps), f"seed {SEED}: {lost}"
    assert spurious(traps, before, found, "trap") == [], f"seed {SEED}"
    assert load(folder).problems == (), f"seed {SEED}"


def test_mistakes_are_found_and_sound_files_are_not(folder: Path) -> None:
    chance = Random(SEED)
    planted = []
    for number, (name, file, text, line, what) in enumerate(mistakes(chance)):
        source = write(folder, file, text, f"n{number}")
        planted.append(Planted(name, Source(source.path, line), what))
    for file, text in sound_files(chance).items():
        write(folder, file, text, "")
    found = check(folder, TODAY, only=["syntax"])
    lost = missed(planted, found, "syntax")
    assert len(lost) <= (1 - FLOOR) * len(planted), f"seed {SEED}: {lost}"
    spoilt = {each.source.path for each in planted}
    assert [str(f) for f in found if f.source.path not in spoilt] == [], f"seed {SEED}"
    assert {f.level for f in found} == {"error"}


def test_every_problem_of_the_content_is_an_error_and_comes_first(folder: Path) -> None:
    write(folder, "entries/a.md", "## Is it?\n\nSee `x` -> [y](#nowhere) and ![z](z.png)\n", "")
    found = check(folder, TODAY, only=["trap", "syntax"])
    errors = [finding for finding in found if finding.level == "error"]
    assert [(f.source, f.what, f.remedy) for f in errors] == [
        (p.source, p.what, p.remedy) for p in load(folder).problems
    ]
    assert [LEVELS.index(f.level) for f in found] == sorted(LEVELS.index(f.level) for f in found)
    assert found[len(errors)].kind == "trap"


def test_a_check_finds_only_what_bears_its_name(menu: Path) -> None:
    write(menu, "entries/a.md", DEFECTIVE, "")
    for name in CHECKS:
        found = check(menu, TODAY, only=[name])
        assert {finding.kind for finding in found} <= {name}, name
        if name in ("syntax", "freshness", "link", "trap", "duplicate"):
            assert found, name


DEFECTIVE = """\
## How is a calzone folded? {#again}

Reviewed: 2020-01-01
Review every: 1 year
See also: #again

In half -> always. ![x](y.png)
"""


def test_all_checks_together_are_each_alone(menu: Path) -> None:
    write(menu, "entries/a.md", DEFECTIVE, "")
    alone = [finding for name in CHECKS for finding in check(menu, TODAY, only=[name])]
    together = check(menu, TODAY)
    assert Counter(together) == Counter(alone)


def test_an_empty_folder_is_one_error(tmp_path: Path) -> None:
    (found,) = check(tmp_path, TODAY)
    assert (found.level, found.what) == ("error", "no content here")


def test_the_shipped_content_has_no_error_and_is_not_overdue() -> None:
    found = check(CONTENT, TODAY, only=["syntax", "freshness", "link", "trap"])
    assert [str(finding) for finding in found if finding.level != "advice"] == []


def test_every_shipped_entry_says_when_it_is_to_be_reviewed_again() -> None:
    later = check(CONTENT, date(2030, 1, 1), only=["freshness"])
    assert len(later) == len(load(CONTENT).passages)


def test_progress_is_told(menu: Path) -> None:
    told: list[tuple[str, int, int]] = []
    check(menu, TODAY, lambda *step: told.append(step), only=["trap"])
    assert told
    assert all(0 <= done <= total for _, done, total in told)


def test_findings_can_be_printed_and_put_into_json(folder: Path) -> None:
    write(folder, "entries/a.md", DEFECTIVE, "")
    found = check(folder, TODAY, only=["syntax", "trap"])
    assert all(str(f).startswith(f"{f.source}: {f.level}: ") for f in found)
    json.dumps([[f.level, f.kind, f.what, f.remedy] for f in found])
