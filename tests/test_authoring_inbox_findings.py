from datetime import date
from pathlib import Path

from authoring.inbox.findings import brought, findings_in
from authoring.records import Finding
from faq import Source


def test_findings_that_only_moved_are_not_brought() -> None:
    here, there = (Finding("advice", "link", Source("a.md", line), "odd", "mend it") for line in (3, 9))
    other = Finding("advice", "link", Source("a.md", 3), "odder", "mend it")
    assert brought([here], [there, here, other]) == (here, other)


def test_only_the_named_files_are_looked_at_and_ids_of_others_are_known(menu: Path) -> None:
    table = menu / "entries" / "menu.csv"
    drinks = menu / "entries" / "drinks.md"
    drinks.write_text(
        "# Drinks\n\n## Tea? {#tea}\n\nSee also: #tea, #calzone\n\nSee [here](#nowhere).\n"
        "\n## Juice?\n\nStatus: draft\n\nSee [there](#calzone).\n",
        encoding="utf-8",
    )
    with table.open("a", encoding="utf-8") as more:
        more.write("soup,Soup?,See [this](#soup).,,eo\n")
    found = findings_in([drinks], menu, date(2026, 11, 25))
    assert [(each.level, each.kind, each.source.line) for each in found] == [
        ("error", "syntax", 3),
        ("warning", "link", 3),
    ]
    assert [each.passages for each in findings_in([table], menu, date(2026, 11, 25))] == [("soup",)]
