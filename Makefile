# The Global Digital Governance Report. `make help` lists what there is to do.
# `make report` and `make test` set themselves up on a fresh machine: Python 3.11 or newer and make are enough.

PYTHON ?= python3
YEAR ?= $(lastword $(sort $(basename $(notdir $(wildcard report/editions/2*.toml)))))
LANGS ?=
ENGINE ?= auto
PORT ?= 4848
VENV := .venv
BIN := $(VENV)/bin
GDGR := $(BIN)/gdgr
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup report preview check test lint types layers bench facts doctor catalogue lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-11s %s\n", $$1, $$2}'
	@echo "  options:         YEAR=$(YEAR) LANGS=en,zh (all of the edition if blank) ENGINE=auto|builtin|quarto PORT=$(PORT) (preview)"

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3" >&2; exit 6; }
	@echo "setting up $(VENV) from requirements.lock (once, a minute or two)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(STAMP) ## make the virtual environment from the lock file

report: $(STAMP) ## build the report: PDF and web pages under output/YEAR
	@$(GDGR) report --year $(YEAR) --languages "$(LANGS)" --engine $(ENGINE)

preview: $(STAMP) ## watch sheets, chapters and theme; show the new pages and PDF as they change
	@$(GDGR) preview --year $(YEAR) --languages "$(LANGS)" --engine $(ENGINE) --port $(PORT)

check: $(STAMP) ## check all data sheets; marked-up copies of faulty ones go to build/YEAR/marked
	@$(GDGR) check --year $(YEAR)

test: $(STAMP) ## run the tests
	@$(BIN)/python -m pytest -n auto

lint: $(STAMP) ## style and formatting of the code
	@$(BIN)/ruff check pipeline tests && $(BIN)/ruff format --check pipeline tests

types: $(STAMP) ## static types
	@$(BIN)/mypy

layers: $(STAMP) ## the order of the floors
	@PYTHONPATH=. $(BIN)/lint-imports

bench: $(STAMP) ## print the figures of speed and size (ONLY=check,startup some of them; PLOT=file.svg draws their history)
	@$(GDGR) bench --year $(YEAR) --only "$(ONLY)" $(if $(HISTORY),--history "$(HISTORY)") $(if $(PLOT),--plot "$(PLOT)")

facts: $(STAMP) ## list the facts of the last edition built
	@$(GDGR) facts --year $(YEAR)

doctor: $(STAMP) ## say what this machine has and what is missing
	@$(GDGR) doctor

catalogue: $(STAMP) ## bring report/i18n up to date with the messages of code and chapters
	@$(GDGR) catalogue

lock: ## renew requirements.lock (needs pip-tools in the environment)
	@pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --extra test --extra cluster --extra setup --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

clean: ## remove build and output
	@rm -rf build output
