"""Damaged files of every kind: thousands of seeded mutations, and never more than problems."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from faq import Content, ContentError, Problem, load, load_site
from faq.document import article, questions
from faq.frontmatter import YamlError, mapping
from faq.records import Entry
from faq.table import entries

CASES = Path(__file__).parent / "fixtures" / "problems"
SEED = 20261122
CPU_SECONDS = 0.5
"""For one small file; a thousandth is usual."""

YAML = (
    "topic: Pizza\nlanguage: en\nreviewed: 2026-11-22\nreview_every: 12 months\ntags: [a, 'b c', \"d\"]\n"
    "status: draft\nsource: >\n  the\n  cook\n? x\n: - y\n  - z: {w: v}\n"
)
HOSTILE = [
    "\0", "\ufeff", "\u202e", "\u2028", "\x85", "\r", "\t", "\\", "\ud800", "e" + "\u0301" * 9, "\n---\n",
    "---", "```", "\n~~~\n", "\n## ", "\n# ", "{#", "}", "{#a}", "[", "](", "![", "<b", ">", "&#x202e;", "|",
    "\n|-|\n",    "\n- ", "> " * 30, "- " * 30, ":", ": ", "#", "*", "&a", "*a", "!!python/object:x",
    "<<: ", "{", "[" * 20,
    '"', "'", '"\\ud800"', '"\\UFFFFFFFF"', "? ", "%YAML 9", "@", ",", ";", '""', "\nAlso asked:\n- ",
    "\nSee also: #x", "\nStatus: x", "\nReviewed: 0", "\nTopic: x", "9" * 500,
]  # fmt: skip


def mutated(text: str, chance: Random) -> str:
    """The text after one to five random cuts, copies, insertions and exchanges."""
    for _ in range(chance.randint(1, 5)):
        begin, end = sorted(chance.randint(0, len(text)) for _ in range(2))
        end = min(end, begin + chance.choice([1, 5, 50, 500]))
        text = chance.choice(
            [
                text[:begin] + text[end:],
                text[:begin] + text[begin:end] * chance.randint(2, 5) + text[end:],
                text[:begin] + chance.choice(HOSTILE) + text[begin:],
                text[:begin] + chance.choice(HOSTILE) + text[end:],
                text[:begin] + chr(chance.randint(0, 0x2FF)) + text[begin + 1 :],
                text[:begin],
            ]
        )
    return text


def texts(kind: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(CASES.glob(kind))]


def damaged(samples: list[str], number: int) -> list[str]:
    chance = Random(SEED)
    return [mutated(chance.choice(samples), chance) for _ in range(number)]


def slow(read: Callable[[str], object], samples: list[str]) -> list[str]:
    """The samples that took too long to read; whatever else goes wrong is raised."""
    found = []
    for sample in samples:
        begin = time.process_time()
        read(sample)
        if time.process_time() - begin > CPU_SECONDS:
            found.append(sample)
    return found


def yaml_read(text: str) -> None:
    with suppress(YamlError):
        mapping(text)


def well_formed(found: list[Entry | Problem]) -> None:
    for item in found:
        if isinstance(item, Problem):
            assert item.what, item
            assert item.remedy, item
            assert item.source.line >= 1
        else:
            assert item.question, item
            assert item.answer, item


def test_damaged_yaml_is_read_or_refused_fast() -> None:
    assert slow(yaml_read, damaged([YAML], 4000)) == []


def test_damaged_questions_are_read_or_reported_fast() -> None:
    def read(text: str) -> None:
        well_formed(list(questions(Path("a.md"), text)))

    assert slow(read, damaged(texts("entries/*.md"), 2000)) == []


def test_damaged_articles_are_read_or_reported_fast() -> None:
    def read(text: str) -> None:
        well_formed(list(article(Path("a.md"), text)))

    assert slow(read, damaged(texts("articles/*.md"), 1500)) == []


def test_damaged_tables_are_read_or_reported_fast() -> None:
    def read(text: str) -> None:
        well_formed(list(entries("a.csv", text.replace("\0", "").replace("\r", "\n"))))

    assert slow(read, damaged(texts("entries/*.csv"), 3000)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("entries", "articles"):
        (tmp_path / name).mkdir()
    (tmp_path / "entries" / "sound.md").write_text("## Sound? {#sound}\n\nYes.\n", encoding="utf-8")
    (tmp_path / "smalltalk.md").write_text("## Hi\n\nHello.\n", encoding="utf-8")
    return tmp_path


def test_damaged_folders_are_content_with_problems_and_the_sound_file_stays(folder: Path) -> None:
    chance = Random(SEED)
    samples = {name: texts(name) for name in ("entries/*.md", "entries/*.csv", "articles/*.md")}
    for _ in range(500):
        for kind, choices in samples.items():
            raw = bytearray(mutated(chance.choice(choices), chance).encode("utf-8", "replace"))
            if raw and chance.random() < 0.3:
                raw[chance.randrange(len(raw))] = chance.randrange(256)
            (folder / kind.replace("*", "damaged")).write_bytes(raw)
        begin = time.process_time()
        content = load(folder)
        assert time.process_time() - begin < CPU_SECONDS
        assert isinstance(content, Content)
        assert "sound" in {passage.id for passage in content.passages}
        assert len({passage.id for passage in content.passages}) == len(content.passages)
        assert list(content.problems) == sorted(set(content.problems))


def test_damaged_synonyms_are_groups_or_problems(folder: Path) -> None:
    for sample in damaged(["# ours\nLLM, language model\nCIDR, prefix # a remark\n\nC#, csharp\n"], 300):
        (folder / "synonyms.txt").write_bytes(sample.encode("utf-8", "replace"))
        assert all(len(group) > 1 for group in load(folder).synonyms)


def test_damaged_settings_are_read_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "site.yaml"
    sample = (
        "title: Pizza help\nrisk: 0.1\nstarters:\n  Menu: [a, b]\ncontent: faq\nprivacy_url: https://a.org\n"
    )
    for text in damaged([sample], 1000):
        file.write_bytes(text.encode("utf-8", "replace"))
        with suppress(ContentError):
            load_site(file)
