// Scores: the weights that lunr's builder would give, and lunr itself over a partial index.
//
// In lunr a score is the product of the question's and the record's vectors over the
// question's length. It depends on the terms of the question alone, so an index of just
// those terms, and just the records in question, gives the scores of the whole.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});

  function makeScoring(settings, recordCount) {
    const { fields, boosts, averages, k1, b, base, most } = settings;

    function idf(count) {
      return Math.log(1 + Math.abs((recordCount - count + 0.5) / (count + 0.5)));
    }

    // A code is a length class and a count; its weight is the same for a term's every posting.
    function weights(item) {
      if (item.weights) return item.weights;
      const rarity = idf(item.count);
      item.weights = fields.map((_, field) => {
        const table = new Float64Array(64);
        for (let code = 0; code < 64; code++) {
          const count = (code % most) + 1;
          const length = base ** Math.floor(code / most);
          const score =
            (rarity * ((k1 + 1) * count)) /
            (k1 * (1 - b + b * (length / averages[field])) + count);
          table[code] = Number((score * boosts[field]).toFixed(3));
        }
        return table;
      });
      return item.weights;
    }

    // `clauses` are {item, boost}; `records` a rising list of record numbers to score.
    async function lunrScores(clauses, records, listsOf) {
      const wanted = new Set(records);
      const boosts = new Map();
      for (const { item, boost } of clauses) {
        boosts.set(item, (boosts.get(item) || 0) + boost);
      }
      const items = Array.from(boosts.keys()).sort((x, y) => (x.term < y.term ? -1 : 1));
      const vectors = new Map();
      const inverted = [];
      for (let index = 0; index < items.length; index++) {
        const row = { _index: index };
        const tables = weights(items[index]);
        const lists = await listsOf(items[index]);
        fields.forEach((name, field) => {
          row[name] = {};
          const { records: held, codes } = lists[field] || { records: [] };
          for (let i = 0; i < held.length; i++) {
            if (!wanted.has(held[i])) continue;
            row[name][held[i]] = {};
            const reference = name + "/" + held[i];
            let vector = vectors.get(reference);
            if (!vector) vectors.set(reference, (vector = []));
            vector.push(index, tables[field][codes[i]]);
          }
        });
        inverted.push([items[index].term, row]);
      }
      const index = global.lunr.Index.load({
        version: global.lunr.version,
        fields,
        fieldVectors: Array.from(vectors),
        invertedIndex: inverted,
        pipeline: [],
      });
      const found = index.query((query) => {
        for (const item of items) {
          query.term(item.term, { boost: boosts.get(item), usePipeline: false });
        }
      });
      return new Map(found.map((hit) => [Number(hit.ref), hit.score]));
    }

    return { recordCount, idf, weights, lunrScores };
  }

  Object.assign(search, { makeScoring });
})(typeof window === "undefined" ? globalThis : window);
