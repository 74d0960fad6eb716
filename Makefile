# Kairan's commands. What each does is in .tools/; nothing here is needed to read or build the crates with cargo.

SHELL := /bin/bash
.DEFAULT_GOAL := help

ADDR ?= 127.0.0.1:3000
DATA ?= data
export ADDR DATA

.PHONY: help run watch test test-fast end2end site wasm bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## build what changed and serve the demo prefecture (ADDR=127.0.0.1:3000 DATA=data)
	@bash .tools/run.sh

watch: ## the same as a development build, again after each change
	@bash .tools/watch.sh

test: ## everything that must be green: format, clippy, tests on both databases, journeys in a browser
	@bash .tools/test.sh all

test-fast: ## the daily loop: format, clippy, tests on SQLite
	@bash .tools/test.sh fast

end2end: ## the journeys alone (ONLY=word PROJECT=scripts|plain|mobile)
	@bash .tools/end2end.sh

site: ## what a browser loads, in target/site/
	@bash .tools/site.sh

wasm: ## the islands alone, in target/wasm-pkg/
	@bash .tools/wasm.sh

bench: ## the figures of the README, against a release build
	@bash .tools/bench.sh

clean: ## remove what was built (never data/)
	@rm -rf target .tools/node_modules end2end/node_modules end2end/shots
