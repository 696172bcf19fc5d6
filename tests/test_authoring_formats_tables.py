"""What holds for every table: samples, their reports, large files, and entries that come back."""

import csv
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from authoring.formats import carried
from authoring.formats.intake import Place, taken_in
from authoring.formats.records import Draft, Format, FormatError, Raw
from authoring.formats.registry import named, recognised
from authoring.imports import imported
from faq import Entry, Fields, Source
from tests.authored import DIRTY
from tests.structured import damaged
from tests.tables import CPU_SECONDS, MANY, SAMPLES, SEVERAL, expected, holding, many, report, whole

ALL = frozenset({*carried.ALL, "id", "metadata"})
HELD: dict[str, Collection[str]] = {
    "qnamaker-tsv": ALL,
    "qnamaker-upload": ALL - {"also asked", "see also"},
    "kendra-csv": ALL,
    "kendra-plain-csv": {"source"},
    "deeppavlov-csv": {"also asked"},
    "dialogflow-csv": set(),
    "csv": ALL,
    "table": ALL,
    "phpmyfaq-csv": {"tags", "language", "status"},
}
"""The fields that each format holds."""
FORMS = [named(name) for name in HELD]
UNTIDY = sorted(path.name.removesuffix(".txt") for path in SAMPLES.glob("*_untidy.*sv.txt"))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("qnamaker_kb.tsv", "qnamaker-tsv"),
        ("qnamaker_untidy.tsv", "qnamaker-tsv"),
        ("qnamaker_upload.tsv", "qnamaker-upload"),
        ("kendra_faq.csv", "kendra-csv"),
        ("kendra_untidy.csv", "kendra-csv"),
        ("kendra_plain.csv", "kendra-plain-csv"),
        ("phpmyfaq_export.csv", "phpmyfaq-csv"),
        ("phpmyfaq_untidy.csv", "phpmyfaq-csv"),
        ("dialogflow.csv", "dialogflow-csv"),
        ("dialogflow_untidy.csv", "dialogflow-csv"),
        ("deeppavlov.csv", "deeppavlov-csv"),
        ("deeppavlov_untidy.csv", "deeppavlov-csv"),
        ("table_frage.csv", "table"),
        ("table_untidy.csv", "table"),
    ],
)
def test_each_sample_is_recognised(name: str, form: str) -> None:
    assert recognised([Raw(Path(name), (SAMPLES / name).read_bytes())]).name == form


def test_there_are_untidy_samples() -> None:
    assert len(UNTIDY) == 8


@pytest.mark.parametrize("name", UNTIDY)
def test_an_untidy_sample_is_reported_row_by_row(name: str, tmp_path: Path) -> None:
    assert report(name, tmp_path) == expected(name)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_large_file_is_imported_in_seconds(form: Format, tmp_path: Path) -> None:
    file = tmp_path / f"eggs{form.ending}"
    file.write_bytes(many(form))
    began = time.process_time()
    found = imported([file], form.name, folder=tmp_path)
    assert time.process_time() - began < CPU_SECONDS
    assert {row.fate for row in found.rows} == {"kept"}
    assert len(found.entries) == MANY


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
@settings(deadline=None, max_examples=30)
@given(SEVERAL)
def test_what_a_format_holds_comes_back(form: Format, entries: tuple[Entry, ...]) -> None:
    held = HELD[form.name]
    for back, written in whole(form, holding(entries, held), held):
        assert back == written


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_a_format_does_not_hold_is_told(form: Format) -> None:
    assert form.write is not None
    full = Fields(
        *(
            "Nest",
            "de",
            ("why?",),
            ("egg",),
            ("b",),
            ("c",),
            date(2026, 1, 2),
            "1 year",
            "",
            "the hen",
            (("x", "y"),),
        )
    )
    entry = Entry("a", "Who?", "We.", full, Source("a.md", 7))
    told = [loss.what for loss in form.write([entry, replace(entry, id="b", question="Us?")]).losses]
    held = HELD[form.name]
    for name in carried.ALL - {"status"}:
        assert any(f"field {name!r}" in what for what in told) == (name not in held), name
    assert any("metadata 'x'" in what for what in told) == ("metadata" not in held)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_of_a_damaged_file_every_row_is_told_or_the_file_is_refused(form: Format) -> None:
    names = [path.name for path in sorted(SAMPLES.glob("*.?sv"))]
    for raw in damaged(names, 100):
        assert isinstance(form.recognises([raw]), bool)
        with suppress(FormatError):
            rows = list(form.read([raw]))
            entries, told = taken_in(rows, Place(raw.path.name))
            assert len(told) == len(rows)
            assert len(entries) == sum(row.fate != "skipped" for row in told)


@settings(deadline=None, max_examples=30)
@given(DIRTY)
def test_no_format_stumbles_over_any_text(text: str) -> None:
    raw = Raw(Path("any.csv"), text.encode("utf-8", "replace"))
    assert [form.name for form in FORMS if form.recognises([raw]) not in (True, False)] == []


NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "'=1", "''=1")


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_no_cell_that_is_written_is_a_formula_and_all_come_back(form: Format) -> None:
    assert form.write is not None
    entries = [
        Entry(f"n{line}", f"{text} why?", f"{text} so", Fields(topic="T"), Source("a.md", line))
        for line, text in enumerate(NASTY, start=1)
    ]
    ((_, data),) = form.write(entries).files
    raw = Raw(Path(f"nasty{form.ending}"), data)
    if form.name != "table":
        delimiter = "\t" if form.ending == ".tsv" else ","
        cells = [cell for row in csv.reader(data.decode().splitlines(), delimiter=delimiter) for cell in row]
        assert [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))] == []
    assert [row.answer for row in form.read([raw]) if isinstance(row, Draft)] == [e.answer for e in entries]
