# make demo          sets up .venv and opens llm-tui on a sample
# make test          sets up .venv and runs the tests
# make check         lint, types, import rules and tests
# make test-servers  installs two real servers, starts them, and asks their models
# make mutants       changes the code in small ways, and shows which changes no test notices;
#                    ROOMS="model/edit model/store" chooses the packages
# make docs          writes the man page and the README's list of commands
# make bench         measures speed, bytes and memory beside other programs of the terminal
# make check-oracle  counts the recorded runs of OpenHands that we equal, per release

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; \
	done)
VENV := .venv
BIN := $(VENV)/bin
SERVERS := .venv-servers
ROOMS := model/secrets model/toml model/edit model/effective model/store model/check \
	$(addprefix model/probe/child/,classify.py provider_message.py next_attempt.py)
PEERS := .venv-bench
# A new or removed file changes its folder: the links of the strict editable install follow.
FOLDERS := $(shell find model tui -type d -not -name __pycache__)

# Options of uv: every version is pinned with its hashes, for all Python versions at once
# and without any index address.
COMPILE := pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

.PHONY: demo test test-servers mutants check check-oracle lint types rules bench docs \
	screenshots lock clean

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

# A program that does not install is left out, and the report says so.
bench: $(VENV)/installed
	-@$(MAKE) --silent --keep-going $(PEERS)/posting/installed $(PEERS)/harlequin/installed
	@mkdir -p build
	$(BIN)/python -m tests.bench --json build/bench.json

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

define environment
	@test -n "$(PYTHON)" || { echo "llm-tui needs Python 3.11 or newer, with venv" >&2; exit 1; }
	@echo "Setting up $(@D) ..."
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

# The requirements of a server, or of a program to compare with, and ours clash: each has an
# environment of its own.
$(SERVERS)/%/installed: tests/servers/requirements-%.txt
	$(environment)
$(PEERS)/%/installed: tests/bench/requirements-%.txt
	$(environment)

lock: $(VENV)/tools
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv $(COMPILE) --group dev pyproject.toml --output-file requirements-dev.txt
	for file in servers/requirements-proxy servers/requirements-llama \
		bench/requirements-posting bench/requirements-harlequin; do \
		$(BIN)/uv $(COMPILE) tests/$$file.in --output-file tests/$$file.txt || exit 1; done

clean:
	rm -rf $(VENV) $(SERVERS) $(PEERS) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
