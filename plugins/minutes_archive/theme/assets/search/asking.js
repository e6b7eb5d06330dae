// A question -> which records hold which of its words, what it requires and what it excludes.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const MOST_WORDS = 31; // bits of a number
  const JOINED = 1.5; // what is written together is a code, or a word
  const SAME = 0.9; // a short form, or another spelling
  const NEAR = 0.45; // another word for it
  // What so many say has hits enough before those that other words would add.
  const PLENTY = 100;
  const ROW = 0.5; // words of a phrase that stands for another one

  const marksOf = (clauses) => clauses.map(({ item, isTwin, isWeak }) => ({ key: item.key, isTwin, isWeak }));

  function makeAsking(parts) {
    const { analysis, terms, scoring, matching, phrases, facets, synonyms } = parts;
    const facts = search.makeFacts(parts);
    const telling = (words) => words.filter((word) => !analysis.stopWords.has(word));
    const isOptional = (word) => parts.optional.has(analysis.key(word)) || parts.optional.has("=" + analysis.fold(word));

    async function gather(question, typing, isPlain) {
      const fixed = new Set(telling(question.phrases.flat()));
      const [{ dates, others }, beside] = await Promise.all([gatherDates(question), neighbours(question)]);
      const asked = new Set([...question.words, ...others, ...fixed]);
      const words = Array.from(asked).slice(0, MOST_WORDS - dates.length);
      const outcome = {
        gathering: search.makeGathering(facets, scoring, terms),
        words,
        units: words.length + dates.length,
        beside,
        complete: true,
        slips: [],
        parts: [],
        none: [],
        marks: [],
        also: [],
      };
      outcome.bits = bitsOf(words, question.alternatives);
      outcome.whole = (outcome.bits.reduce((sum, bit) => sum | bit, 0) |
        ((2 ** dates.length - 1) << words.length)) >>> 0;
      const [matches, others_] = await Promise.all([
        Promise.all(
          words.map(async (word) => {
            if (!fixed.has(word)) return matching.match(word, word === question.open, typing);
            return { clauses: await matching.exact(word), complete: true, kind: "exact" };
          })
        ),
        isPlain ? [] : synonyms.of(words),
      ]);
      const meant = others_.filter(({ first }) => !fixed.has(words[first]));
      await refine(words, matches, meant, isPlain);
      // All files at once; what follows finds them there.
      await Promise.all(matches.flatMap((m) => m.clauses.map(({ item }) => terms.lists(item))));
      for (let i = 0; i < words.length; i++) await add(words[i], matches[i], outcome.bits[i], outcome);
      const isPlenty = ({ first, length }) =>
        matches.slice(first, first + length).every(({ count }) => count >= PLENTY);
      for (const one of meant) await addSynonyms(isPlenty(one) ? { ...one, near: [] } : one, outcome);
      await addJoined(question, outcome);
      dates.forEach((gains, i) => outcome.gathering.addFact(gains, 1 << (words.length + i)));
      if (outcome.units > 1) addFacts(outcome);
      outcome.gathering.lendToDecisions();
      setRequired(outcome);
      return outcome;
    }

    // A word that the archive lacks, and that no other word stands for, is perhaps a slip of the
    // pen, or a compound that the archive has in parts.
    function refine(words, matches, meant, isPlain) {
      return Promise.all(
        words.map(async (word, i) => {
          const stands = meant.some(({ first, length }) => i >= first && i < first + length);
          if (matches[i].kind !== "none") return;
          if (!stands) matches[i] = await matching.guess(word, matches[i].ends, isPlain);
          else matches[i].together = await matching.whole(word);
        })
      );
    }

    // Words of the archive's own name and of all archives ("protokoll", "senaste") tell records
    // less apart than the others: they count, but a record without them is no worse a match.
    function setRequired(outcome) {
      const { words, bits, whole, none } = outcome;
      let optional = 0;
      words.forEach((word, i) => {
        if (isOptional(word)) optional |= bits[i];
      });
      if (((whole & ~optional) >>> 0) === 0) optional = 0;
      outcome.optional = optional;
      outcome.required = (whole & ~optional) >>> 0;
      outcome.none = none.filter((word) => !optional || !isOptional(word));
    }

    // A bit for each word; of words that may stand for each other ("OR"), the same.
    function bitsOf(words, alternatives) {
      const bits = words.map((_, i) => 1 << i);
      for (const group of alternatives) {
        const places = group.map((word) => words.indexOf(word)).filter((place) => place >= 0);
        for (const place of places) bits[place] = bits[places[0]];
      }
      return bits;
    }

    // The records, with their items, that have two words of the question beside each other.
    async function neighbours(question) {
      const pairs = [];
      for (const { between } of question.pairs) pairs.push(phrases.candidates(between));
      const found = await Promise.all(pairs);
      return found.filter((set) => set && set.size).map((set) => search.withParents(set, facets));
    }

    // A date is one thing that is asked for, though its words are many; where nothing here is
    // of that day and no text tells it, its words are looked for one by one.
    async function gatherDates(question) {
      const dates = [];
      const others = [];
      for (const date of question.dates) {
        const told = await Promise.all(date.phrases.map(holders));
        const isAlone = question.words.length + question.phrases.length === 0;
        const gains = facts.ofDate(date, told.flatMap((set) => Array.from(set)), isAlone);
        if (gains.size) dates.push(gains);
        else others.push(...analysis.words(date.said));
      }
      return { dates, others: telling(others) };
    }

    async function add(word, match, bits, outcome) {
      if (!match.complete) outcome.complete = false;
      if (match.kind === "misspelt") outcome.slips.push({ word, meant: match.meant });
      if (match.kind === "parts") outcome.parts.push({ word, known: match.known });
      for (const together of match.together || []) {
        await addTogether(together, bits, outcome, match.kind !== "exact");
      }
      if (match.clauses.length) {
        await outcome.gathering.add(match.clauses, bits);
        outcome.marks.push(...marksOf(match.clauses));
      } else if (!(match.together || []).length) {
        outcome.none.push(word);
      }
    }

    // Adds the records that hold all of several words; `lists` are the clauses of each.
    async function addTogether(lists, bits, outcome, isWeak, boost = ROW) {
      const inner = search.makeGathering(facets, scoring, terms);
      for (let i = 0; i < lists.length; i++) await inner.add(lists[i], 1 << i);
      const gains = [];
      inner.cover.forEach((cover, record) => {
        if (cover === 2 ** lists.length - 1) gains.push([record, boost * (inner.own[record] + inner.more[record])]);
      });
      outcome.gathering.addFact(gains, bits, isWeak);
      if (gains.length) outcome.marks.push(...marksOf(lists.flat()).map((mark) => ({ ...mark, isWeak: true })));
      return gains.length;
    }

    async function addSynonyms({ first, length, same, near }, outcome) {
      let bits = 0;
      for (let i = first; i < first + length; i++) bits |= outcome.bits[i];
      const covered = outcome.words.slice(first, first + length);
      const told = [];
      for (const [listed, boost, isWeak] of [[same, SAME, false], [near, NEAR, true]]) {
        const found = await Promise.all(
          listed.map((text) =>
            Promise.all(telling(analysis.words(analysis.normalise(text))).map(matching.exact))
          )
        );
        await Promise.all(found.flat(2).map(({ item }) => terms.lists(item)));
        for (let i = 0; i < listed.length; i++) {
          const lists = found[i].map((clauses) => clauses.filter((clause) => clause.boost === 1));
          if (!lists.length || lists.some((clauses) => !clauses.length)) continue;
          if (lists.length > 1) {
            if (await addTogether(lists, bits, outcome, isWeak, boost)) told.push(listed[i]);
            continue;
          }
          const clauses = lists[0].map((clause) => ({ ...clause, boost: boost * clause.boost, isWeak }));
          if (await outcome.gathering.add(clauses, bits)) told.push(listed[i]);
          outcome.marks.push(...marksOf(clauses));
        }
      }
      if (!told.length) return;
      outcome.also.push({ asked: covered.join(" "), words: told });
      outcome.none = outcome.none.filter((word) => !covered.includes(word));
    }

    // "covid-19" is also "covid19", and "lek plats" also "lekplats".
    async function addJoined(question, { words, bits: bitsOfWords, gathering, marks }) {
      const known = (covers) => covers.length > 0 && covers.every((word) => words.includes(word));
      const joined = question.joined.filter((entry) => known(entry.covers));
      for (let i = 0; i + 1 < question.words.length; i++) {
        const covers = question.words.slice(i, i + 2);
        if (known(covers)) joined.push({ word: covers.join(""), covers });
      }
      const found = await Promise.all(joined.map(({ word }) => matching.exact(word)));
      await Promise.all(found.flat().map(({ item }) => terms.lists(item)));
      for (let i = 0; i < joined.length; i++) {
        const { covers, boost = JOINED } = joined[i];
        if (!found[i].length) continue;
        const clauses = found[i].map((clause) => ({ ...clause, boost: boost * clause.boost }));
        const bits = covers.reduce((sum, part) => sum | bitsOfWords[words.indexOf(part)], 0);
        await gathering.add(clauses, bits);
        marks.push(...marksOf(clauses));
      }
    }

    // "ledningsgruppen budget" means the body, "budget 2021" perhaps the year; municipalities
    // are among the words of their records.
    function addFacts({ words, bits, gathering }) {
      for (const { places, gains } of facts.ofWords(words)) {
        gathering.addFact(gains, places.reduce((sum, place) => sum | bits[place], 0));
      }
    }

    // The records that have the words of a phrase, or one word, in their own title or text.
    async function holders(words) {
      const said = telling(words);
      const beside = await phrases.candidates(words);
      if (!said.length) return beside || new Set();
      const held = await search.holders(said, matching, terms);
      return beside ? new Set(Array.from(beside).filter((record) => held.has(record))) : held;
    }

    // Returns the sets that a hit must be in, and the one it must not be in.
    async function constraints(question) {
      const required = [];
      for (const words of question.phrases) {
        required.push(search.withParents(await holders(words), facets));
      }
      const excluded = new Set();
      const unwanted = question.excludedPhrases.concat(question.excluded.map((word) => [word]));
      for (const words of unwanted) {
        const held = words.length > 1 || telling(words).length
          ? await holders(words)
          : await search.holders(words, matching, terms);
        for (const record of held) excluded.add(record);
      }
      return { required, excluded: search.withRelatives(excluded, facets) };
    }

    // Returns the records that have all the words, and those that have some.
    async function ask(question, typing, isPlain) {
      const outcome = await gather(question, typing, isPlain);
      const { required, excluded } = await constraints(question);
      const { cover } = outcome.gathering;
      const whole = outcome.required;
      const all = [];
      const some = [];
      const isBound = required.length > 0 || excluded.size > 0;
      for (let record = 0; record < facets.count; record++) {
        if (!cover[record] && whole) continue;
        if (isBound && (excluded.has(record) || !required.every((held) => held.has(record)))) continue;
        const held = (cover[record] & whole) >>> 0;
        if (held === whole) all.push(record);
        else if (held) some.push(record);
      }
      return { outcome, all, some };
    }

    return { ask };
  }

  Object.assign(search, { makeAsking });
})(typeof window === "undefined" ? globalThis : window);
