# Attaché: the everyday commands. `make help` lists them; the work is in .ci/ and in manage.py commands.
.DEFAULT_GOAL := help
.PHONY: help run doctor demo-reset test check journeys coverage bench screenshots format lock messages
PY := .venv/bin/python
PYTEST := $(PY) -m pytest

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ## install, prepare, load the demo once, serve on HOST:PORT (127.0.0.1:8000)
	@.ci/install run
	@exec $(PY) manage.py serve

doctor: ## tell what is missing on this machine
	@[ -x $(PY) ] || { echo "Nothing is installed yet: make run"; exit 1; }
	@$(PY) manage.py doctor

demo-reset: ## delete this machine's data and load the demo again (FORCE=1 does not ask)
	@.ci/install run
	@[ "$(FORCE)" = 1 ] || { printf 'This deletes var/db.sqlite3 and var/files. Go on? [y/N] '; read answer; [ "$$answer" = y ]; }
	@rm -rf var/db.sqlite3 var/db.sqlite3-shm var/db.sqlite3-wal var/files var/demo-password
	@$(PY) manage.py prepare

check: ## format, lint, imports, types, templates, migrations, requirements, deployment settings
	@.ci/install test
	@.ci/check

test: ## everything: checks, both databases, browser journeys; CI=true forbids skipping
	@.ci/install test
	@.ci/check
	$(PYTEST) -n 2 -m "not journey"
	$(PYTEST) --ds=tests.hostsite.settings tests/hostsite/on_another_site.py
	.ci/postgres $(PYTEST) -n 2 -m "not journey"
	@$(MAKE) --no-print-directory journeys

journeys: ## only the tests in a real browser
	@.ci/install test
	$(PYTEST) -n 2 -m "journey and not alone"
	$(PYTEST) -m "journey and alone"

coverage: ## which lines and branches the suite reaches, on SQLite; takes nearly twice as long as the suite
	@.ci/install test
	$(PYTEST) -n 2 -m "not journey" --cov --cov-report=term

bench: ## measure: prints "name: value unit" lines
	@.ci/install test
	@$(PY) -m tests.bench

screenshots: ## take the pictures of docs/images, and of every type of page into var/screenshots
	@.ci/install test
	@$(PY) -m tests.screenshots

format: ## put Python and templates into shape
	@$(PY) -m ruff check --fix-only --quiet . && $(PY) -m ruff format --quiet .
	@git ls-files --cached --others --exclude-standard '*.html' | xargs -r $(PY) -m djhtml --tabwidth 4

lock: ## compile requirements/*.txt from pyproject.toml (UPGRADE=1 looks for newer versions)
	@PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) .ci/lock $(if $(UPGRADE),--upgrade)

messages: ## collect the strings to translate into the locale folders
	@$(PY) manage.py makemessages --all --no-obsolete --no-location --extension html,py,subject,txt --ignore .venv --ignore node_modules --ignore tests --ignore var
