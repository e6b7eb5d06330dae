// A question -> which records hold which of its words, what it requires and what it excludes.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const MOST_WORDS = 31; // bits of a number
  const DIVIDED = 0.4;
  const JOINED = 1.5; // what is written together is a code, or a word

  const marksOf = (clauses) => clauses.map(({ item, isTwin }) => ({ key: item.key, isTwin }));

  function makeAsking(parts) {
    const { analysis, terms, scoring, matching, phrases, facets } = parts;
    const facts = search.makeFacts(parts);
    const telling = (words) => words.filter((word) => !analysis.stopWords.has(word));

    async function gather(question, typing) {
      const fixed = new Set(telling(question.phrases.flat()));
      const { dates, others } = await gatherDates(question);
      const asked = new Set([...question.words, ...others, ...fixed]);
      const words = Array.from(asked).slice(0, MOST_WORDS - dates.length);
      const outcome = {
        gathering: search.makeGathering(facets, scoring, terms),
        words,
        units: words.length + dates.length,
        complete: true,
        slips: [],
        none: [],
        marks: [],
      };
      const matches = await Promise.all(
        words.map(async (word) => {
          if (!fixed.has(word)) return matching.match(word, word === question.open, typing);
          return { clauses: await matching.exact(word), complete: true, kind: "exact" };
        })
      );
      // All files at once; what follows finds them there.
      await Promise.all(matches.flatMap((m) => m.clauses.map(({ item }) => terms.lists(item))));
      for (let i = 0; i < words.length; i++) await add(words[i], matches[i], 1 << i, outcome);
      await addJoined(question, outcome);
      dates.forEach((gains, i) => outcome.gathering.addFact(gains, 1 << (words.length + i)));
      if (outcome.units > 1) addFacts(outcome);
      outcome.gathering.lendToDecisions();
      return outcome;
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
      if (match.clauses.length) {
        await outcome.gathering.add(match.clauses, bits);
        outcome.marks.push(...marksOf(match.clauses));
        return;
      }
      const halves = await matching.divided(word);
      if (!halves) {
        outcome.none.push(word);
        return;
      }
      const inner = search.makeGathering(facets, scoring, terms);
      await inner.add(halves[0], 1);
      await inner.add(halves[1], 2);
      const gains = [];
      inner.cover.forEach((cover, record) => {
        if (cover === 3) gains.push([record, DIVIDED * (inner.own[record] + inner.more[record])]);
      });
      outcome.gathering.addFact(gains, bits);
      outcome.marks.push(...marksOf(halves.flat()));
    }

    // "covid-19" is also "covid19", and "lek plats" also "lekplats".
    async function addJoined(question, { words, gathering, marks }) {
      const known = (parts) => parts.length > 0 && parts.every((word) => words.includes(word));
      const joined = question.joined.filter((entry) => known(entry.covers));
      for (let i = 0; i + 1 < question.words.length; i++) {
        const covers = question.words.slice(i, i + 2);
        if (known(covers)) joined.push({ word: covers.join(""), covers });
      }
      for (const { word, covers, boost = JOINED } of joined) {
        const found = await matching.exact(word);
        if (!found.length) continue;
        const clauses = found.map((clause) => ({ ...clause, boost: boost * clause.boost }));
        const bits = covers.reduce((sum, part) => sum | (1 << words.indexOf(part)), 0);
        await gathering.add(clauses, bits);
        marks.push(...marksOf(clauses));
      }
    }

    // "ledningsgruppen budget" means the body, "budget 2021" perhaps the year; municipalities
    // are among the words of their records.
    function addFacts({ words, gathering }) {
      for (const { places, gains } of facts.ofWords(words)) {
        gathering.addFact(gains, places.reduce((bits, place) => bits | (1 << place), 0));
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
      return { required, excluded: search.withParents(excluded, facets) };
    }

    // Returns the records that have all the words, and those that have some.
    async function ask(question, typing) {
      const outcome = await gather(question, typing);
      const { required, excluded } = await constraints(question);
      const { cover } = outcome.gathering;
      const whole = 2 ** outcome.units - 1;
      const all = [];
      const some = [];
      const isBound = required.length > 0 || excluded.size > 0;
      for (let record = 0; record < facets.count; record++) {
        if (!cover[record] && whole) continue;
        if (isBound && (excluded.has(record) || !required.every((held) => held.has(record)))) continue;
        (cover[record] === whole ? all : some).push(record);
      }
      return { outcome, all, some };
    }

    return { ask };
  }

  Object.assign(search, { makeAsking });
})(typeof window === "undefined" ? globalThis : window);
