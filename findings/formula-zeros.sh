#!/usr/bin/env bash
# What programs store as the result of a formula that they do not work out.
#
# Needs python3 with venv and pip, node with npm, unzip; LibreOffice (soffice) for the last part. The
# packages are installed into a temporary folder, at the versions below. Nothing of gonghui is run.
#
# Input: A1 holds 300, B1 the formula =A1*2, whose result is given to no program. Seen on 2026-11-28:
#
#   XlsxWriter 3.2.0   xlsx  <f>A1*2</f><v>0</v>, fullCalcOnLoad="1", Application Microsoft Excel
#   openpyxl 3.1.5     xlsx  <f>A1*2</f><v/>, fullCalcOnLoad="1"
#   exceljs 4.4.0      xlsx  <f>A1*2</f> and no <v>
#   xlwt 1.3.0         xls   the empty text (03 00 00 00 00 00 ff ff), and no properties of the document
#   xlsx 0.18.5        xlsx  <f>A1*2</f> and no <v>
#   xlsx 0.18.5        ods   office:value="0", with nothing that tells it from a result
#   LibreOffice 7.4    keeps XlsxWriter's 0 when it saves the workbook as xlsx or ods, and no
#                      fullCalcOnLoad with it: the 0 looks worked out then. Excel and WPS calculate.
#
# Ends with 1 where any of this has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
changed=0

# expect WHAT FOUND PATTERN
expect() {
    if grep -Eq -- "$3" <<<"$2"; then
        echo "as seen: $1"
    else
        echo "CHANGED: $1: $2"
        changed=1
    fi
}
sheet() { unzip -p "$1" xl/worksheets/sheet1.xml | grep -o '<c r="B1".*</c>' | sed 's#</c>.*#</c>#'; }
calculation() { unzip -p "$1" xl/workbook.xml | grep -o '<calcPr[^>]*>' || echo "no calcPr"; }
cells() { unzip -p "$1" content.xml | grep -o '<table:table-cell[^>]*formula[^>]*>'; }

python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check XlsxWriter==3.2.0 openpyxl==3.1.5 xlwt==1.3.0
python/bin/python - <<'PYTHON'
import openpyxl, xlsxwriter, xlwt
book = xlsxwriter.Workbook("xlsxwriter.xlsx")
sheet = book.add_worksheet()
sheet.write("A1", 300)
sheet.write_formula("B1", "=A1*2")
book.close()
book = openpyxl.Workbook()
book.active["A1"] = 300
book.active["B1"] = "=A1*2"
book.save("openpyxl.xlsx")
book = xlwt.Workbook()
sheet = book.add_sheet("a")
sheet.write(0, 0, 300)
sheet.write(0, 1, xlwt.Formula("A1*2"))
book.save("xlwt.xls")
PYTHON
expect "XlsxWriter stores 0" "$(sheet xlsxwriter.xlsx)" '<f>A1\*2</f><v>0</v>'
expect "XlsxWriter asks for calculation" "$(calculation xlsxwriter.xlsx)" 'fullCalcOnLoad="1"'
expect "XlsxWriter says it is Excel" "$(unzip -p xlsxwriter.xlsx docProps/app.xml)" '<Application>Microsoft Excel<'
expect "openpyxl stores an empty result" "$(sheet openpyxl.xlsx)" '<f>A1\*2</f><v */>'
expect "openpyxl asks for calculation" "$(calculation openpyxl.xlsx)" 'fullCalcOnLoad="1"'
expect "xlwt stores the empty text" "$(od -An -v -tx1 xlwt.xls | tr -d ' \n')" '00000100....030000000000ffff'
expect "xlwt writes no properties" "$(strings -el xlwt.xls | grep -c Summary)" '^0$'

npm install --silent --no-audit --no-fund --prefix . exceljs@4.4.0 xlsx@0.18.5 >/dev/null 2>&1
node - <<'NODE'
const excel = require('exceljs'), xlsx = require('xlsx');
const sheet = { '!ref': 'A1:B1', A1: { t: 'n', v: 300 }, B1: { t: 'n', f: 'A1*2' } };
for (const ending of ['xlsx', 'ods']) {
  xlsx.writeFile({ SheetNames: ['a'], Sheets: { a: sheet } }, 'sheetjs.' + ending);
}
const book = new excel.Workbook();
const page = book.addWorksheet('a');
page.getCell('A1').value = 300;
page.getCell('B1').value = { formula: 'A1*2' };
book.xlsx.writeFile('exceljs.xlsx');
NODE
expect "exceljs stores no result" "$(sheet exceljs.xlsx)" '<f>A1\*2</f></c>'
expect "SheetJS stores no result in an xlsx" "$(sheet sheetjs.xlsx)" '<f>A1\*2</f></c>'
expect "SheetJS stores 0 in an ods" "$(cells sheetjs.ods)" 'office:value="0"'

if command -v soffice >/dev/null; then
    soffice --version
    profile="-env:UserInstallation=file://$folder/profile"
    soffice "$profile" --headless --convert-to ods --outdir saved xlsxwriter.xlsx >/dev/null 2>&1
    soffice "$profile" --headless --convert-to xlsx --outdir saved xlsxwriter.xlsx >/dev/null 2>&1
    expect "LibreOffice keeps the 0 in an ods" "$(cells saved/xlsxwriter.ods)" 'office:value="0"'
    expect "LibreOffice keeps the 0 in an xlsx" "$(sheet saved/xlsxwriter.xlsx)" '<f[^>]*>A1\*2</f><v>0</v>'
    expect "LibreOffice asks for nothing" "$(calculation saved/xlsxwriter.xlsx | grep -c fullCalcOnLoad || true)" '^0$'
else
    echo "skipped: LibreOffice is not installed"
fi
exit $changed
