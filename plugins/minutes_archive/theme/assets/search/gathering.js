// Which records hold which words of a question, and how much each counts: arrays by record.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  // An item holds the words of its decisions, but the decision is the better answer.
  const INHERITED = 0.4;
  const UNSCORED = 0.1;

  function makeGathering(facets, scoring, terms) {
    const cover = new Uint32Array(facets.count);
    const said = new Uint32Array(facets.count); // what a record holds itself
    const own = new Float64Array(facets.count);
    const more = new Float64Array(facets.count);
    const word = new Float64Array(facets.count);
    const clauses = [];

    // Adds what the clauses of one word find; `bits` stands for the word (or words) in `cover`.
    async function add(found, bits, onlyText) {
      const touched = [];
      for (const clause of found) {
        const { item, boost, unscored } = clause;
        const lists = await terms.lists(item);
        const weights = scoring.weights(item);
        if (!unscored) clauses.push(clause);
        lists.forEach(({ records, codes }, field) => {
          if (onlyText && field === 2) return;
          for (let i = 0; i < records.length; i++) {
            const record = records[i];
            const gain = boost * weights[field][codes[i]];
            if (unscored) more[record] += UNSCORED * gain;
            else own[record] += gain;
            if (!word[record]) touched.push(record);
            word[record] += gain || Number.MIN_VALUE;
          }
        });
      }
      for (const record of touched) {
        cover[record] |= bits;
        said[record] |= bits;
      }
      inherit(touched, bits);
      for (const record of touched) word[record] = 0;
      return touched.length;
    }

    function inherit(touched, bits) {
      const best = new Map();
      for (const record of touched) {
        const parent = facets.parents[record];
        if (parent < 0 || word[parent]) continue;
        best.set(parent, Math.max(best.get(parent) || 0, INHERITED * word[record]));
      }
      for (const [parent, gain] of best) {
        cover[parent] |= bits;
        more[parent] += gain;
      }
    }

    // Lets words stand for a fact about records, such as their day; `gains` by record.
    function addFact(gains, bits) {
      for (const [record, gain] of gains) {
        cover[record] |= bits;
        said[record] |= bits;
        more[record] += gain;
      }
    }

    // A decision that has some of the words has the others, too, where its item says them.
    function lendToDecisions() {
      for (let record = 0; record < facets.count; record++) {
        const parent = facets.parents[record];
        if (parent >= 0 && said[record]) cover[record] |= said[parent];
      }
    }

    // The length of the question's vector, which lunr divides every score by.
    function questionLength() {
      const boosts = new Map();
      for (const { item, boost } of clauses) boosts.set(item, (boosts.get(item) || 0) + boost);
      let sum = 0;
      for (const boost of boosts.values()) sum += boost * boost;
      return Math.sqrt(sum) || 1;
    }

    return { cover, own, more, clauses, add, addFact, lendToDecisions, questionLength };
  }

  // The records that hold all the words in their own title or text, and their items.
  async function holders(words, matching, terms, facets) {
    let held = null;
    for (const word of words) {
      const found = new Set();
      for (const { item } of await matching.exact(word)) {
        const lists = await terms.lists(item);
        for (const { records } of lists.slice(0, 2)) {
          for (const record of records) found.add(record);
        }
      }
      held = held ? new Set(Array.from(held).filter((record) => found.has(record))) : found;
    }
    return held || new Set();
  }

  function withParents(records, facets) {
    const all = new Set(records);
    for (const record of records) {
      if (facets.parents[record] >= 0) all.add(facets.parents[record]);
    }
    return all;
  }

  Object.assign(search, { makeGathering, holders, withParents });
})(typeof window === "undefined" ? globalThis : window);
