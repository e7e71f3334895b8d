# Plain POSIX make, so that any make works, however old: .ci/venv.sh holds what make cannot say.
# PYTHON=... (as an argument or in the environment) names the Python to make .venv with.

# These run .venv/bin/python, once .venv holds the kit (KIT) or also its development tools (DEV).
# -P: a random.py that somebody writes into this folder must not stand in for Python's own.
KIT = sh .ci/venv.sh kit -P
DEV = sh .ci/venv.sh dev

.PHONY: help demo audit build test lint bench clean
# Two targets that both install into .venv would trip over each other under make -j.
.NOTPARALLEL:

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: ## see the kit at work on a small made-up class
	@$(KIT) -m autograder demo

audit: ## check the exercises and what their graders catch
	@$(KIT) -m autograder audit

build: ## write the files that are handed to students
	@$(KIT) -m autograder build

test: lint ## run all checks: lint, then the tests
	$(DEV) -m pytest tests

# import-linter has no "python -m" form, and a script in .venv/bin fails in a path with a space.
lint: ## check style, types, import rules and the built files
	$(DEV) -m ruff check
	$(DEV) -m ruff format --check
	$(DEV) -m mypy autograder tests
	$(DEV) -c 'from importlinter.cli import lint_imports_command as lint; lint()'
	$(DEV) -m autograder build --check

bench: ## measure how fast grading is
	$(DEV) -m tests.bench

# The seed of a class is kept: without it, that class's exercises cannot be made again.
clean: ## remove .venv, caches and built packages
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist *.egg-info
	find autograder tests -name __pycache__ -prune -exec rm -rf {} +
