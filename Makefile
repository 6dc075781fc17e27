# Public words: demo, test, lint, check, install. Nothing but Python 3.11+ and make is assumed.
NEW    := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c '$(NEW)' 2>/dev/null && echo $$p && break; done)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
HOST   ?= 127.0.0.1
PORT   ?= 8000
DEMO   := .kb-demo
NOTICE := ข้อมูลตัวอย่าง: มติทุกเรื่องในระบบนี้แต่งขึ้นเพื่อการสาธิต ไม่ใช่มติจริง (sample data, invented content)

.PHONY: help demo test lint check install install-dev format clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    install, load the invented sample corpus, serve it on http://$(HOST):$(PORT)/"
	@echo "make test    install what the tests need and run them all"
	@echo "make lint    ruff, mypy --strict, import contract"
	@echo "make check   lint and test"
	@echo "make install put the command at $(BIN)/kb"

demo: install
	$(BIN)/kb --home $(DEMO) ingest corpora/sample/resolutions.jsonl
	@echo
	@echo "  ค้นหา / search page    http://$(HOST):$(PORT)/"
	@echo "  API                    http://$(HOST):$(PORT)/docs"
	@echo "  curl 'http://$(HOST):$(PORT)/api/v1/search?q=ภัยแล้ง'"
	@echo "  หยุด / stop            Ctrl-C"
	@echo
	KB_NOTICE="$(NOTICE)" $(BIN)/kb --home $(DEMO) serve --host $(HOST) --port $(PORT)

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" && "$(PYTHON)" -c '$(NEW)' \
	  || { echo "ต้องมี Python 3.11 ขึ้นไปพร้อม venv / Python 3.11 or newer with venv is needed (set PYTHON=/path/to/python)"; exit 1; }
	@echo "installing into $(VENV) …"
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

install-dev: $(VENV)/.installed-dev

# torch must be its CPU build: plain resolution would bring 5 GB of CUDA. PyTorch's own CPU index is used when it
# answers within 3 seconds; pip alone would retry an unreachable one for minutes.
$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "installing what tests and training need into $(VENV) …"
	$(PIP) $$($(BIN)/python tools/torch_index.py) --editable '.[models,test]'
	@touch $@

test: install-dev
	@sh tools/test_programs.sh
	$(BIN)/python -m pytest

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(DEMO)
