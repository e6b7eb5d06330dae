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
  const PART = 0.4; // "cykel" when "cykelbana" was asked for and is not there
  const SHORTEST_PART = 3;
  const MOST_SPLITS = 3;
  const MOST_TRANSLATED = 12;
  const MOST_ENDED = 10;
  const PARTICLE = /(^(an|be|in|om)|av|upp|ut|for)$/; // "avgift" is no "gift"
  const SHORTEST_PREFIX = 2;
  const SHORTEST_CONTINUED = 4; // "lag" has its own hits, and is not "lagning"
  const NOTHING_MORE = { clauses: [], complete: true };

  function makeMatching({ terms, spellings, scoring, synonyms, analysis }) {
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

    // Verbs of a noun; where it is typed without its dots, so may the verb be.
    async function derived(word, known) {
      const source = analysis.source(word);
      if (!source) return [];
      const taken = new Set(known.map((clause) => clause.item));
      const isPlain = analysis.fold(word) === word;
      const found = await terms.withKey(analysis.fold(source));
      return found
        .filter((item) => (isPlain || item.term === source) && !taken.has(item))
        .map((item) => ({ item, boost: DERIVED, isTwin: true, isWeak: known.length > 0 }));
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
      const key = analysis.key(word);
      const found = await spellings.compounds(key, MOST_ENDED);
      const keys = found.filter((one) => !PARTICLE.test(one.slice(0, -key.length)));
      const taken = new Set(known.map((clause) => clause.item));
      const items = (await Promise.all(keys.map(terms.withKey))).flat();
      return items.filter((item) => !taken.has(item)).map((item) => ({ item, boost: ENDED }));
    }

    async function misspelt(word) {
      const meant = await spellings.suggestions(analysis.fold(word), analysis.key(word));
      const clauses = new Map();
      const found = await Promise.all(
        meant.map(async ({ word: one, key }) => {
          if (!key) return exact(one);
          return (await terms.withKey(key)).map((item) => ({ item, boost: 1, isTwin: false }));
        })
      );
      for (const clause of found.flat()) {
        const boost = SLIP * clause.boost;
        if (!clauses.has(clause.item)) clauses.set(clause.item, { ...clause, boost });
      }
      return { clauses: Array.from(clauses.values()), meant };
    }

    // Where a word may be cut in two: both parts as words, without what links them.
    function* cuts(word) {
      for (let i = word.length - SHORTEST_PART; i >= SHORTEST_PART; i--) {
        const [first, last] = [word.slice(0, i), word.slice(i)];
        const heads = [first];
        if (first.length > SHORTEST_PART + 1 && first.endsWith("s")) heads.push(first.slice(0, -1));
        const stem = first.slice(0, -1);
        if (stem.length >= SHORTEST_PART && /[oeu]$/.test(first)) heads.push(stem + "a", stem + "e", stem);
        yield { heads, last };
        // "vattenochavlopp"
        if (last.length >= 6 && analysis.stopWords.has(last.slice(0, 3))) yield { heads, last: last.slice(3) };
      }
    }

    // "övervakningskamera" where the archive has "kameraövervakning", and "cykelbana" where it
    // has "cykel" alone. Returns {together}: lists of clauses that a record must hold all of, and
    // {clauses, known} of the parts. `isLast`: where no part is known, other words for one will do.
    async function divided(word, isLast, isPlain) {
      if (!/^\p{L}+$/u.test(word)) {
        const digits = /^(\p{L}{2,})(\p{N}+)$/u.exec(word);
        const found = digits ? await Promise.all(digits.slice(1).map(exact)) : [[]];
        return found.every((one) => one.length) ? { together: [found], clauses: [], known: [] } : null;
      }
      const { begin, end } = await spellings.neighboursOf(analysis.fold(word));
      const [begins, ends] = [begin, end].map((list) => new Map(list.map((one) => [analysis.key(one), one])));
      const known = (one, map) => map.get(analysis.key(one));
      const both = [];
      const halves = []; // cuts with one known part
      let [front, back] = ["", ""];
      for (const { heads, last } of cuts(word)) {
        const head = heads.find((one) => known(one, begins));
        const tail = known(last, ends) && last;
        if (head && tail) both.push([head, last]);
        else halves.push(tail ? { other: heads, known: tail } : { other: head ? [last] : heads.concat(last), known: head });
        if (tail && tail.length > back.length) back = tail;
        if (head && head.length > Math.max(front.length, SHORTEST_PART)) front = head;
      }
      const shorter = ([one, other]) => Math.min(one.length, other.length);
      both.sort((x, y) => shorter(y) - shorter(x));
      const together = await Promise.all(both.slice(0, MOST_SPLITS).map((pair) => Promise.all(pair.map(withVerbs))));
      const told = both.length ? both[0] : [back, front].filter(Boolean);
      if (!both.length && !isPlain) together.push(...(await translated(halves.filter(({ known: one }) => one || (isLast && !told.length)))));
      if (!told.length && !together.length) return null;
      return {
        together,
        clauses: (await Promise.all(told.map(weakly))).flat(),
        known: told.map((one) => known(one, begins) || known(one, ends) || one),
      };
    }

    // The same for a word that other words stand for: only what holds both parts of it.
    async function whole(word) {
      const parts = await divided(word);
      return parts ? parts.together : [];
    }

    async function withVerbs(word) {
      const own = await exact(word);
      return own.concat(await derived(word, own));
    }

    async function weakly(word) {
      return (await exact(word)).map((clause) => ({ ...clause, boost: PART * clause.boost, isWeak: true }));
    }

    // "dagisavgift" where the archive has "avgift", and another word for "dagis".
    async function translated(halves) {
      const found = [];
      for (const { other, known } of halves.slice(0, MOST_TRANSLATED)) {
        for (const one of other) {
          const [stands] = await synonyms.of([one]);
          if (!stands) continue;
          const single = stands.same.concat(stands.near).filter((text) => !text.includes(" "));
          const clauses = (await Promise.all(single.map(exact))).flat();
          if (clauses.length) found.push(known ? [clauses, await withVerbs(known)] : [clauses]);
        }
      }
      return found;
    }

    const weakened = (clauses) => clauses.map((clause) => ({ ...clause, isWeak: true }));

    // A word that nothing here says, whose stem was cut twice ("upphandlig", upph), is rather
    // another word of the archive with a slip in it.
    async function betterSlips(word) {
      if (await spellings.isSaid(analysis.fold(word))) return null;
      const found = await misspelt(word);
      return found.clauses.length && found.meant.every(({ isSlip }) => isSlip) ? found : null;
    }

    // Returns {clauses, complete, kind}; kind is exact, continued or none.
    async function match(word, open, typing) {
      const found = await exact(word);
      const count = found.reduce((sum, clause) => sum + clause.item.count, 0);
      const isLong = typing || word.length >= SHORTEST_CONTINUED;
      const slips = found.length && count < FEW && analysis.isDeep(word) ? await betterSlips(word) : null;
      if (slips) return { ...slips, clauses: slips.clauses.concat(weakened(found)), complete: true, kind: "misspelt" };
      const isContinued = (!found.length && word.length > SHORTEST_PREFIX) || (open && (typing || (isLong && count < FEW)));
      const [verbs, more] = await Promise.all([
        derived(word, found),
        isContinued ? continued(word, found) : NOTHING_MORE,
      ]);
      const weaker = (clauses) => (found.length > 0 && !typing ? weakened(clauses) : clauses);
      const clauses = found.concat(verbs, weaker(more.clauses));
      const ends = count < FEW ? await ended(word, clauses) : [];
      if (clauses.length) {
        const kind = found.length || verbs.length ? "exact" : "continued";
        return { clauses: clauses.concat(weaker(ends)), complete: more.complete, kind, count };
      }
      return { clauses: ends, complete: true, kind: "none", ends };
    }

    // Returns the same for a word that nothing was found for, or only what ends like it: kind is
    // continued, misspelt, parts or none.
    async function guess(word, ends, isPlain) {
      const { clauses: slips, meant } = await misspelt(word);
      // What ends "örslag" ends "förslag": a letter is lost, and no part of a word was meant.
      const isLost = slips.some(({ item }) => ends.every((end) => end.item.key.endsWith(item.key)));
      if (ends.length && !isLost) return { clauses: ends, complete: true, kind: "continued" };
      // "filmstöd" is no "bilstöd" where the archive has both its parts.
      const parts = meant.some(({ isSlip }) => isSlip) ? null : await divided(word, true, isPlain);
      if (slips.length && !(parts && parts.together.length && parts.known.length > 1)) {
        return { clauses: slips, meant, complete: true, kind: "misspelt" };
      }
      return parts ? { ...parts, complete: true, kind: "parts" } : { clauses: [], complete: true, kind: "none" };
    }

    return { exact, match, guess, whole };
  }

  Object.assign(search, { makeMatching });
})(typeof window === "undefined" ? globalThis : window);
