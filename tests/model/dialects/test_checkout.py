"""The release is found where OpenHands itself lies."""

from pathlib import Path

import pytest

from llm_tui.model.dialects.openhands.checkout import release_around
from llm_tui.model.dialects.openhands.release import assumed


def checkout(
    folder: Path, version: str, table: str = "tool.poetry", name: str = "openhands-ai"
) -> str:
    """A config file in a checkout of OpenHands."""
    text = f'[{table}]\nname = "{name}"\nversion = "{version}"\n'
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return str(folder / "config.toml")


@pytest.mark.parametrize("table", ["tool.poetry", "project"])
@pytest.mark.parametrize("name", ["openhands-ai", "openhands_ai", "OpenHands", "opendevin"])
def test_the_version_is_that_of_the_pyproject_beside_the_file(
    tmp_path: Path, table: str, name: str
) -> None:
    found = release_around(checkout(tmp_path, "0.48.0", table, name))

    assert found.release == "0.48.0"
    assert found.reason == f"version 0.48.0 in {tmp_path}/pyproject.toml"


def test_a_folder_deep_in_the_checkout_will_do(tmp_path: Path) -> None:
    checkout(tmp_path, "0.30.1")
    deep = tmp_path / "evaluation" / "benchmarks"
    deep.mkdir(parents=True)

    assert release_around(str(deep / "config.toml")).release == "0.30.1"


def test_home_is_shown_as_people_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "OpenHands").mkdir()

    found = release_around(checkout(tmp_path / "OpenHands", "0.48.0"))

    assert found.reason == "version 0.48.0 in ~/OpenHands/pyproject.toml"


def test_another_project_is_passed_over(tmp_path: Path) -> None:
    checkout(tmp_path, "0.48.0")
    mine = tmp_path / "mine"
    mine.mkdir()
    config = checkout(mine, "0.9.8", name="my-tool-for-openhands")

    assert release_around(config).release == "0.48.0"


def test_a_pyproject_that_is_no_toml_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("name = openhands-ai", encoding="utf-8")

    assert release_around(str(tmp_path / "config.toml")).release == assumed()


@pytest.mark.parametrize("name", [".venv", "venv"])
def test_an_installed_package_counts_too(tmp_path: Path, name: str) -> None:
    packages = tmp_path / name / "lib" / "python3.12" / "site-packages"
    (packages / "openhands_ai-0.53.0.dist-info").mkdir(parents=True)
    (packages / "openhands_aci-0.3.2.dist-info").mkdir()

    found = release_around(str(tmp_path / "config.toml"))

    assert found.release == "0.53.0"
    assert found.reason == f"version 0.53.0 in {tmp_path}/{name}"


def test_without_any_it_is_the_last_before_openhands_1(tmp_path: Path) -> None:
    found = release_around(str(tmp_path / "config.toml"))

    assert found.release == assumed()
    assert found.reason.startswith("no checkout of OpenHands around the file")


@pytest.mark.parametrize(
    ("version", "release", "why"),
    [
        ("0.9.9", "0.9.8", "it is not known here"),
        ("0.63.0", "0.62.0", "it is not known here"),
        ("0.4.1", "0.5.3", "it is too old"),
        ("1.0.2", "1.0.0", "it is not known here"),
        ("1.9.0", "1.7.0", "1.7.0 and later ignore [llm]"),
    ],
)
def test_a_version_without_rules_goes_by_those_of_the_nearest(
    tmp_path: Path, version: str, release: str, why: str
) -> None:
    found = release_around(checkout(tmp_path, version))

    assert found.release == release
    assert why in found.reason
    assert found.reason.endswith(f"so the rules of {release} apply")


def test_a_development_version_counts_as_its_release(tmp_path: Path) -> None:
    assert release_around(checkout(tmp_path, "0.48.0.dev3")).release == "0.48.0"
    assert release_around(checkout(tmp_path, "0.48.0-beta")).release == "0.48.0"
    assert "0.48.0-beta" in release_around(checkout(tmp_path, "0.48.0-beta")).reason


@pytest.mark.parametrize(
    ("package", "name"),
    [("openhands", "the OpenHands CLI"), ("openhands_sdk", "the OpenHands SDK")],
)
def test_the_packages_beside_the_program_read_no_file(
    tmp_path: Path, package: str, name: str
) -> None:
    packages = tmp_path / ".venv" / "lib" / "python3.12" / "site-packages"
    (packages / f"{package}-1.4.0.dist-info").mkdir(parents=True)

    found = release_around(str(tmp_path / "config.toml"))

    assert found.release == assumed()
    assert found.reason.endswith(f"; {name} 1.4.0 in {tmp_path}/.venv reads no config.toml")


def test_the_program_counts_where_its_library_is_installed_too(tmp_path: Path) -> None:
    packages = tmp_path / ".venv" / "lib" / "python3.12" / "site-packages"
    for package in ("openhands-1.16.0", "openhands_sdk-1.12.0", "openhands_ai-1.5.0"):
        (packages / f"{package}.dist-info").mkdir(parents=True)

    assert release_around(str(tmp_path / "config.toml")).release == "1.5.0"
