from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import Source
from faq.site import ROOT
from retrieval.meaning import sources
from retrieval.meaning.failure import MeaningError
from retrieval.meaning.files import Files
from retrieval.meaning.package import is_installed
from retrieval.meaning.sources import files_of

PLACE = Source("site.yaml", 7)
SHA256 = "0123456789abcdef" * 4
KINDS = "give off, package, a folder with model.onnx and tokenizer.json, or owner/name@revision of a hub"


def refused(meaning: str, sha256: str = "") -> str:
    with pytest.raises(MeaningError) as caught:
        files_of(meaning, sha256, PLACE)
    return str(caught.value)


@pytest.mark.parametrize("meaning", ["off", "Off"])
def test_off_wants_no_model(meaning: str) -> None:
    assert files_of(meaning, "no checksum", PLACE) is None


def test_where_nothing_is_said_the_installed_model_is_meant_if_there_is_one() -> None:
    assert (files_of("", "", PLACE) is not None) == is_installed()


def test_a_folder_may_be_absolute_or_begin_at_the_root_of_the_repository(tmp_path: Path) -> None:
    remedy = "correct meaning_sha256, or the file"
    assert files_of(str(tmp_path), SHA256, PLACE) == Files(
        tmp_path / "model.onnx", tmp_path / "tokenizer.json", SHA256, remedy
    )
    folder = ROOT / "tests" / "fixtures"
    assert files_of("tests/fixtures", "", PLACE) == Files(
        folder / "model.onnx", folder / "tokenizer.json", "", remedy
    )


def test_a_folder_may_be_called_like_a_model_of_a_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    folder = tmp_path / "owner" / "name@main"
    folder.mkdir(parents=True)
    files = files_of("owner/name@main", "", PLACE)
    assert files is not None
    assert files.model == folder / "model.onnx"


@pytest.mark.parametrize(
    ("meaning", "sha256", "message"),
    [
        ("none/such", "", f"there is no folder 'none/such'; {KINDS}"),
        ("a\0b", "", f"there is no folder 'a\\x00b'; {KINDS}"),
        ("on", "", f"there is no folder 'on'; {KINDS}"),
        ("owner/name@", "", f"there is no folder 'owner/name@'; {KINDS}"),
        ("https://hub.example/name", "", f"there is no folder 'https://hub.example/name'; {KINDS}"),
        ("faq", SHA256[1:], f"meaning_sha256 is '{SHA256[1:]}'; write 64 hex digits"),
        ("faq", "sha256:", "meaning_sha256 is 'sha256:'; write 64 hex digits"),
    ],
)  # fmt: skip
def test_a_setting_that_names_no_model_is_refused_with_its_place(
    meaning: str, sha256: str, message: str
) -> None:
    assert refused(meaning, sha256) == f"site.yaml:7: {message}"


def test_a_name_too_long_for_a_folder_is_no_folder() -> None:
    assert refused("x" * 5000) == f"site.yaml:7: there is no folder {'x' * 5000!r}; {KINDS}"


@given(st.text(), st.text())
def test_whatever_is_said_gives_files_nothing_or_one_line(meaning: str, sha256: str) -> None:
    try:
        files = files_of(meaning, sha256, PLACE)
    except MeaningError as error:
        files, lines = None, str(error).splitlines()
    else:
        lines = ["site.yaml:7: "]
    assert files is None or files.model.name == "model.onnx"
    assert [line[:13] for line in lines] == ["site.yaml:7: "]
