"""The house rules that no type checker knows, read from the source files themselves."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("faq", "retrieval", "authoring", "journal", "chat", "benchmarks")
PAGES = {"chat", "app", "serve"}
VISITORS = {"benchmarks/drawn.py", "benchmarks/maintaining.py", "benchmarks/visitors.py"}
"""Use Streamlit as a visitor of the pages does, to measure them."""
MAY = {
    "faq": {"faq"},
    "retrieval": {"faq", "retrieval"},
    "authoring": {"faq", "retrieval", "authoring"},
    "journal": {"faq", "journal"},
    "chat": {"faq", "retrieval", "authoring", "journal", "chat"},
    "benchmarks": {"faq", "retrieval", "authoring", "journal", "chat", "benchmarks"},
    "app": {"faq", "retrieval", "authoring", "journal", "chat"},
    "serve": {"faq", "retrieval", "authoring", "journal", "chat", "app"},
}
"""Which of our packages each may import."""
OURS = set(MAY) | {"tests"}
FILES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
FILES += [ROOT / "app.py", ROOT / "serve.py"]
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib"}
FORBIDDEN_METHODS = {
    *(
        "yaml.load",
        "yaml.unsafe_load",
        "yaml.full_load",
        "os.system",
        "os.popen",
        "pickle.load",
        "pickle.loads",
    ),
    *("st.html", "streamlit.html", "components.html", "st.iframe", "torch.load"),
}


def package(path: Path) -> str:
    """The package of a file, or the name of a module in the root."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and first name of every import below a node, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write the whole name of what is imported"
            yield node.lineno, str(node.module).split(".")[0]


def at_import(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The same of what runs when the module is imported: nothing inside functions."""
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending += ast.iter_child_nodes(node)


def dotted(node: ast.AST) -> str:
    """`a.b.c` of nested attributes."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def test_there_is_something_to_look_at() -> None:
    assert {package(path) for path in FILES} >= {
        "faq",
        "retrieval",
        "journal",
        "chat",
        "benchmarks",
        "app",
        "serve",
    }
    strangers = {path.stem for path in ROOT.glob("*.py")} | {
        path.parent.name for path in ROOT.glob("*/__init__.py")
    }
    assert strangers <= OURS, "say in `MAY` what the new package may import"


def test_imports_go_one_way() -> None:
    wrong = [
        f"{place(path, line)}: {package(path)} imports {name}"
        for path in FILES
        for line, name in imports(parsed(path))
        if name in OURS and name not in MAY[package(path)]
    ]
    assert wrong == []


def test_only_the_pages_import_streamlit() -> None:
    wrong = [
        place(path, line)
        for path in FILES
        for line, name in imports(parsed(path))
        if name == "streamlit"
        and package(path) not in PAGES
        and path.relative_to(ROOT).as_posix() not in VISITORS
    ]
    assert wrong == []


@pytest.mark.parametrize("heavy", ["sklearn", "scipy", "spellchecker"])
def test_heavy_libraries_are_imported_inside_functions_only(heavy: str) -> None:
    wrong = [place(path, line) for path in FILES for line, name in at_import(parsed(path)) if name == heavy]
    assert wrong == []


def test_scikit_learn_is_imported_only_by_child_processes_and_where_we_measure() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        if "sklearn" in {name for _, name in imports(parsed(path))}
    }
    assert [user for user in sorted(users) if not user.startswith("benchmarks/")] == ["retrieval/build.py"]


def test_nothing_runs_what_it_reads() -> None:
    wrong = []
    for path in FILES:
        tree = parsed(path)
        wrong += [place(path, line) for line, name in imports(tree) if name in FORBIDDEN_MODULES]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (dotted(node.func) in FORBIDDEN_CALLS | FORBIDDEN_METHODS):
                wrong.append(place(path, node.lineno))
    assert wrong == []


def test_no_shell_no_raw_html_and_no_pickled_arrays() -> None:
    wrong = [
        f"{place(path, node.value.lineno)}: {node.arg}"
        for path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.keyword) and forbidden(node)
    ]
    assert wrong == []


def forbidden(keyword: ast.keyword) -> bool:
    """Whether an argument opens a door: anything but a plain False counts as open."""
    closed = isinstance(keyword.value, ast.Constant) and keyword.value.value is False
    return (
        keyword.arg in ("shell", "unsafe_allow_html", "allow_pickle", "unsafe_allow_javascript")
        and not closed
    )


def test_arrays_are_never_loaded_without_forbidding_pickles() -> None:
    wrong = []
    for path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and dotted(node.func) in ("np.load", "numpy.load"):
                named = {keyword.arg for keyword in node.keywords}
                wrong += [] if "allow_pickle" in named else [place(path, node.lineno)]
    assert wrong == []


def test_the_words_that_these_tests_forbid_stand_in_no_source_at_all() -> None:
    words = re.compile(r"unsafe_allow_html|st\.html\(|components\.v1|import pickle|yaml\.load\(|shell=True")
    wrong = [
        f"{place(path, number)}: {line.strip()}"
        for path in FILES
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if words.search(line)
    ]
    assert wrong == []
