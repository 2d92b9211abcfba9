#!/usr/bin/env bash
# Every test. CI sets CI=true, and there a warning is an error.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "format and lints"
cargo fmt --check
cargo clippy --quiet --all-targets -- -D warnings
cargo clippy --quiet --no-default-features --features letterbox -- -D warnings
cargo clippy --quiet --no-default-features --features courier -- -D warnings

step "Rust"
cargo test --quiet

step "the example portal"
target/debug/my-review check --strict

step "what each form weighs"
weighed=$(mktemp -d)
trap 'rm -rf "$weighed"' EXIT
target/debug/my-review build . --out "$weighed/site"
npm --prefix browser --silent run sizes -- "$weighed/site"

step "valid HTML"
tests/html.sh

step "TypeScript, and the form's page in a browser"
npm --prefix browser --silent test
npm --prefix browser --silent run test:page

step "every page in a browser; the whole journey"
timeout 3600 node tests/one-by-one.mjs tests/journey/*.test.mjs
