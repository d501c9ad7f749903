#!/bin/sh
# Stands before rustc (RUSTC_WRAPPER) and takes the fuzzer's instrumentation out of every crate but
# those whose way through a file is looked at. polars then takes a third of the time to build, and
# `cov:` counts our own code.
rustc=$1
shift
crate=
last=
for argument; do
    [ "$last" = --crate-name ] && crate=$argument
    last=$argument
done
case $crate in
gonghui | gonghui_fuzz | calamine | quick_xml | zip | csv | xlsx | xlsx_part | archive | grid | cell)
    exec "$rustc" "$@"
    ;;
esac
# The arguments one after the other: those that are kept go to the end of the list.
count=$#
while [ "$count" -gt 0 ]; do
    case $1 in
    -Cdebug-assertions | -Ccodegen-units=1 | -Cpasses=sancov-module | -Cllvm-args=-sanitizer-coverage-* | -Cllvm-args=-simplifycfg-branch-fold-threshold=0) ;;
    *) set -- "$@" "$1" ;;
    esac
    shift
    count=$((count - 1))
done
exec "$rustc" "$@"
