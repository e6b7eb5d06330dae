// Putting records in order: by lunr's scores and how much of the question they hold, or by date.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const TYPE_FACTORS = [0.8, 0.6, 0.85, 1]; // page, meeting, item, decision
  // lunr scores the best by the sum that it makes itself; what comes after keeps that order.
  const MOST_SCORED = 300;

  // Returns the `most` best records; of equals, the newer, and in a meeting the earlier.
  // What is worse than the best found so far is never kept.
  function topOf(records, scoreOf, days, most) {
    const better = (x, y) => y.score - x.score || days[y.record] - days[x.record] || x.record - y.record;
    const limit = 2 * most + 200;
    let kept = [];
    let floor = -Infinity;
    for (let i = 0; i < records.length; i++) {
      const score = scoreOf(records[i]);
      if (score < floor) continue;
      kept.push({ record: records[i], score });
      if (kept.length > limit) {
        kept = kept.sort(better).slice(0, most);
        floor = kept[most - 1].score;
      }
    }
    return kept.sort(better).slice(0, most).map(({ record }) => record);
  }

  // Newest first; within a day in the order of the minutes. Records come oldest first.
  function byDate(records, days) {
    const ordered = [];
    for (let end = records.length; end > 0; ) {
      let start = end - 1;
      while (start > 0 && days[records[start - 1]] === days[records[end - 1]]) start--;
      for (let i = start; i < end; i++) ordered.push(records[i]);
      end = start;
    }
    return ordered;
  }

  function bitCount(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  async function ranked(records, outcome, most, { facets, scoring, terms }) {
    if (!records.length) return [];
    const { gathering, units } = outcome;
    const length = gathering.questionLength();
    const factor = (record) => {
      const share = bitCount(gathering.cover[record]) / Math.max(units, 1);
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
