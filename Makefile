# Thin names over cmake, ctest and the tools; `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
export CCACHE_DIR ?= $(CURDIR)/build/ccache
packages = tools/install-packages packages/build.txt

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | awk -F'\t' '{printf "make %-17s %s\n", $$1, $$2}'

packages: ## install what is missing of the Debian packages (as root or through sudo)
	@$(packages)

build: packages ## configure and build into build/dev
	@cmake --preset dev >build-configure.log 2>&1 || { cat build-configure.log; exit 1; }; rm -f build-configure.log
	@cmake --build --preset dev

demo: build ## the main job on a small world served from this machine
	@tools/demo

test: build ## all tests: unit, fixtures, end to end
	@ctest --preset dev

test-browser: build ## the report and the review page in Debian's Chromium (installs it, and playwright-core from npm)
	@$(packages) packages/browser.txt
	@command -v npm >/dev/null || $(packages) packages/npm.txt
	@tools/test-browser

run: build ## one tick over the real sources, into ./gongwatch.db
	@build/dev/cli/gongwatch run --db gongwatch.db --sources sources

torture: build ## kill 200 runs at random moments and compare what they leave (TORTURE_KILLS=200)
	@GONGWATCH_TORTURE_KILLS=$(or $(TORTURE_KILLS),200) build/dev/tests/test_cli --gtest_filter='Torture.*'

asan: packages ## all tests with AddressSanitizer and UndefinedBehaviorSanitizer
	@$(packages) packages/lint.txt
	@cmake --preset asan >/dev/null && cmake --build --preset asan && ctest --preset asan

lint: packages ## formatting, a clang-19 build, clang-tidy
	@$(packages) packages/lint.txt
	@tools/lint

format: ## rewrite the sources in the house style
	@$(packages) packages/lint.txt
	@git ls-files -- '*.h' '*.cc' | xargs clang-format-19 -i

bench: ## benchmarks: parsing, loads beside sqlite3, a year of a made-up market against its truth
	@$(packages) packages/bench.txt
	@cmake --preset release -DGONGWATCH_BENCH=ON >/dev/null && cmake --build --preset release --target bench_parse bench_load bench_replay
	@build/release/bench/bench_parse
	@build/release/bench/bench_load
	@build/release/bench/bench_replay

bench-extraction: ## article text of FOLDERS="…" of pages and truths beside the peers (bench/extraction)
	@$(packages)
	@cmake --preset release >/dev/null && cmake --build --preset release --target gongwatch >/dev/null
	@bench/extraction/score.py --peers $(FOLDERS)

bench-duplicates: ## precision and recall of fingerprints on made-up copies, updates and other stories
	@$(packages)
	@cmake --preset release >/dev/null && cmake --build --preset release --target gongwatch >/dev/null
	@bench/duplicates/measure.py

bench-fetch: ## pages a second beside the least that libcurl costs, memory over 200,000 pages, feeds beside newsboat; nginx on loopback
	@$(packages) packages/bench.txt
	@cmake --preset release -DGONGWATCH_BENCH=ON >/dev/null && cmake --build --preset release --target gongwatch bench_fetch_floor >/dev/null
	@bench/fetch/measure.py
	@bench/fetch/feeds.py

bench-asking: ## how long answers take on 5,000 applications and 100,000 articles, made once as build/archive.db (minutes)
	@$(packages) packages/bench.txt
	@cmake --preset release -DGONGWATCH_BENCH=ON >/dev/null && cmake --build --preset release --target bench_asking >/dev/null
	@build/release/bench/bench_asking build/archive.db

fuzz: ## fuzz the readers of feeds, archives, PDFs and stories, and what stands before them (FUZZ_SECONDS=60 each)
	@$(packages) packages/fuzz.txt
	@cmake --preset fuzz >/dev/null && cmake --build --preset fuzz
	@for name in feeds mend warc pdf facts reduce; do mkdir -p build/corpus/$$name && build/fuzz/tests/fuzz/fuzz_$$name -max_total_time=$(or $(FUZZ_SECONDS),60) -print_final_stats=1 build/corpus/$$name tests/fuzz/seeds/$$name || exit 1; done

deb: packages ## build/deb/gongwatch_VERSION_ARCH.deb
	@command -v file >/dev/null || { echo "make deb needs file(1): apt-get install file" >&2; exit 1; }
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=/usr >/dev/null && cmake --build --preset release --target gongwatch manual
	@cpack -G DEB --config build/release/CPackConfig.cmake -B build/deb

install: packages ## build optimised and install (PREFIX=/usr/local, DESTDIR=)
	@cmake --preset release -DCMAKE_INSTALL_PREFIX=$(or $(PREFIX),/usr/local) >/dev/null && cmake --build --preset release
	@cmake --install build/release

clean: ## remove build/ and demo/
	@rm -rf build demo

.PHONY: help packages build demo test test-browser run torture asan lint format bench bench-extraction bench-duplicates bench-asking fuzz deb install clean
