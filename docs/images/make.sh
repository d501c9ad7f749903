#!/usr/bin/env bash
# Makes the pictures of the README from the committed sample: workbook → PDF → PNG.
# Usage: docs/images/make.sh [FOLDER]   (default: reports/sample)
# Needs LibreOffice, poppler (pdftoppm, pdftotext) and a Chinese font.
set -euo pipefail
images=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sample=$(cd "${1:-$images/../../reports/sample}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# workbook NAME-PATTERN: the first workbook of that name in the sample, as $work/NAME.pdf.
to_pdf() {
    local workbook
    workbook=$(find "$sample" -name "$1" | sort | head -n 1)
    if [ -z "$workbook" ]; then
        echo "no workbook $1 under $sample" >&2
        exit 1
    fi
    cp "$workbook" "$work/$2.xlsx"
    soffice --headless "-env:UserInstallation=file://$work/profile" \
        --convert-to pdf --outdir "$work" "$work/$2.xlsx" >/dev/null 2>&1
}

# The page (from 1) of $1.pdf on which the text $2 stands first.
page_with() {
    local pages page
    pages=$(pdfinfo "$work/$1.pdf" | awk '/^Pages:/ {print $2}')
    for ((page = 1; page <= pages; page++)); do
        if pdftotext -f "$page" -l "$page" "$work/$1.pdf" - | grep -q "$2"; then
            echo "$page"
            return
        fi
    done
    echo 1
}

# picture NAME PAGE X Y WIDTH HEIGHT: a part of a page, in pixels at 96 to the inch.
picture() {
    pdftoppm -png -r 96 -f "$2" -l "$2" -singlefile -x "$3" -y "$4" -W "$5" -H "$6" \
        "$work/$1.pdf" "$images/$1"
}

# The overview: an upright A4 page is 794 × 1123.
to_pdf '全区汇总_*.xlsx' district
picture district 1 30 20 734 740

# A roster with its wrong cells in colour: a lying A4 page is 1123 × 794.
to_pdf '滨河小学_反馈_*.xlsx' feedback
picture feedback "$(page_with feedback '人员类别')" 40 30 1043 300

ls -l "$images"/*.png
