# make brief   the main job, offline, on the bundled example or on SOURCE=folder
# make test    lint, types, tests
# The rest is for developers.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
WORK := build/brief
NOW := 2026-03-06T07:00

.PHONY: env brief test lock clean

env: $(STAMP)

$(STAMP): requirements.lock pyproject.toml tasks/analyse/parsing/gazetteer.py flows/home.py
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Counterclaim needs Python 3.11 or newer; name one with make PYTHON=python3.12")'
	@echo "Building the environment in .venv (once, a minute or two)" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m tasks.analyse.parsing.gazetteer >&2
	@$(BIN)/python -m flows.home
	@touch $@

# Starts from an empty warehouse, so that it shows the same briefing every time.
brief: $(STAMP)
	@rm -rf $(WORK)
ifdef SOURCE
	@$(BIN)/counterclaim run --source "$(SOURCE)" --warehouse $(WORK)/counterclaim.duckdb --out $(WORK)/digests --print
else
	@$(BIN)/counterclaim run --config examples/counterclaim.toml --now $(NOW) \
	  --warehouse $(WORK)/counterclaim.duckdb --out $(WORK)/digests --print
endif

test: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile

# Pin what pyproject.toml asks for, with hashes and without the address of any index.
lock:
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --allow-unsafe --strip-extras --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache
