# make demo          opens llm-tui on a sample; sets up .venv first, with what running needs
# make test          runs the tests; adds the development tools to .venv first
# make check         lint, types, import rules, environment and tests, with the time of each
# make audit         known vulnerabilities of the locked versions, as far as the index knows them
# make lock          locks the newest versions that are at least seven days old
# make test-package  builds the package twice, installs it elsewhere, and runs it there
# make test-servers  installs two real servers and the litellm of OpenHands, and asks with them
# make test-newest-textual  tests the output with the newest Textual 8.x of the index
# make mutants       changes the code in small ways, and shows which changes no test notices;
#                    ROOMS="model/edit model/store" chooses the packages
# make torture       lets saves fail, programs write at the same time and screens end, by chance,
#                    for MINUTES=10, and counts what was lost
# make docs          writes the man page and the generated parts of docs/
# make screenshots   takes the pictures of the documents
# make dist          builds sdist and wheel of the last commit into dist/
# make bench         measures speed, bytes and memory beside other programs of the terminal
# make check-oracle  counts the recorded runs of OpenHands that we equal

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
SERVERS := .venv-servers
PEERS := .venv-bench
PACKAGE := .venv-package
SUPPLY := .venv-supply
NEWEST := .venv-newest-textual
FUZZER := .venv-atheris
ROOMS := model/secrets model/toml model/edit model/effective model/store model/check \
	$(addprefix model/probe/child/,classify.py provider_message.py next_attempt.py)
MINUTES ?= 10
# A new or removed file changes its folder: the links of the strict editable install follow.
FOLDERS := $(shell find entry model tui -type d -not -name __pycache__)
# The parts of `make check`, in their order.
CHECKS := lint types rules environment test

# Options of uv: every version is pinned with its hashes, for all Python versions at once
# and without any index address.
# An attacked release is mostly found within days: nothing younger than a week is locked.
WEEK_AGO = $(shell $(PYTHON) -c 'import datetime as d; \
	print((d.datetime.now(d.timezone.utc) - d.timedelta(7)).strftime("%Y-%m-%dT00:00:00Z"))')
COMPILE = pip compile --exclude-newer $(WEEK_AGO) --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

# From a source tree that can't be written to, make works in a copy of it.
ifneq ($(shell test -w . && echo writable),writable)
COPY := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/llm-tui/source
.PHONY: demo $(MAKECMDGOALS)
demo $(filter-out demo,$(MAKECMDGOALS)):
	@echo "$(CURDIR) can't be written to; working in $(COPY)"
	@mkdir -p $(COPY)
	@tar -cf - --exclude './.venv*' --exclude ./build . | tar -xf - -C $(COPY)
	@chmod -R u+w $(COPY)
	@$(MAKE) --no-print-directory -C $(COPY) $@
else

.PHONY: demo test test-package test-servers test-newest-textual _test-newest-textual torture mutants check \
	check-oracle lint types rules environment audit bench docs dist screenshots lock clean

demo: $(VENV)/installed
	@$(BIN)/llm-tui --demo

test: $(VENV)/installed $(VENV)/tools
	$(BIN)/pytest -q $(TESTS)

test-package: $(VENV)/installed $(VENV)/tools $(PACKAGE)/installed
	$(BIN)/pytest -q -n 0 tests/package

test-servers: $(VENV)/installed $(VENV)/tools \
		$(addprefix $(SERVERS)/,proxy/installed llama/installed litellm/installed)
	$(BIN)/pytest -q -n 0 tests/servers

# Where there is no wheel of the fuzzer, the report says so.
torture: $(VENV)/installed $(VENV)/tools
	-@$(MAKE) --silent $(FUZZER)/installed
	$(BIN)/python -m tests.torture --minutes $(MINUTES)

# The output stands on private parts of Textual, which any release may change.
test-newest-textual: $(VENV)/installed
	@if $(BIN)/python -m pip install --disable-pip-version-check --dry-run --upgrade \
		'textual>=8,<9' 2>/dev/null | grep -q '^Would install'; \
	then $(MAKE) --no-print-directory _test-newest-textual; \
	else echo 'The locked Textual is the newest.'; fi

_test-newest-textual:
	@$(MAKE) --no-print-directory VENV=$(NEWEST) $(NEWEST)/installed $(NEWEST)/tools
	@$(NEWEST)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade \
		'textual>=8,<9'
	@$(NEWEST)/bin/python -c 'import textual; print("Textual", textual.__version__)'
	$(NEWEST)/bin/pytest -q tests/tui/output tests/tui/test_terminal.py

mutants: $(VENV)/installed $(VENV)/tools
	$(BIN)/python -m tests.mutants $(ROOMS)

check:
	@for part in $(CHECKS); do \
		start=$$(date +%s); \
		$(MAKE) --no-print-directory $$part || exit; \
		echo "-- make $$part: $$(($$(date +%s) - start)) s"; \
	done

check-oracle: $(VENV)/installed $(VENV)/tools
	$(BIN)/python -m tests.model.check_oracle

lint: $(VENV)/installed $(VENV)/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed $(VENV)/tools
	$(BIN)/mypy

rules: $(VENV)/installed $(VENV)/tools
	$(BIN)/lint-imports

environment: $(VENV)/installed $(VENV)/tools
	$(BIN)/python -m tests.supply.start_files

# It asks PyPI itself, which an index in its place may not answer for: so it is not part of check.
audit: $(VENV)/installed $(SUPPLY)/installed
	$(BIN)/python -m tests.supply.audit $(SUPPLY)/bin/pip-audit requirements.txt requirements-dev.txt

# A program that does not install is left out, and the report says so.
bench: $(VENV)/installed $(VENV)/tools
	-@$(MAKE) --silent --keep-going $(PEERS)/posting/installed $(PEERS)/harlequin/installed
	@mkdir -p build
	$(BIN)/python -m tests.bench --json build/bench.json

docs: $(VENV)/installed $(VENV)/tools
	$(BIN)/python -m tests.reference

dist: $(VENV)/installed $(PACKAGE)/installed
	$(BIN)/python -m tests.package.dist $(PACKAGE)/bin/python dist

screenshots: $(VENV)/installed $(VENV)/tools
	$(BIN)/python -m tests.pictures

define environment
	@test -n "$(PYTHON)" || { echo "llm-tui needs Python 3.11 or newer with venv" \
		"(Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@$(PYTHON) tests/set_up.py $(@D) $<
	@touch $@
endef

$(VENV)/libraries: requirements.txt
	$(environment)
$(VENV)/tools: requirements-dev.txt $(VENV)/libraries
	$(environment)

$(VENV)/installed: $(VENV)/libraries pyproject.toml $(FOLDERS)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --config-settings editable_mode=strict --editable .
	@touch $@

# The requirements of a server, or of a program to compare with, and ours clash: each has an
# environment of its own.
$(SERVERS)/%/installed: tests/servers/requirements-%.txt
	$(environment)
$(PEERS)/%/installed: tests/bench/requirements-%.txt
	$(environment)
$(PACKAGE)/installed: tests/package/requirements.txt
	$(environment)
$(SUPPLY)/installed: tests/supply/requirements.txt
	$(environment)
$(FUZZER)/installed: tests/torture/requirements-atheris.txt
	$(environment)

# What runs is pinned to the versions that were tested.
lock: $(SUPPLY)/installed
	$(SUPPLY)/bin/uv $(COMPILE) --group dev pyproject.toml --output-file requirements-dev.txt
	$(SUPPLY)/bin/uv $(COMPILE) --group build --constraint requirements-dev.txt pyproject.toml \
		--output-file requirements.txt
	for file in supply/requirements package/requirements servers/requirements-proxy \
		servers/requirements-llama servers/requirements-litellm \
		bench/requirements-posting bench/requirements-harlequin torture/requirements-atheris; do \
		$(SUPPLY)/bin/uv $(COMPILE) tests/$$file.in --output-file tests/$$file.txt || exit 1; done

clean:
	rm -rf $(VENV) .venv-* build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
endif
