.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

##@ Use
help: ## Print this list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*##/ {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: .venv/site ## Build the explainer in content/ into _site/
	$(BIN)/python build.py

##@ Develop
check: .venv/tests ## Check the style and types of the code, and the content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python build.py check

test: .venv/tests ## Make what the tests need, a browser included, and run them all
	$(BIN)/python tests/find_browser.py --install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

audit: .venv/audit audit/node_modules/.made ## Look at the built explainer with tools of other makers; needs Node and Java
	$(BIN)/python tests/find_browser.py --install
	$(BIN)/python audit/audit.py

test-offline: .venv/tests ## Run the tests that open a browser where there is no network but loopback (Linux)
	$(BIN)/python tests/find_browser.py --install
	unshare $(if $(filter 0,$(shell id -u)),,--map-root-user) --net sh -c \
		'ip link set lo up && exec $(BIN)/python -m pytest $(BROWSER_TESTS)'

BROWSER_TESTS = $(shell grep -lE "open_page|browser: Browser|places: dict" tests/test_*.py)

sbom: .venv/audit ## List everything that the wheel stands on, as CycloneDX, in dist/
	mkdir -p dist
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--output-file dist/plainfact.cdx.json requirements/site.txt

soak: .venv/soak ## Try to break it for a long time: faults injected and inputs fuzzed
	$(BIN)/python tests/soak/soak.py

mutants: .venv/soak ## Change the code that decides truth in every small way; the tests must notice
	nice $(BIN)/python tests/soak/mutants.py --survivors

bench: .venv/site ## Measure builds beside those of other generators, for a quarter of an hour
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --requirement benchmarks/peers.txt
	-npm install --silent --no-audit --no-fund --prefix .venv-peers @11ty/eleventy@3 @observablehq/framework@1
	nice $(BIN)/python benchmarks/bench.py --python .venv-peers/bin/python --modules .venv-peers

lock: .venv/tests ## Lock the dependencies anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade $(LOCK) --output-file requirements/site.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade $(LOCK) --group tests --group lint \
		--extra distributed --constraint requirements/site.txt --output-file requirements/tests.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade $(LOCK) --group audit \
		--constraint requirements/tests.txt --output-file requirements/audit.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade $(LOCK) --group soak \
		--constraint requirements/tests.txt --output-file requirements/soak.txt

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean: ## Delete what was built; the environment and the cache stay
	rm -rf _site ._site.spare bundle dist

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/site: requirements/site.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/site.txt
	@touch $@

.venv/tests: requirements/tests.txt .venv/site
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/tests.txt
	@touch $@

.venv/audit: requirements/audit.txt .venv/tests
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/audit.txt
	@touch $@

.venv/soak: requirements/soak.txt .venv/tests
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/soak.txt
	@touch $@

audit/node_modules/.made: audit/package-lock.json
	npm ci --prefix audit --ignore-scripts --no-fund --no-audit --silent
	@touch $@

.PHONY: audit help site check test test-offline sbom soak mutants lock clean
