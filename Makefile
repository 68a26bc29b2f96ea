.DEFAULT_GOAL := help
.PHONY: help set-up run test check format lock messages pictures bench clean
PYTHON := .venv/bin/python

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

set-up: ## Make everything ready to run, and no more
	@tools/set-up

run: set-up ## Run the whole of Alongside on this machine (PORT=8000 HOST=127.0.0.1)
	@exec $(PYTHON) manage.py start $(if $(PORT),--port $(PORT)) $(if $(HOST),--host $(HOST))

check: ## Lint, import contracts, types and missing migrations
	@tools/set-up --dev
	@$(PYTHON) -m tools.checks

test: check ## All checks, then every test (ARGS="tests/rules -k cliff" for some of them)
	@echo "Tests …"
	@$(PYTHON) -m pytest -q -n auto --dist loadfile $(ARGS)
	@echo "Tests on PostgreSQL …"
	@$(PYTHON) -m tools.on_postgresql

format: ## Put every file into the house layout
	@tools/set-up --dev
	@$(PYTHON) -m ruff check -q --fix . ; $(PYTHON) -m ruff format -q .

lock: ## Write the locks afresh from requirements.txt and requirements-dev.txt
	@$(PYTHON) -m tools.lock

messages: ## Gather the papers' sentences into the language catalogues of locale/
	@tools/set-up --dev
	@$(PYTHON) -m tools.messages

pictures: ## Make the README's pictures afresh
	@tools/set-up --dev
	@$(PYTHON) -m tools.pictures

bench: ## Measure how fast it judges and how soon it notices (ARGS="--full": 10,000 women, pages, papers)
	@tools/set-up --dev
	@$(PYTHON) -m bench $(ARGS)

clean: ## Remove what set-up made; the records in var/ stay
	rm -rf .venv static/nhsuk static/fonts var/static .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
