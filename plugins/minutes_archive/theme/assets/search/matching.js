// Words of a question -> clauses: terms of the index, with how much each may count.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const OTHER_SPELLING = 0.35; // "håll" when "hall" was asked for and is there
  const WITHOUT_DIACRITICS = 0.85; // "sodertorn" when "södertörn" is meant
  const DERIVED = 0.4; // "upphandla" when "upphandling" was asked for
  const CONTINUED = 0.6;
  const ENDED = 0.5; // "cykelgarage" when "garage" was asked for
  const SLIP = 0.7;
  const FEW = 10;
  const MOST_SCORED = 60;
  const MOST_LONG = 2;
  const MOST_SPLITS = 8;
  const MOST_ENDED = 10;
  const SHORTEST_PREFIX = 2;
  const SHORTEST_CONTINUED = 4; // "lag" has its own hits, and is not "lagning"
  const NOTHING_MORE = { clauses: [], complete: true };

  function makeMatching(terms, spellings, scoring, analysis) {
    async function exact(word) {
      const term = analysis.term(word);
      const plain = analysis.fold(word);
      const spelt = [analysis.fold(term), plain];
      const keys = new Set([...spelt, analysis.key(plain)]);
      const items = (await Promise.all(Array.from(keys, terms.withKey))).flat();
      const isThere = items.some((item) => item.term === term);
      const other = plain === word && !isThere ? WITHOUT_DIACRITICS : OTHER_SPELLING;
      const clauses = new Map();
      for (const item of items) {
        const boost = item.term === term ? 1 : other;
        clauses.set(item, { item, boost, isTwin: !spelt.includes(item.key) });
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

    async function ended(word, known) {
      const keys = await spellings.compounds(analysis.key(word), MOST_ENDED);
      const taken = new Set(known.map((clause) => clause.item));
      const items = (await Promise.all(keys.map(terms.withKey))).flat();
      return items.filter((item) => !taken.has(item)).map((item) => ({ item, boost: ENDED }));
    }

    async function misspelt(word) {
      const meant = await spellings.suggestions(analysis.fold(word));
      const clauses = new Map();
      for (const found of await Promise.all(meant.map(({ word: one }) => exact(one)))) {
        for (const clause of found) {
          const boost = SLIP * clause.boost;
          if (!clauses.has(clause.item)) clauses.set(clause.item, { ...clause, boost });
        }
      }
      return { clauses: Array.from(clauses.values()), meant };
    }

    // "laddinfrastrukturplan" where the archive only has "laddinfrastruktur" and "plan"; and
    // "vattenochavlopp".
    async function divided(word) {
      const tries = [];
      const digits = /^(\p{L}+)(\p{N}+)$/u.exec(word);
      if (digits) tries.push([digits[1], digits[2]]);
      for (let i = word.length - 3; i >= 3; i--) {
        const [first, last] = [word.slice(0, i), word.slice(i)];
        tries.push([first, last]);
        const isJoint = last.length >= 6 && analysis.stopWords.has(last.slice(0, 3));
        if (isJoint) tries.push([first, last.slice(3)]);
      }
      let left = MOST_SPLITS;
      for (const [first, last] of tries) {
        const head = first.length > 4 && first.endsWith("s") ? first.slice(0, -1) : first;
        const starts = await exact(head);
        if (!starts.some((clause) => clause.item.term === analysis.term(head))) continue;
        const own = (await exact(last)).filter((c) => c.item.term === analysis.term(last));
        const ends = own.concat(await derived(last, own));
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
      const isLong = typing || word.length >= SHORTEST_CONTINUED;
      const more = (open && isLong) || !found.length ? await continued(word, found) : NOTHING_MORE;
      const clauses = found.concat(more.clauses);
      const ends = count < FEW ? await ended(word, clauses) : [];
      if (clauses.length) {
        const kind = found.length ? "exact" : "continued";
        return { clauses: clauses.concat(ends), complete: more.complete, kind };
      }
      const { clauses: slips, meant } = await misspelt(word);
      // What ends "örslag" ends "förslag": a letter is lost, and no part of a word was meant.
      const isLost = slips.some(({ item }) => ends.every((end) => end.item.key.endsWith(item.key)));
      if (ends.length && !isLost) return { clauses: ends, complete: true, kind: "continued" };
      return { clauses: slips, meant, complete: true, kind: slips.length ? "misspelt" : "none" };
    }

    return { exact, match, divided };
  }

  Object.assign(search, { makeMatching });
})(typeof window === "undefined" ? globalThis : window);
