# make serve   the site on this machine, reloading as you edit
# make test    everything that must hold before a change is merged
# make check   what is wrong in data and pages, in seconds
# make fix     put entries in order, refresh the editor schemas, format the code
# make build   the finished site in site/
# make bench   how long a build takes and how heavy the pages are
# make lock    resolve the dependencies anew (needs uv)

PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1
# The theme announces its end at every build; README and macros/ are ready for it.
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve test check fix build bench lock clean

serve: .venv/site
	@$(BIN)/python -m macros.serve

build: .venv/site
	@$(BIN)/python -m macros.build

check: .venv/site
	@$(BIN)/python -m macros.check

test: .venv/dev
	$(BIN)/python -m macros.check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/rumdl check --no-cache .
	$(BIN)/codespell
	$(BIN)/python -m pytest

fix: .venv/dev
	$(BIN)/python -m macros.check --fix || true
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

bench: .venv/dev
	@$(BIN)/python bench/bench.py

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate --quiet --output-file requirements.txt
	uv pip compile pyproject.toml --extra dev --constraint requirements.txt --universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate --quiet --output-file requirements-dev.txt

clean:
	rm -rf .venv site .pytest_cache .mypy_cache .ruff_cache

# What the site needs, and what the tests need besides, each installed once for each lock file.
.venv/site: requirements.txt | .venv/bin/python
	@echo "Installing what the site needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/site
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11, 5) else "Trial Partners needs Python 3.11.5 or newer, and this is %s. Install a newer one, then run: make serve PYTHON=python3.12" % sys.version.split()[0])'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'Python cannot make a virtual environment here; on Debian or Ubuntu install python3-venv'; exit 1; }
