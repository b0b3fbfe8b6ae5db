# Every target sets up what it needs, and only again when a lock or pyproject.toml has changed.
# Needed on the machine: make and Python 3.11 or newer. PYTHON=python3.13 names another one.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

venv := .venv
bin := $(venv)/bin
ready := $(venv)/.ready
sam_venv := .venv-sam
sam_ready := $(sam_venv)/.ready
audit_venv := .venv-audit
audit_ready := $(audit_venv)/.ready

# uv asks the index that pip was told of, so that a mirror need be named only once, and trusts what
# the system trusts, since the certificate of a company's proxy is there and nowhere else.
export UV_SYSTEM_CERTS ?= true
ifndef UV_DEFAULT_INDEX
index = $(shell $(bin)/python -m pip config list | sed -n "s/^[^=]*\.index-url='\(.*\)'$$/\1/p" | head -n 1)
from_index = $(addprefix UV_DEFAULT_INDEX=,$(index))
endif
uv = $(from_index) $(bin)/uv

templates := template.yaml $(wildcard infra/*.yaml)

sam := SAM_CLI_TELEMETRY=0 $(sam_venv)/bin/sam

# An environment is made anew when it is not this checkout's own (a copy still points to the place
# that it was copied from) and when another interpreter was named than the one it was made with.
stale := $(shell grep -Fqs ' $(abspath $(venv))' $(venv)/pyvenv.cfg || echo stale)
ifdef PYTHON
export PYTHON
version := -c 'import sys; print(sys.version_info[:2])'
ifneq ($(shell $(PYTHON) $(version)),$(shell $(bin)/python $(version) 2>/dev/null))
stale := stale
endif
endif

.PHONY: help
help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(ready) ## Run the whole application on this machine (PORT=8000 DATA=.local)
	@$(bin)/python -m infra.local

.PHONY: story
story: $(ready) ## Play four months of a job search through the running application
	@$(bin)/python -m tests.e2e.story

.PHONY: load
load: $(ready) ## Put a crowd on the running application (SEEKERS=40 DUE=1000 REPLIES=100 RATE=10)
	@$(bin)/python -m tests.e2e.load $(if $(SEEKERS),--seekers $(SEEKERS)) $(if $(DUE),--due $(DUE)) \
		$(if $(REPLIES),--replies $(REPLIES)) $(if $(RATE),--rate $(RATE))

.PHONY: trace
trace: $(ready) ## Show one journey in the logs of `make run`, from form to mail and back (ID=…)
	@$(bin)/python -m infra.trace "$(ID)"

.PHONY: test
test: $(ready) ## Run every test (ARGS='-k plan' for some)
	@$(bin)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

.PHONY: check
check: $(ready) $(sam_ready) $(audit_ready) ## Check format, lint, types, templates and weaknesses
	@$(bin)/ruff format --check
	@$(bin)/ruff check
	@$(bin)/mypy
	@$(bin)/cfn-lint --append-rules infra/lint -- $(templates)
	@$(sam) validate --lint
	@$(audit_venv)/bin/checkov --config-file .checkov.yaml $(addprefix --file ,$(templates))
	@# Its two findings are ruff's S310 and S704 too, which are excused where they stand.
	@$(audit_venv)/bin/bandit --quiet --recursive --severity-level medium --skip B310,B704 functions shared infra

.PHONY: audit
audit: $(ready) $(audit_ready) ## Ask whether a locked library has a known vulnerability
	@$(bin)/python -m infra.audit

.PHONY: build
build: $(ready) $(sam_ready) ## Build what is deployed, into .aws-sam
	@RUNTIME_PYTHON=$$($(bin)/python -m infra.build interpreter) && export RUNTIME_PYTHON \
		&& $(from_index) $(sam) build
	@$(bin)/python -m infra.build tell .aws-sam/build

.PHONY: bench
bench: $(ready) ## Measure what it costs, into docs/performance.md (ONLY=plan,calls for some)
	@$(bin)/python -W ignore -m bench $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

.PHONY: fmt
fmt: $(ready) ## Format the code and mend what can be mended
	@$(bin)/ruff check --fix --exit-zero
	@$(bin)/ruff format

.PHONY: events
events: $(ready) ## Bring samples, schemas and docs/events.md up to the models
	@$(bin)/python -m infra.catalogue

# One resolution for all: the layer takes the versions that are developed and tested with.
lock = $(uv) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: lock
lock: $(bin)/uv ## Bring the locks up to pyproject.toml (UPGRADE=1 for the newest versions)
	@$(lock) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev --output-file requirements/dev.txt
	@$(lock) pyproject.toml --constraints requirements/dev.txt --output-file shared/requirements.txt
	@$(lock) --group installer --output-file requirements/installer.txt
	@$(lock) $(if $(UPGRADE),--upgrade) --group sam --output-file requirements/sam.txt
	@$(lock) $(if $(UPGRADE),--upgrade) --group audit --output-file requirements/audit.txt

.PHONY: clean
clean: ## Remove what make has made (what you have entered stays)
	@rm -rf .aws-sam .bench .hypothesis .mypy_cache .pytest_cache .ruff_cache $(venv) $(sam_venv) $(audit_venv)
	@find functions infra shared tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: setup
setup: $(ready) ## Make .venv (every target does this by itself)
	@:

$(ready): pyproject.toml requirements/dev.txt $(bin)/uv
	@echo "Installing what requirements/dev.txt lists …"
	@VIRTUAL_ENV=$(venv) $(uv) pip sync --quiet --require-hashes requirements/dev.txt
	@VIRTUAL_ENV=$(venv) $(uv) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(bin)/uv: requirements/installer.txt infra/build/make-venv $(stale)
	@echo "Making $(venv) …"
	@infra/build/make-venv $(venv)
	@touch $@

.PHONY: stale
stale:

# Tools with opinions on versions live apart from what is developed and tested with.
$(sam_ready) $(audit_ready): .venv-%/.ready: requirements/%.txt $(bin)/uv
	@echo "Installing what requirements/$*.txt lists into $(@D) …"
	@$(uv) venv --quiet --clear --python $(bin)/python $(@D)
	@VIRTUAL_ENV=$(@D) $(uv) pip sync --quiet --require-hashes requirements/$*.txt
	@touch $@
