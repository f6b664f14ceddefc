"""The rules of the house hold, and each one notices when it is broken."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from llm_tui.tui.commands.table import COMMANDS

ROOT = Path(__file__).parents[1]
PACKAGES = ("model", "tui")

BREACHES = {
    "The screen is above the model": ("model/toml/keys.py", "llm_tui.tui.session"),
    "The model knows no user interface": ("model/catalogue/fuzzy.py", "rich"),
    "The screen touches no TOML library": ("tui/session.py", "tomlkit"),
    "The commands know no Textual": ("tui/commands/list.py", "textual"),
    "The state and the texts know no Textual": ("tui/text/line.py", "textual"),
    "The output knows nothing of the program": ("tui/output/moves.py", "llm_tui.model.errors"),
    "Only the probe's child processes import litellm": ("model/catalogue/models.py", "litellm"),
    "Nothing imports the probe's child processes": (
        "model/probe/plan.py",
        "llm_tui.model.probe.child.classify",
    ),
    "Inside the model each package knows only those below it": (
        "model/toml/values.py",
        "llm_tui.model.check.problem",
    ),
    "Inside the screen each part knows only those below it": (
        "tui/widgets/row_list.py",
        "llm_tui.tui.screens.pages",
    ),
}
"""A module for each contract, and an import that the contract forbids there."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module of the program: its path, and its syntax tree."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def contracts() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        rules = tomllib.load(file)["tool"]["importlinter"]
    return [contract["name"] for contract in rules["contracts"]]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the program that breaks every contract."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    ignored = shutil.ignore_patterns("__pycache__")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / "llm_tui" / package, ignore=ignored)
    for path, module in BREACHES.values():
        with (copy / "llm_tui" / path).open("a", encoding="utf-8") as file:
            file.write(f"\nimport {module}\n")
    command = "from importlinter.cli import lint_imports_command as run; run()"
    result = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1, result.stderr
    return result.stdout


def test_each_contract_is_broken_once_here() -> None:
    assert sorted(BREACHES) == sorted(contracts())


@pytest.mark.parametrize("contract", sorted(BREACHES))
def test_a_forbidden_import_breaks_its_contract(contract: str, verdicts: str) -> None:
    assert f"{contract} BROKEN" in verdicts


def test_every_package_is_installed_with_its_data() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        setuptools = tomllib.load(file)["tool"]["setuptools"]
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    named = {path: package_of(path) for path in files}
    data = {path for path in files if path.suffix not in {".py", ".pyc"}}

    # llm_tui itself holds only what `python -m` runs.
    assert sorted(setuptools["packages"]) == [
        "llm_tui", *sorted(named[path] for path in files if path.name == "__init__.py")
    ]  # fmt: skip
    assert [
        path
        for path in data
        if not any(path.match(p) for p in setuptools["package-data"].get(named[path], ()))
    ] == []


def package_of(path: Path) -> str:
    """The package that a file is installed with: that of the nearest folder that is one."""
    folder = path.parent
    while not (folder / "__init__.py").exists():
        folder = folder.parent
    return ".".join(("llm_tui", *folder.relative_to(ROOT).parts))


def test_no_import_is_below_a_type_checking_block() -> None:
    below = []
    for path, tree in modules():
        blocks = [
            node.lineno
            for node in tree.body
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ]
        imports = [n.lineno for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        if max(imports, default=0) > min(blocks, default=sys.maxsize):
            below.append(path)

    assert not below


SAME_SUBJECT = {
    "loader": "how a program loads its configuration, for each program",
    "request": "the call that a program makes, for each program",
}
"""Basenames that several modules have, with the one thing that they mean."""


def test_a_basename_means_one_thing() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, _ in modules():
        # A command's module is named after the command.
        if Path(path).stem not in {"__init__", *SAME_SUBJECT} and not is_command(path):
            places[Path(path).stem].append(path)

    assert [paths for paths in places.values() if len(paths) > 1] == []


def is_command(path: str) -> bool:
    return path.startswith("tui/commands/") and Path(path).stem in COMMANDS


def test_commands_print_in_one_place_which_makes_text_safe() -> None:
    owners = {"tui/commands/stdout.py", "tui/commands/stderr.py"}
    prints = [
        path
        for path, tree in modules()
        if path.startswith(("tui/commands/", "tui/main.py", "tui/text/")) and path not in owners
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "sys.stdout.write", "sys.stderr.write"}
    ]

    assert prints == []


def test_only_one_module_makes_text_printable() -> None:
    made = [
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Printable")
    ]

    assert set(made) == {"tui/text/safe_text.py"}
