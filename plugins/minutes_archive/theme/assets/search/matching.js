// Words of a question -> clauses: terms of the index, with how much each may count.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const OTHER_SPELLING = 0.5; // "får" when "far" was asked for
  const WITHOUT_DIACRITICS = 0.85; // "sodertorn" when "södertörn" is meant
  const DERIVED = 0.4; // "upphandla" when "upphandling" was asked for
  const CONTINUED = 0.6;
  const SLIP = 0.7;
  const FEW = 10;
  const MOST_SCORED = 60;
  const MOST_LONG = 2;
  const MOST_SPLITS = 4;
  const SHORTEST_PREFIX = 2;

  function makeMatching(terms, spellings, scoring, analysis) {
    async function exact(word) {
      const term = analysis.term(word);
      const plain = analysis.fold(word);
      const spelt = [analysis.fold(term), plain];
      const keys = new Set([...spelt, analysis.key(plain)]);
      const other = plain === word ? WITHOUT_DIACRITICS : OTHER_SPELLING;
      const clauses = new Map();
      for (const found of await Promise.all(Array.from(keys, terms.withKey))) {
        for (const item of found) {
          const boost = item.term === term ? 1 : other;
          clauses.set(item, { item, boost, isTwin: !spelt.includes(item.key) });
        }
      }
      return Array.from(clauses.values());
    }

    async function derived(word, known) {
      const source = analysis.source(word);
      if (!source) return [];
      const taken = new Set(known.map((clause) => clause.item));
      const found = await terms.withKey(analysis.fold(source));
      return found
        .filter((item) => item.term === source && !taken.has(item))
        .map((item) => ({ item, boost: DERIVED, isTwin: true }));
    }

    // Rare continuations must not outrank the word itself, so they count by its rarity.
    async function continued(word, known) {
      const prefix = analysis.fold(word);
      if (prefix.length < SHORTEST_PREFIX) return { clauses: [], complete: true };
      const { entries, complete } = await terms.withPrefix(prefix);
      const taken = new Set(known.map((clause) => clause.item));
      const others = entries.filter((item) => !taken.has(item));
      others.sort((x, y) => y.count - x.count);
      const total = entries.reduce((sum, item) => sum + item.count, 0);
      const rarity = scoring.idf(total);
      let long = 0;
      const read = others.filter((item) => !terms.isLong(item) || ++long <= MOST_LONG);
      const clauses = read.map((item, i) => ({
        item,
        boost: CONTINUED * Math.min(1, rarity / scoring.idf(item.count)),
        unscored: i >= MOST_SCORED,
      }));
      return { clauses, complete: complete && read.length === others.length };
    }

    async function misspelt(word) {
      const keys = await spellings.suggestions(analysis.fold(word), analysis.key(word));
      const clauses = [];
      for (const found of await Promise.all(keys.map(terms.withKey))) {
        for (const item of found) clauses.push({ item, boost: SLIP });
      }
      return clauses;
    }

    // "laddinfrastrukturplan" where the archive only has "laddinfrastruktur" and "plan".
    async function divided(word) {
      const tries = [];
      for (let i = word.length - 3; i >= 3; i--) tries.push([word.slice(0, i), word.slice(i)]);
      let left = MOST_SPLITS;
      for (const [first, last] of tries) {
        const head = first.length > 4 && first.endsWith("s") ? first.slice(0, -1) : first;
        const starts = await exact(head);
        if (!starts.some((clause) => clause.item.term === analysis.term(head))) continue;
        const ends = (await exact(last)).filter((c) => c.item.term === analysis.term(last));
        if (ends.length) return [starts, ends];
        if (--left === 0) break;
      }
      return null;
    }

    // Returns {clauses, complete, kind}; kind is exact, continued, misspelt or none.
    async function match(word, open, typing) {
      const found = await exact(word);
      const count = found.reduce((sum, clause) => sum + clause.item.count, 0);
      if (count >= FEW && !(open && typing)) {
        return { clauses: found, complete: true, kind: "exact" };
      }
      if (count < FEW) found.push(...(await derived(word, found)));
      const more = open || !found.length ? await continued(word, found) : { clauses: [], complete: true };
      if (found.length || more.clauses.length) {
        const kind = found.length ? "exact" : "continued";
        return { clauses: found.concat(more.clauses), complete: more.complete, kind };
      }
      const slips = await misspelt(word);
      return { clauses: slips, complete: true, kind: slips.length ? "misspelt" : "none" };
    }

    return { exact, match, divided };
  }

  Object.assign(search, { makeMatching });
})(typeof window === "undefined" ? globalThis : window);
