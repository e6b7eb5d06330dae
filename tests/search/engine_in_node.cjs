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

// Bytes read by kind of file: manifest, facets, terms, long lists, texts, phrases, spellings.
let kinds = {};
async function run(address) {
  const source = fs.readFileSync(path.join(index, address), "utf8");
  const kind = address.includes("/") ? address[0] : "manifest";
  kinds[kind] = (kinds[kind] || 0) + source.length;
  vm.runInThisContext(source);
}

// The scores that lunr gives all records for terms, each with a boost.
async function wholeScores({ terms, scoring, analysis }, clauses) {
  const found = [];
  for (const [term, boost] of clauses) {
    const items = await terms.withKey(analysis.fold(term));
    found.push(...items.filter((item) => item.term === term).map((item) => ({ item, boost })));
  }
  const all = Array.from({ length: scoring.recordCount }, (_, number) => number);
  return Object.fromEntries(await scoring.lunrScores(found, all, terms.lists));
}

const total = () => Object.values(kinds).reduce((sum, one) => sum + one, 0);

async function answer(engine, asked) {
  const { analysis } = engine;
  if (asked.words) {
    return asked.words.map((word) => {
      const plain = analysis.fold(word);
      return [analysis.term(word), plain, analysis.source(word), analysis.wordHash(plain)];
    });
  }
  if (asked.texts) {
    const normalised = asked.texts.map(analysis.normalise);
    return normalised.map((text) => [analysis.words(text), analysis.joinedWords(text)]);
  }
  if (asked.scores) return wholeScores(engine, asked.scores);
  const before = total();
  const found = await engine.search(asked);
  return {
    ...found,
    hits: found.hits.map(({ record, ...rest }) => ({ ...rest, ...record })),
    bytes: total() - before,
    kinds: { ...kinds },
  };
}

async function main() {
  const open = () => globalThis.MinutesSearch.open("", run);
  let engine = null;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    if (asked.cold) {
      kinds = {};
      engine = null;
    }
    const start = process.hrtime.bigint();
    engine = engine || (await open());
    const found = await answer(engine, asked);
    if (found.hits) found.milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    if (asked.cold && found.hits) found.bytes = total();
    process.stdout.write(JSON.stringify(found) + "\n");
  }
}

main().catch((problem) => {
  process.stderr.write(String(problem.stack) + "\n");
  process.exit(1);
});
