# Every target sets up what it needs, and only again when a lock or pyproject.toml has changed.
# Needed on the machine: make and Python 3.11 or newer. PYTHON=python3.13 names another one.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Where a proxy re-signs traffic, its certificate is in the system's store and nowhere else.
export UV_SYSTEM_CERTS ?= true

venv := .venv
bin := $(venv)/bin
ready := $(venv)/.ready
sam_venv := .venv-sam
sam_ready := $(sam_venv)/.ready

version := -c 'import sys; print(sys.version_info[:2])'
ifdef PYTHON
export PYTHON
# An interpreter that was named wins over the one that the environment was made with.
ifneq ($(shell $(PYTHON) $(version)),$(shell $(bin)/python $(version) 2>/dev/null))
$(shell rm -f $(bin)/uv)
endif
endif

.PHONY: help
help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(ready) ## Make .venv (every target does this by itself)
	@:

$(ready): pyproject.toml requirements/dev.txt $(bin)/uv
	@echo "Installing what requirements/dev.txt lists …"
	@VIRTUAL_ENV=$(venv) $(bin)/uv pip sync --quiet --require-hashes requirements/dev.txt
	@VIRTUAL_ENV=$(venv) $(bin)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(bin)/uv: requirements/installer.txt infra/build/make-venv
	@echo "Making $(venv) …"
	@infra/build/make-venv $(venv)
	@touch $@
