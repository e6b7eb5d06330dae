// Putting records in order: by lunr's scores and how much of the question they hold, or by date.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const TYPE_FACTORS = [0.3, 0.6, 0.85, 1]; // page, meeting, item, decision
  const PUT_DOWN = 0.55; // replaced, or put off
  const LISTS_ITEMS = 0.5; // a meeting that has the words because an item of it has them
  const BESIDE = 0.6; // what words that stand beside each other are worth more
  const OPTIONAL = 0.15;
  const MEETING = 1;
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

  // An item and its decisions are one card, which stands where the first of them would. What
  // holds only some of the words (`others`) begins a card after all that holds them all.
  function cardsOf(numbers, others, facets) {
    const cards = new Map();
    for (const number of numbers.concat(others)) {
      const item = facets.parents[number] >= 0 ? facets.parents[number] : number;
      if (!cards.has(item)) cards.set(item, []);
      cards.get(item).push(number);
    }
    return Array.from(cards.values());
  }

  function bitCount(bits) {
    let count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
  }

  async function ranked(records, outcome, most, { facets, scoring, terms }) {
    if (!records.length) return [];
    const { gathering, required, optional, beside } = outcome;
    const { cover, firm } = gathering;
    const length = gathering.questionLength();
    const held = new Set(); // meetings with an item that has all that they have
    // A question for a day alone asks for its meeting.
    for (const record of outcome.words.length ? records : []) {
      const meeting = facets.meetings[record];
      if (meeting >= 0 && meeting !== record && !(cover[meeting] & required & ~cover[record])) held.add(meeting);
    }
    const isWhole = (record) => (cover[record] & required) >>> 0 === required;
    const factor = (record) => {
      const share = isWhole(record) ? 1 : gathering.share(cover[record], required) + gathering.share(firm[record], required);
      let worth = share * share * TYPE_FACTORS[facets.types[record]];
      if (optional) worth *= 1 + (OPTIONAL * bitCount(cover[record] & optional)) / bitCount(optional);
      if (beside.length) {
        worth *= 1 + (BESIDE * beside.filter((set) => set.has(record)).length) / beside.length;
      }
      if (facets.down[record]) worth *= PUT_DOWN;
      if (facets.types[record] === MEETING && held.has(record)) worth *= LISTS_ITEMS;
      return worth;
    };
    // What holds a word only by way of another one comes after all that says it.
    const tier = (record) => (isWhole(record) ? -1e6 * bitCount(required & ~firm[record]) : 0);
    const extra = (record) => gathering.more[record] / length;
    const rough = (record) =>
      tier(record) + (gathering.own[record] / length + extra(record)) * factor(record);
    const best = topOf(records, rough, facets.days, Math.max(most, MOST_SCORED));
    const scored = best.slice(0, MOST_SCORED);
    const scores = await scoring.lunrScores(gathering.clauses, scored, terms.lists);
    const final = (record) => tier(record) + ((scores.get(record) || 0) + extra(record)) * factor(record);
    const top = topOf(scored, final, facets.days, scored.length);
    return top.concat(best.slice(MOST_SCORED)).slice(0, most);
  }

  Object.assign(search, { bitCount, ranked, byDate, topOf, cardsOf });
})(typeof window === "undefined" ? globalThis : window);
