#!/usr/bin/env bash
# Every page of the example and of the manual, read by the Nu HTML checker. It
# needs Java, and the checker's jar (32 MB, so it does not come with the other
# tools): `npm --prefix browser install --no-save vnu-jar`, or VNU_JAR=FILE.
set -euo pipefail
cd "$(dirname "$0")/.."

jar=${VNU_JAR:-browser/node_modules/vnu-jar/build/dist/vnu.jar}
if ! command -v java >/dev/null || ! [ -f "$jar" ]; then
  echo "SKIPPED: the HTML checker. It needs Java, and: npm --prefix browser install --no-save vnu-jar"
  exit 0
fi
sites=$(mktemp -d)
trap 'rm -rf "$sites"' EXIT
target/debug/my-review build . --out "$sites/example" 2>/dev/null
target/debug/my-review build docs --out "$sites/manual" 2>/dev/null
java -jar "$jar" --errors-only --skip-non-html "$sites/example" "$sites/manual"
echo "$(find "$sites" -name '*.html' | wc -l) pages, no error"
