# Needs only Python 3.11+, pip and make. `make demo` and `make test` do the rest.
PYTHON ?= python3
PORT ?= 8000
TEXTS ?=
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

CATALOGUES = $(patsubst %.po,%.mo,$(wildcard tracker/locale/*/LC_MESSAGES/django.po))

.PHONY: demo setup load test browser messages lint format lock audit clean

demo: load
	$(MANAGE) serve --port $(PORT)

setup: .venv/runtime .env $(CATALOGUES)

load: setup
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) collectstatic --no-input --verbosity 0
	$(MANAGE) load_demo fixtures/russia-ukraine $(if $(TEXTS),--texts "$(TEXTS)")
	$(MANAGE) reindex
	$(MANAGE) audit

# On SQLite, or on the PostgreSQL that DATABASE_URL names.
test: .venv/dev .env
	$(BIN)/python -m pytest $(ARGS)

# Needs Debian's chromium (or CHROMIUM=/path/to/it).
browser: .venv/dev .env
	$(BIN)/python -m pytest tests/browser $(ARGS)

# Brings the catalogues of translations in step with the code.
messages: .venv/dev .env
	DJANGO_SETTINGS_MODULE=peacetalks.settings $(BIN)/python -m peacetalks.messages update

lint: .venv/dev .env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The lock files hold versions and hashes, and no addresses. Needs uv.
lock:
	uv pip compile -q --universal --generate-hashes --no-emit-index-url pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --group dev pyproject.toml -o requirements-dev.txt

audit: setup
	$(MANAGE) audit

%.mo: %.po .venv/runtime
	$(BIN)/python -m peacetalks.messages compile
	touch $@

.env:
	@$(PYTHON) -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(50))" > .env
	@echo "Wrote .env with a new SECRET_KEY."

.venv/runtime: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch .venv/runtime $@

clean:
	rm -rf .venv static-root .pytest_cache .mypy_cache .ruff_cache .hypothesis
