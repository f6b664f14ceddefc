"""A file that every start of Python runs is found, whoever brought it."""

from pathlib import Path

import pytest

from tests.supply import start_files

NAMES = frozenset({"setuptools", "litellm"})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of packages with setuptools, which has such a file."""
    install(tmp_path, "setuptools", "distutils-precedence.pth")
    return tmp_path


def install(folder: Path, name: str, *files: str) -> None:
    """A package with these files, as pip records it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files))
    for file in files:
        (folder / file).write_text("import os\n")


def test_the_file_that_is_expected_is_no_complaint(site: Path) -> None:
    assert list(start_files.complaints(site, NAMES)) == []


@pytest.mark.parametrize("name", ["evil.pth", "sitecustomize.py", "usercustomize.py"])
def test_a_file_that_nobody_owns_is_found(site: Path, name: str) -> None:
    (site / name).write_text("import os\n")

    (complaint,) = start_files.complaints(site, NAMES)

    assert complaint.endswith(f"{name}: no package owns it, and every start of Python runs it")


def test_a_file_of_a_package_that_is_not_locked_is_found(site: Path) -> None:
    install(site, "Evil_Package", "evil.pth")

    (complaint,) = start_files.complaints(site, NAMES)

    assert complaint.endswith("evil.pth: evil-package owns it, which is not locked")


def test_a_new_file_of_a_locked_package_is_found(site: Path) -> None:
    install(site, "litellm", "litellm_init.pth")

    (complaint,) = start_files.complaints(site, NAMES)

    assert complaint.endswith("litellm has not brought such a file before; read it")


def test_the_names_of_a_lock_are_compared_without_spelling() -> None:
    assert start_files.locked("A.b_c==1 \\\n    --hash=x\nd==2\n") == {"a-b-c", "d"}


def test_this_environment_has_no_other() -> None:
    assert start_files.main() == 0
