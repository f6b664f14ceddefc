# make demo          sets up .venv and opens llm-tui on a sample
# make test          sets up .venv and runs the tests
# make check         lint, types, import rules and tests
# make test-servers  installs two real servers, starts them, and asks their models
# make mutants       changes the code in small ways, and shows which changes no test notices;
#                    ROOMS="model/edit model/store" chooses the packages
# make docs          writes the man page and the README's list of commands
# make check-oracle  counts the recorded runs of OpenHands that we equal, per release

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; \
	done)
VENV := .venv
BIN := $(VENV)/bin
SERVERS := .venv-servers
ROOMS := model/secrets model/toml model/edit model/effective model/store model/check
# A new or removed file changes its folder: the links of the strict editable install follow.
FOLDERS := $(shell find model tui -type d -not -name __pycache__)

# Options of uv: every version is pinned with its hashes, for all Python versions at once
# and without any index address.
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

.PHONY: demo test test-servers mutants check check-oracle lint types rules bench docs screenshots \
	lock clean

demo: $(VENV)/installed
	@$(BIN)/llm-tui --demo

test: $(VENV)/installed
	$(BIN)/pytest -q

test-servers: $(VENV)/installed $(SERVERS)/proxy/installed $(SERVERS)/llama/installed
	$(BIN)/pytest -q -n 0 tests/servers

mutants: $(VENV)/installed
	$(BIN)/python -m tests.mutants $(ROOMS)

check: lint types rules test

check-oracle: $(VENV)/installed
	$(BIN)/python -m tests.model.oracle

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

rules: $(VENV)/installed
	$(BIN)/lint-imports

bench: $(VENV)/installed
	$(BIN)/python -m tests.bench

docs: $(VENV)/installed
	$(BIN)/python -m tests.reference

screenshots: $(VENV)/installed
	$(BIN)/python -m tests.screenshots

$(VENV)/tools: requirements-dev.txt
	@test -n "$(PYTHON)" || { echo "llm-tui needs Python 3.11 or newer, with venv" >&2; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/installed: $(VENV)/tools pyproject.toml $(FOLDERS)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --config-settings editable_mode=strict --editable .
	@touch $@

# The requirements of a server and ours clash: each has an environment of its own.
$(SERVERS)/%/installed: tests/servers/requirements-%.txt
	@test -n "$(PYTHON)" || { echo "llm-tui needs Python 3.11 or newer, with venv" >&2; exit 1; }
	@echo "Setting up $(@D) ..."
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lock: $(VENV)/tools
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv $(COMPILE) --group dev pyproject.toml --output-file requirements-dev.txt
	for server in proxy llama; do $(BIN)/uv $(COMPILE) tests/servers/requirements-$$server.in \
		--output-file tests/servers/requirements-$$server.txt || exit 1; done

clean:
	rm -rf $(VENV) $(SERVERS) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
