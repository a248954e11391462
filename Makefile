# Two commands matter: `make demo` (open it) and `make test` (prove it). `make check` is the quick half, for a person at work.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check check-postgresql prove bench bench-reports lock browser lint docs ruff mypy imports migrations

demo: $(VENV)/base.stamp
	@$(PY) manage.py demo

test: $(VENV)/dev.stamp
	@sh .ci/test $(PYTEST_ARGS)

# the half that a person at work waits for; the tables are made from the models: `make test` walks the migrations
QUICK := -q -rs -n 2 -m "not browser and not slow" --hypothesis-profile=quick --nomigrations -p no:playwright -p no:base_url --ignore=tests/benchmarks --ignore=tests/browser --ignore=tests/postgresql

# compiled tests are kept from run to run
check: export PYTHONDONTWRITEBYTECODE =
check: $(VENV)/dev.stamp
	@$(MAKE) --no-print-directory -j2 lint migrations
	@$(PY) -m pytest $(QUICK) $(PYTEST_ARGS)

# the same tests on a PostgreSQL that starts by itself; `make test` runs them too
check-postgresql: $(VENV)/dev.stamp
	@$(PY) -m tests.postgresql $(QUICK) $(PYTEST_ARGS)

lint: ruff mypy imports

ruff: $(VENV)/dev.stamp
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

mypy: $(VENV)/dev.stamp
	@$(VENV)/bin/mypy

imports: $(VENV)/dev.stamp
	@$(VENV)/bin/lint-imports

migrations: $(VENV)/dev.stamp
	@$(PY) manage.py makemigrations --check --dry-run

prove: $(VENV)/dev.stamp
	@$(PY) manage.py prove_guidelines

bench: $(VENV)/dev.stamp tests/elm/node_modules/.package-lock.json
	@$(PY) -m tests.benchmarks

# Two registries, 100,000 and 1,000,000 operations: an hour or more. BENCH_OPERATIONS=10000,100000 for smaller ones.
bench-reports: $(VENV)/dev.stamp
	@$(PY) -m tests.benchmarks.reports

tests/elm/node_modules/.package-lock.json: tests/elm/package-lock.json | $(VENV)/dev.stamp
	@$(PY) -m tests.elm.hl7

docs: $(VENV)/dev.stamp
	@$(PY) manage.py write_reference_docs

lock: $(VENV)/dev.stamp
	@$(PY) -m pip install --quiet pip-tools
	@requirements/compile.sh

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/base.stamp: requirements/base.txt | $(VENV)/bin/python
	@echo "Installing Columna's libraries into $(VENV) (about a minute the first time)"
	@$(PY) -m pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/bin/python
	@echo "Installing Columna's libraries and test tools into $(VENV) (a minute or two the first time)"
	@$(PY) -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/base.stamp
