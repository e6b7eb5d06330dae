// Putting records in order: by lunr's scores and how much of the question they hold, or by date.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const TYPE_FACTORS = [0.8, 0.6, 0.85, 1]; // page, meeting, item, decision
  // lunr scores the best by the sum that it makes itself; what comes after keeps that order.
  const MOST_SCORED = 300;

  // Returns the `most` best records; of equals, the newer, and in a meeting the earlier.
  function topOf(records, scoreOf, days, most) {
    const scores = new Map();
    const better = (x, y) => scores.get(y) - scores.get(x) || days[y] - days[x] || x - y;
    let kept = [];
    for (const record of records) {
      scores.set(record, scoreOf(record));
      kept.push(record);
      if (kept.length >= 4 * most + 1000) kept = kept.sort(better).slice(0, most);
    }
    return kept.sort(better).slice(0, most);
  }

  // Newest first; within a day in the order of the minutes.
  function byDate(records, days) {
    return Array.from(records).sort((x, y) => days[y] - days[x] || x - y);
  }

  function bitCount(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  async function ranked(records, outcome, most, { facets, scoring, terms }) {
    if (!records.length) return [];
    const { gathering, words } = outcome;
    const length = gathering.questionLength();
    const factor = (record) => {
      const share = bitCount(gathering.cover[record]) / Math.max(words.length, 1);
      return share * share * TYPE_FACTORS[facets.types[record]];
    };
    const extra = (record) => gathering.more[record] / length;
    const rough = (record) => (gathering.own[record] / length + extra(record)) * factor(record);
    const best = topOf(records, rough, facets.days, Math.max(most, MOST_SCORED));
    const scored = best.slice(0, MOST_SCORED);
    const scores = await scoring.lunrScores(gathering.clauses, scored, terms.lists);
    const final = (record) => ((scores.get(record) || 0) + extra(record)) * factor(record);
    const top = topOf(scored, final, facets.days, scored.length);
    return top.concat(best.slice(MOST_SCORED)).slice(0, most);
  }

  Object.assign(search, { ranked, byDate, topOf });
})(typeof window === "undefined" ? globalThis : window);
