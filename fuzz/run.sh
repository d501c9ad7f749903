#!/usr/bin/env bash
# Builds one target and fuzzes it for a while: fuzz/run.sh TARGET [SECONDS] [ARGUMENT OF LIBFUZZER…]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
target=${1:?target: $(cargo fuzz list | tr '\n' ' ')}
seconds=${2:-60}
shift
shift || true

[ -d "fuzz/corpus/$target" ] || fuzz/seed.sh
dictionary=fuzz/corpus/labels.dict
most=65536
case $target in
xlsx | xlsx_part) dictionary=fuzz/xml.dict ;;
archive) dictionary=fuzz/xml.dict ;;
cell) most=120 ;;
grid | csv) most=1536 ;;
esac
# Without a sanitizer: unsafe code is forbidden here, and the program's own asserts look for the rest.
RUSTC_WRAPPER="$PWD/fuzz/only-ours.sh" nice -n 10 cargo +nightly fuzz run --sanitizer none "$target" -- \
    -max_total_time="$seconds" -max_len="$most" -timeout=20 -rss_limit_mb=2048 -dict="$dictionary" "$@"
