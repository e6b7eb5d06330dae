// Runs the search engine outside a browser: questions as JSON lines in, answers out.
// Arguments: the folder of the scripts, the folder of the index, the scripts in order.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const [scripts, index] = process.argv.slice(2);
const SCRIPTS = process.argv[4].split(",");
for (const name of SCRIPTS) {
  vm.runInThisContext(fs.readFileSync(path.join(scripts, name), "utf8"), { filename: name });
}

let bytes = 0;
async function run(address) {
  const source = fs.readFileSync(path.join(index, address), "utf8");
  bytes += source.length;
  vm.runInThisContext(source);
}

async function answer(engine, asked) {
  if (asked.terms) return asked.terms.map((word) => engine.analysis.term(word));
  const before = bytes;
  const start = process.hrtime.bigint();
  const found = await engine.search(asked);
  return {
    ...found,
    hits: found.hits.map(({ record, ...rest }) => ({ ...rest, ...record })),
    bytes: bytes - before,
    milliseconds: Number(process.hrtime.bigint() - start) / 1e6,
  };
}

async function main() {
  const open = () => globalThis.MinutesSearch.open("", run);
  let engine = await open();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if (asked.cold) {
      bytes = 0;
      engine = await open();
    }
    process.stdout.write(JSON.stringify(await answer(engine, asked)) + "\n");
  }
}

main().catch((problem) => {
  process.stderr.write(String(problem.stack) + "\n");
  process.exit(1);
});
