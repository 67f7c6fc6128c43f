# mailroute: what to do with a checkout. Needs git, make and python3 (3.11 or newer) with venv; nothing is installed
# outside of .venv. `make` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Two runs at once, so that a machine with few cores is not overrun; PYTEST="-n 0 -x" for one at a time.
PYTEST ?= -n 2 --dist loadfile

.PHONY: help demo test lint bench eval lock clean loops crash-sweep crash-random kill-fifty netfaults diskfaults old-journals corpus fuzz injection planted
.DEFAULT_GOAL := help

help:
	@echo "make demo    set up and see the whole job on sample mails: no server, no network (beyond the set-up)"
	@echo "make test    set up and run the tests"
	@echo "make lint    ruff (all rules) and mypy (strict)"
	@echo "make bench   how many mails a second"
	@echo "make eval    how well it decides: labelled mails, looked at while developing and not, side by side"
	@echo "make crash-sweep   kill -9 at every failpoint of twelve scenarios, restart, the same end (some minutes)"
	@echo "make crash-random  N random kills (N=10000 SEED=1): nothing lost, nothing twice, nothing undecided"
	@echo "make kill-fifty  kill -9 fifty times in a row under load, with a real Dovecot and Postfix, as root (N=50 SEED=147120)"
	@echo "make netfaults   each step of IMAP and SMTP meets each fault once; then storms of faults (MOST=N cells, SEED, STORMS)"
	@echo "make loops       40 kinds of autoresponders and two mailroutes face a desk for a day: at most one answer a peer"
	@echo "make corpus      every odd mail that can be found goes through all of mailroute (FOLDERS='...' adds some)"
	@echo "make fuzz        mutated mails and attacks of 25 MB: none crashes, hangs or fills the memory (N, SEED)"
	@echo "make injection   payloads in each field of a mail: nothing of them becomes a header, a recipient or a command"
	@echo "make diskfaults  the journal's disk is full, fails or loses power at each step (MOST=N steps, SEED)"
	@echo "make old-journals  renumbered mails, a journal lost, yesterday's or another desk's: nothing sent unasked (MAILS=N)"
	@echo "make planted     bugs are planted in a copy of mailroute, one at a time: the tests catch each (ONLY='words' of their names)"
	@echo "make lock    write requirements.lock and requirements-dev.lock anew from pyproject.toml"
	@echo "make clean   remove .venv and everything built"

demo: .venv/.ready
	@echo "==> mailroute demo: sample mails, the real worker, one pass"
	@$(BIN)/mailroute demo

test: .venv/.ready
	@echo "==> pytest $(PYTEST)"
	@$(BIN)/python -m pytest $(PYTEST)

lint: .venv/.ready-dev
	@echo "==> ruff check"
	@$(BIN)/ruff check
	@echo "==> mypy --strict"
	@$(BIN)/mypy

bench: .venv/.ready
	@echo "==> benchmarks: figures of this machine, best on an idle one"
	@$(BIN)/python -m benchmarks

eval: .venv/.ready
	@echo "==> labelled mails, decided by the packaged example"
	@$(BIN)/python -m benchmarks.judgement

crash-sweep: .venv/.ready
	@$(BIN)/python -m tests.faults crash-sweep

crash-random: .venv/.ready
	@$(BIN)/python -m tests.faults crash-random $(or $(N),10000) $(or $(SEED),1)

kill-fifty: .venv/.ready
	@$(BIN)/python -m tests.end_to_end.kills $(or $(N),50) $(or $(SEED),147120)

netfaults: .venv/.ready
	@$(BIN)/python -m tests.faults netfaults $(if $(MOST),--most $(MOST)) $(if $(SEED),--seed $(SEED)) $(if $(STORMS),--storms $(STORMS))

loops: .venv/.ready
	@$(BIN)/python -m tests.faults loops

corpus: .venv/.ready
	@$(BIN)/python -m tests.faults corpus $(FOLDERS)

fuzz: .venv/.ready
	@$(BIN)/python -m tests.faults fuzz $(or $(N),1000000) $(or $(SEED),1)

injection: .venv/.ready
	@$(BIN)/python -m tests.faults injection $(or $(N),5000) $(or $(SEED),1)

diskfaults: .venv/.ready
	@$(BIN)/python -m tests.faults diskfaults $(or $(MOST),0) $(or $(SEED),1)

old-journals: .venv/.ready
	@$(BIN)/python -m tests.faults old-journals $(or $(MAILS),1000)

planted: .venv/.ready
	@$(BIN)/python -m tests.faults planted $(if $(ONLY),'$(ONLY)')

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "mailroute needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@echo "==> making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv || \
	  { echo "python3 has no venv here; on Debian and Ubuntu: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	@touch $@

.venv/.ready: .venv/.python requirements.lock pyproject.toml
	@echo "==> installing the libraries of requirements.lock, each checked by its hash (a minute the first time)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	@echo "==> installing ruff and mypy from requirements-dev.lock"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# Which index a lock was made from is nobody's business: hashes say what is meant.
COMPILE = $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra test --build-deps-for editable

lock: .venv/.ready-dev
	@echo "==> requirements.lock"
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@echo "==> requirements-dev.lock"
	@$(COMPILE) --constraint requirements.lock --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .demo
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
