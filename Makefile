# make demo: set up .venv, then the main job on the example story.
# make test: set up .venv, then lint, types, import contracts and all tests.
# make bench: the figures of BENCHMARKS.md, where the open data sets are at hand (SAYSO_BENCH, default ../shared).
# make faults: killed processes and damaged files, many rounds.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test browser look bench peers faults lock clean
setup: .venv/ready

.venv/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/sayso demo --out out

test: setup browser
	$(BIN)/ruff format --check src tests bench tools train
	$(BIN)/ruff check src tests bench tools train
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# The pages are looked at in Debian's Chromium; where it cannot be had, those tests are skipped and say so. WeasyPrint writes the PDF with Pango.
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
browser:
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -y -qq chromium) || true
	@dpkg -s $(PANGO) >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq $(PANGO)) || true

# The pictures of the web desk in docs/desk.
look: setup browser
	$(BIN)/python tools/look.py

bench: setup peers
	$(BIN)/python bench/run.py

peers: .venv-peers/ready

.venv-peers/ready: requirements/peers.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --require-hashes --no-deps -r requirements/peers.txt
	touch $@

faults: setup
	SAYSO_FAULT_ROUNDS=40 $(BIN)/pytest tests/faults -p no:randomly

# Pins every dependency with its hashes; run it after changing pyproject.toml.
lock:
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --extra dev -o requirements/dev.txt pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate -o requirements/peers.txt requirements/peers.in

clean:
	rm -rf .venv .venv-peers .mypy_cache .ruff_cache .pytest_cache
