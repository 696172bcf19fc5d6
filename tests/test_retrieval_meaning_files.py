import os
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.meaning.failure import MeaningError
from retrieval.meaning.files import Files, identity
from tests import networks


def refused(files: Files) -> str:
    with pytest.raises(MeaningError) as caught:
        identity(files)
    return str(caught.value)


def test_the_identity_changes_with_every_byte_of_either_file(tmp_path: Path) -> None:
    files = networks.files(tmp_path)
    names = [identity(files)]
    for file in (files.model, files.tokenizer):
        file.write_bytes(file.read_bytes() + b" ")
        names.append(identity(files))
    assert len(set(names)) == 3
    assert [len(name) for name in names] == [16, 16, 16]
    assert int("".join(names), 16)


def test_the_identity_is_the_same_wherever_the_files_lie(tmp_path: Path) -> None:
    one, other = networks.files(tmp_path / "one"), networks.files(tmp_path / "other")
    assert identity(one) == identity(other)


@pytest.mark.parametrize("missing", ["model", "tokenizer"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    files = networks.files(tmp_path)
    file: Path = getattr(files, missing)
    file.unlink()
    assert refused(files) == (
        f"{file}:1: cannot be read: No such file or directory; put model.onnx and tokenizer.json there"
    )


def test_a_model_with_another_checksum_is_refused(tmp_path: Path) -> None:
    files = networks.files(tmp_path, model=b"")
    wrong = replace(files, sha256="0" * 64, remedy="look again")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert refused(wrong) == f"{files.model}:1: its SHA-256 is {empty} and not {'0' * 64}; look again"
    assert identity(replace(files, sha256=empty))


def test_a_model_whose_weights_lie_elsewhere_is_refused(tmp_path: Path) -> None:
    place = networks.field(1, "location") + networks.field(2, os.devnull)
    elsewhere = networks.field(13, place) + networks.field(14, 1)
    kept = networks.weights("table", networks.table(), elsewhere)
    model = networks.network([], [], {}, [kept])
    files = networks.files(tmp_path, model)
    assert refused(files) == (
        f"{files.model}:1: some of its weights lie in another file, which no checksum covers;"
        " export the model as one file"
    )
