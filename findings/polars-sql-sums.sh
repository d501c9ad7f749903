#!/usr/bin/env bash
# How polars' SQL adds up, and what it reads of an expression.
#
# Needs python3 with venv and pip. The package is installed into a temporary folder, at the version below.
# Nothing of gonghui is run.
#
# Input: three rows. Seen on 2026-11-28 with polars 2.1.0:
#
#   SUM(CASE WHEN a > 0 THEN 2000000000 ELSE 0 END)   1705032704: whole numbers in a CASE are of 32 bits, and so
#                                                     is their sum, which wraps without an error (6000000000)
#   SUM(m) over 9223372036854775807, 1 and 0          -9223372036854775808: so does a sum of 64 bits
#   sql_expr("a > 1 m")                               taken for `a > 1` under the name m, as SELECT would: a
#                                                     condition that lost its AND filters by its first half
#
# Other engines answer 6000000000, or fail, and refuse the third. Ends with 1 where any of this has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
python/bin/python - <<'PYTHON'
import sys
import polars as pl

rows = pl.DataFrame({"a": [1, 2, 3], "m": [9223372036854775807, 1, 0]})
changed = False


def expect(what, found, seen):
    global changed
    print(f"{'as seen' if found == seen else 'CHANGED'}: {what}: {found}")
    changed |= found != seen


def sql(text):
    column = pl.SQLContext(t=rows).execute(f"SELECT {text} AS x FROM t", eager=True)["x"]
    return column.to_list(), str(column.dtype)


expect("a sum of CASE", sql("SUM(CASE WHEN a > 0 THEN 2000000000 ELSE 0 END)"), ([1705032704], "Int32"))
expect("a sum of 64 bits", sql("SUM(m)"), ([-9223372036854775808], "Int64"))
expect("a word behind a condition", rows.filter(pl.sql_expr("a > 1 m"))["a"].to_list(), [2, 3])
sys.exit(changed)
PYTHON
