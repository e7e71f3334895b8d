# Plain POSIX make, so that any make works, however old: .ci/venv.sh holds what make cannot say.
# PYTHON=... (as an argument or in the environment) names the Python to make .venv with.

# These run .venv/bin/python, once .venv holds the kit (KIT) or also its development tools (DEV).
# -P: a random.py that somebody writes into this folder must not stand in for Python's own.
KIT = sh .ci/venv.sh kit -P
DEV = sh .ci/venv.sh dev

.PHONY: help demo audit build test lint fuzz kills confusion bench tables zoo readme captures \
	ledger clean
# Two targets that both install into .venv would trip over each other under make -j.
.NOTPARALLEL:

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: ## make a small class, grade it, show what became of each
	@$(KIT) -m autograder demo

audit: ## prove the exercises before they are released
	@$(KIT) -m autograder audit

build: ## write exercises/ from solutions/
	@$(KIT) -m autograder build

# A file's tests stay in one process: they share what is slow to make.
test: lint ## run all checks: lint, then the tests
	$(DEV) -m pytest tests -n auto --dist loadfile

# import-linter has no "python -m" form, and a script in .venv/bin fails in a path with a space.
lint: ## check style, types, import rules and the built files
	$(DEV) -m ruff check
	$(DEV) -m ruff format --check
	$(DEV) -m mypy autograder tests
	$(DEV) -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	$(DEV) -m autograder build --check

fuzz: ## damage what the readers get for some minutes, at random
	$(DEV) -m pytest tests/test_fuzz.py --hypothesis-profile=long --durations=0

kills: ## kill zygotes, workers, graders and classes, two hundred times each way
	$(DEV) -m pytest tests/test_kills.py --kills 70 --durations=0
	$(DEV) -m tests.interrupted

bench: ## measure what grading costs here and elsewhere, for half an hour
	$(DEV) -m tests.bench

confusion: ## measure how often hints name a mistake rightly, for docs/author.md
	$(DEV) -m tests.confusion

tables: ## renew the tables that compare with nbgrader in docs/
	$(DEV) -m tests.nbgrader_tables

zoo: ## hand in the hostile zoo at each level; renew its table in docs/
	$(DEV) -m tests.zoo_table

readme: ## renew the transcript and the picture of the demo in README.md
	$(DEV) -m tests.readme

captures: ## renew the screens of watch in docs/student.md
	$(DEV) -m tests.sitting

ledger: ## renew docs/ledger.md: what the chapter prints, and what is measured
	$(DEV) -m tests.ledger

# The seed of a class is kept: without it, that class's exercises cannot be made again.
clean: ## remove .venv, caches and built packages
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist *.egg-info
	find autograder tests -name __pycache__ -prune -exec rm -rf {} +
