# What a newcomer needs: make demo, make test. Each sets up what it uses.

.PHONY: demo test bench screenshots setup package

# Builds the Northmoor portal and takes one sealed answer the whole way.
demo:
	cargo build
	target/debug/my-review build
	target/debug/my-review demo --once
	@echo
	@echo "To fill the form in yourself and read the e-mail, run:"
	@echo "    target/debug/my-review demo"

# Everything that must pass before a change lands.
test: setup
	tests/run.sh

# What the tests use beyond cargo, node, npm and python3: a browser, age, and
# two Python packages in a virtual environment.
setup:
	tests/setup.sh

# Ratios against a floor measured in the same run.
bench:
	cargo bench --bench site

# The pictures in docs/pictures, taken in a real browser.
screenshots: setup
	cargo build
	node tests/journey/screenshots.mjs

# A crate that builds without Node: the scripts go into browser/dist first.
package:
	npm --prefix browser ci --ignore-scripts --no-audit --no-fund
	npm --prefix browser run build
	cargo package --allow-dirty
