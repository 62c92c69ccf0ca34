# make dashboard · make test · make check · make bench · make lock
PYTHON ?= python3
PORT ?= 8501
WERKERS ?= 4
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.DEFAULT_GOAL := help
.PHONY: help dashboard test check bench lock clean

help:
	@echo "make dashboard   installeer, bouw wat nieuw is en start het dashboard (PORT=$(PORT))"
	@echo "make test        installeer en draai alle tests, hooguit $(WERKERS) tegelijk (WERKERS=1 na elkaar)"
	@echo "make check       opmaak, regels en typen controleren"
	@echo "make bench       snelheid meten (docs/benchmarks.md)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 of nieuwer is nodig; kies er een met PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python kan geen omgeving maken; op Debian: apt-get install python3-venv"; exit 2; }

$(VENV)/.app: requirements.lock | $(BIN)/python
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.app | $(BIN)/python
	$(PIP) -r requirements-dev.lock
	@touch $@

# The build itself knows whether anything changed: after an upgrade it rebuilds, else it is quick.
# A refused build leaves the old figures, so these are shown.
dashboard: $(VENV)/.app
	@$(BIN)/python -m etl build || { \
	  test -s "$${WELVAART_WAREHOUSE:-warehouse.duckdb}" && \
	  echo "De cijfers konden niet worden vernieuwd (zie hierboven); het dashboard start met de vorige."; }
	$(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

# A file of tests stays on one worker, so what its tests share is made once. (--dist loadgroup of
# xdist 3.8 groups nothing under pytest 9.2: it no longer sees the groups.)
test: $(VENV)/.dev
	@sh tests/chromium.sh
	@sh tests/postgres.sh
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses $(WERKERS) --dist loadfile --no-loadscope-reorder --max-worker-restart 0

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/test_architectuur.py

bench: $(VENV)/.dev
	@sh tests/chromium.sh
	$(BIN)/python -m tests.bench

# Needs uv on the PATH. Versions and hashes only: no index address reaches the files.
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements-dev.lock

clean:
	rm -rf $(VENV) warehouse.duckdb .pytest_cache .mypy_cache .ruff_cache
