#!/usr/bin/env bash
# Writes what the fuzzer begins with into fuzz/corpus: files of the sample district and of the tests, and
# a dictionary of all labels that the declarations know.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
FUZZ_CORPUS="$PWD/fuzz/corpus" cargo test --quiet --test end_to_end seeds_for_the_fuzzer -- --ignored
