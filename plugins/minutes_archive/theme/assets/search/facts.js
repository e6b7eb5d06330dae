// What a question says about records by way of their facts: their day, body, year or month.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const ON_THE_DAY = 1;
  const TOLD_IN_TEXT = 0.6;
  const BODY = 0.8;
  const YEAR = 0.8;
  const MONTH = 0.5;
  const TYPE = 0.3;
  const MEETING = 1; // its place among the types
  // The page of a day's meeting, where a question names nothing but the day.
  const ONLY_THE_DAY = 2;

  function makeFacts({ analysis, facets, scoring, plain }) {
    const keyOf = (text) => analysis.key(analysis.normalise(text));
    const monthOfDay = new Map();

    function monthOf(day) {
      if (!monthOfDay.has(day)) monthOfDay.set(day, facets.dateOf(day).slice(5));
      return monthOfDay.get(day);
    }

    function where(holds) {
      const found = [];
      for (let record = 0; record < facets.count; record++) if (holds(record)) found.push(record);
      return found;
    }

    // Each record with what the fact is worth: the rarer, the more.
    const gains = (records, worth) => records.map((record) => [record, worth * scoring.idf(records.length)]);

    function onDate({ from, to, isYearly }) {
      if (isYearly) {
        return where((record) => {
          const day = facets.days[record] && monthOf(facets.days[record]);
          return day >= from && day <= to;
        });
      }
      const first = facets.dayOf(from);
      const last = facets.dayOf(to);
      return where((record) => facets.days[record] >= first && facets.days[record] <= last);
    }

    // `told` are the records whose text tells the date.
    function ofDate(date, told, isAlone) {
      const there = onDate(date);
      const found = new Map(gains(Array.from(told), TOLD_IN_TEXT));
      for (const [record, gain] of gains(there, ON_THE_DAY)) {
        const isLead = isAlone && facets.types[record] === MEETING;
        found.set(record, gain * (isLead ? ONLY_THE_DAY : 1));
      }
      return found;
    }

    // Bodies whose whole name is among the words, or whose code is one: "ks budget".
    function ofBodies(words) {
      const keys = words.map((word) => [plain(word), analysis.key(word)]);
      const isSaid = (name) => keys.findIndex((forms) => forms.includes(plain(name)) || forms.includes(keyOf(name)));
      const found = [];
      facets.bodyNames.forEach(([id, name], body) => {
        if (!id) return;
        const parts = analysis.words(analysis.normalise(name));
        const places = parts.filter((part) => !analysis.stopWords.has(part)).map(isSaid);
        const code = Object.keys(facets.codes).find((one) => facets.codes[one] === id);
        const coded = code ? keys.findIndex(([word]) => word === plain(code)) : -1;
        const said = places.length && !places.includes(-1) ? places : [coded];
        if (said[0] < 0) return;
        found.push({ places: said, gains: gains(where((record) => facets.bodies[record] === body), BODY) });
      });
      return found;
    }

    function ofTimes(words) {
      return words.flatMap((word, place) => {
        const year = facets.yearNames.indexOf(word);
        if (year > 0) {
          const records = where((record) => facets.years[record] === year);
          return [{ places: [place], gains: gains(records, YEAR) }];
        }
        const month = analysis.dates.monthOf(word);
        if (!month) return [];
        const number = String(month).padStart(2, "0");
        const records = onDate({ from: number + "-01", to: number + "-31", isYearly: true });
        return [{ places: [place], gains: gains(records, MONTH) }];
      });
    }

    // "beslut om lekplatser" asks for decisions, which seldom say that they are one.
    function ofTypes(words) {
      return words.flatMap((word, place) => {
        const type = facets.typeNames.findIndex(([, label]) => keyOf(label) === analysis.key(word));
        if (type < 0) return [];
        return [{ places: [place], gains: gains(where((record) => facets.types[record] === type), TYPE) }];
      });
    }

    const ofWords = (words) => [ofBodies, ofTimes, ofTypes].flatMap((find) => find(words));

    return { ofDate, ofWords };
  }

  Object.assign(search, { makeFacts });
})(typeof window === "undefined" ? globalThis : window);
