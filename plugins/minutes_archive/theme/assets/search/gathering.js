// Which records hold which words of a question, and how much each counts: arrays by record.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  // An item holds the words of its decisions, but the decision is the better answer.
  const INHERITED = 0.4;
  const UNSCORED = 0.1;

  // `cover` has a bit for each word that a record holds, by itself or by what belongs to it;
  // `firm` leaves out those that it holds only by way of another word (a synonym, a verb).
  function makeGathering(facets, scoring, terms) {
    const cover = new Uint32Array(facets.count);
    const firm = new Uint32Array(facets.count);
    const said = new Uint32Array(facets.count); // what a record holds itself
    const firmlySaid = new Uint32Array(facets.count);
    const own = new Float64Array(facets.count);
    const more = new Float64Array(facets.count);
    const word = new Float64Array(facets.count);
    const clauses = [];
    const rarity = new Map(); // how much a word tells, by its bits

    // Adds what the clauses of one word find; `bits` stands for the word (or words) in `cover`.
    async function add(found, bits) {
      const touched = [];
      for (const clause of found) {
        const { item, boost, unscored, isWeak } = clause;
        const lists = await terms.lists(item);
        const weights = scoring.weights(item);
        if (!unscored && !isWeak) clauses.push(clause);
        lists.forEach(({ records, codes }, field) => {
          for (let i = 0; i < records.length; i++) {
            const record = records[i];
            // Other words for what a record says itself make it no better an answer.
            if (isWeak && (firmlySaid[record] & bits) === bits) continue;
            const gain = boost * weights[field][codes[i]];
            if (unscored) more[record] += UNSCORED * gain;
            else if (isWeak) more[record] += gain;
            else own[record] += gain;
            if (!word[record]) touched.push(record);
            if (!isWeak) firmlySaid[record] |= bits;
            word[record] += gain || Number.MIN_VALUE;
          }
        });
      }
      for (const record of touched) said[record] |= bits;
      inherit(touched, bits);
      for (const record of touched) word[record] = 0;
      if (!rarity.has(bits)) rarity.set(bits, scoring.idf(touched.length));
      return touched.length;
    }

    function inherit(touched, bits) {
      const best = new Map();
      for (const record of touched) {
        cover[record] |= bits;
        firm[record] |= firmlySaid[record] & bits;
        const parent = facets.parents[record];
        if (parent < 0) continue;
        firm[parent] |= firmlySaid[record] & bits;
        if (!word[parent]) best.set(parent, Math.max(best.get(parent) || 0, INHERITED * word[record]));
      }
      for (const [parent, gain] of best) {
        cover[parent] |= bits;
        more[parent] += gain;
      }
    }

    // Lets words stand for a fact about records, such as their day; `gains` by record.
    function addFact(gains, bits, isWeak) {
      for (const [record, gain] of gains) {
        cover[record] |= bits;
        said[record] |= bits;
        if (!isWeak) firm[record] |= bits;
        if (!isWeak) firmlySaid[record] |= bits;
        more[record] += gain;
      }
    }

    // A decision that has some of the words has the others, too, where its item says them.
    function lendToDecisions() {
      for (let record = 0; record < facets.count; record++) {
        const parent = facets.parents[record];
        if (parent < 0 || !said[record]) continue;
        cover[record] |= said[parent];
        firm[record] |= firmlySaid[parent];
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

    // The share of the question's words that a record holds, rare words counting more.
    function share(held, wanted) {
      let [sum, whole] = [0, 0];
      for (const [bits, worth] of rarity) {
        if (!(bits & wanted)) continue;
        whole += worth;
        if ((bits & held) === bits) sum += worth;
      }
      return whole ? sum / whole : 1;
    }

    return { cover, firm, own, more, clauses, share, add, addFact, lendToDecisions, questionLength };
  }

  // The records that hold all the words in their own title or text, and their items.
  async function holders(words, matching, terms) {
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

  // What is not wanted in an item is not wanted in its decisions, and the other way.
  function withRelatives(records, facets) {
    const all = withParents(records, facets);
    for (let record = 0; record < facets.count; record++) {
      if (facets.parents[record] >= 0 && records.has(facets.parents[record])) all.add(record);
    }
    return all;
  }

  Object.assign(search, { makeGathering, holders, withParents, withRelatives });
})(typeof window === "undefined" ? globalThis : window);
