#!/usr/bin/env python3
"""same_cells.py ONE OTHER: the CSV files of the two folders hold the same cells. Exit 0 when they do."""
import csv
import pathlib
import sys

csv.field_size_limit(1 << 30)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def main():
    one, other = map(pathlib.Path, sys.argv[1:3])
    files, faults = sorted(one.glob("*.csv")), 0
    for path in files:
        left, right = rows(path), rows(other / path.name)
        if len(left) != len(right):
            print(f"{path.name}: {len(left)} rows and not {len(right)}", file=sys.stderr)
            faults += 1
        for number, (first, second) in enumerate(zip(left, right), 1):
            for column, (cell, found) in enumerate(zip(first, second), 1):
                if cell != found:
                    print(f"{path.name} row {number} column {column}: {found[:60]!r} and not {cell[:60]!r}", file=sys.stderr)
                    faults += 1
    print(f"{len(files)} files, {faults} differences")
    sys.exit(1 if faults or not files else 0)


main()
