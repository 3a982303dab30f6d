# Khai Trí. `make help` lists what can be made. Needs GNU make, Python 3.11 and git; everything else is installed here.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT := 8000
HOST := 127.0.0.1
ARGS :=
DB := sqlite postgres
ONLY :=

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
export PYTHONUTF8 := 1
# Where database, uploads, queue and logs are; var/ when nobody says.
ifdef VAR
export KHAITRI_VAR := $(VAR)
endif

# What static files are collected from.
APPS := $(patsubst %/apps.py,%,$(wildcard */apps.py))
STYLES := $(shell find cms/static/cms/css -type f)
STATIC_SOURCES := $(shell find $(wildcard $(APPS:%=%/static)) -type f)

.PHONY: help
help: ## list what can be made
	@echo "make run        start everything on http://127.0.0.1:8000 (PORT=8765, VAR=folder for data, HOST=0.0.0.0)"
	@echo "make test       run every test on SQLite and PostgreSQL (DB=sqlite, ARGS=\"-k quiz\")"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / && $$1 != "run" && $$1 != "test" { printf "make %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: install ## install, migrate, load the demo, start
	@$(MAKE) -s -j 2 build/collected.stamp database
	@exec $(MANAGE) serve --port $(PORT) --host $(HOST) --with-parent

.PHONY: database
database: build/assets.made locale/vi/LC_MESSAGES/django.mo
	@echo "Preparing the database (the demo is loaded when it is empty; that takes a moment) ..."
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@KHAITRI_ADDRESS=$${KHAITRI_ADDRESS:-http://127.0.0.1:$(PORT)} $(MANAGE) demo --if-empty >/dev/null

.PHONY: test
test: install-tests build/collected.stamp locale/vi/LC_MESSAGES/django.mo ## run every test
	@bin/need-chromium
	@bin/test "$(DB)" -n 2 $(ARGS)

.PHONY: check
check: install-tests build/collected.stamp ## look at style, types, layers, templates, migrations, settings, messages
	@bin/check

.PHONY: bench
bench: install-tests build/collected.stamp locale/vi/LC_MESSAGES/django.mo ## measure (ONLY=name,name)
	@$(PYTHON) -m bench $(if $(ONLY),--only $(ONLY))

.PHONY: format
format: install-tests ## put Python and templates into the house's format
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet .
	@.venv/bin/djlint --reformat --quiet . || true

.PHONY: messages
messages: install ## collect the messages to translate into locale/
	@$(MANAGE) messages

.PHONY: lock
lock: install ## choose the newest allowed packages anew and write the lock files
	@rm -rf build/lock && $(PYTHON) -m venv --without-pip build/lock
	@$(PYTHON) -m pip --python build/lock/bin/python install -q --disable-pip-version-check uv
	@for list in requirements requirements-test; do \
	  build/lock/bin/uv pip compile -q --upgrade --generate-hashes --universal --no-header --no-annotate \
	    --python-version 3.11 --no-emit-index-url --no-emit-find-links -o $$list.txt $$list.in || exit 1; done
	@bin/npm update --package-lock-only --ignore-scripts --no-audit --no-fund
	@rm -rf build/lock

.PHONY: clean
clean: ## remove what was installed and built; var/ stays
	@rm -rf .venv build node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@rm -f locale/*/LC_MESSAGES/django.mo
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: install install-tests
install: .venv/installed node_modules/installed
install-tests: install .venv/installed-tests

# The stamps are younger than what they were made from; a run in which nothing changed installs nothing.
.venv/installed: requirements.txt bin/make-venv
	@bin/make-venv requirements.txt
	@touch $@

.venv/installed-tests: requirements-test.txt .venv/installed
	@bin/make-venv requirements-test.txt
	@touch $@

node_modules/installed: package-lock.json | .venv/installed
	@echo "Installing package-lock.json ..."
	@bin/npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

build/assets.made: node_modules/installed cms/assets.py $(STYLES) | .venv/installed
	@echo "Building styles and fonts ..."
	@mkdir -p build/static && $(MANAGE) build_assets >/dev/null
	@touch $@

build/collected.stamp: build/assets.made $(STATIC_SOURCES)
	@echo "Collecting static files ..."
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

locale/vi/LC_MESSAGES/django.mo: $(wildcard locale/vi/LC_MESSAGES/*.po) | .venv/installed
	@$(MANAGE) messages --compile && touch $@
