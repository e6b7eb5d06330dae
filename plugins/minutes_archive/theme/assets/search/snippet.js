// What a hit shows of its text: the stretch with most of the matched words, and those marked.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const TOKEN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+/gu;
  const WORDS_SHOWN = 38;
  const LEAD = 8;
  const SHORTEST_PART = 3;

  const LONGEST_RUN = 5; // words of a sum or a date
  const MOST_QUOTES = 4;
  const QUOTED_BEFORE = 2; // words on either side, so that a quote is found at its place
  const QUOTED_AFTER = 3;

  // `marks` are the keys that matched, `words` what was typed. A twin is no part of words. A word is
  // marked when its own key matched, when a matched key is a part of it, or when it goes on where
  // a word ended. Sums and dates are marked as a whole, however they are written.
  function makeMarker(marks, words, question, analysis) {
    const { phrases, dates } = question;
    const sums = new Set(question.joined.map(({ word }) => word).filter((word) => /^\d+\p{L}+$/u.test(word)));
    const days = dates.flatMap((date) => date.phrases).filter((row) => row.length > 1);
    const keys = new Set(marks.map(({ key }) => key));
    const whole = marks.filter(({ key, isTwin }) => !isTwin && key.length >= SHORTEST_PART);
    const parts = whole.map(({ key }) => key);
    const begun = words.map(analysis.fold).filter((word) => word.length > 1);
    for (const word of phrases.flat()) keys.add(analysis.key(word));
    const known = new Map();

    function weigh(token) {
      const word = analysis.normalise(token);
      const key = analysis.key(word);
      const plain = analysis.fold(word);
      if (keys.has(key) || keys.has(plain)) return 3;
      if (analysis.stopWords.has(word)) return 0;
      if (begun.some((start) => plain.startsWith(start))) return 2;
      return parts.some((part) => plain.includes(part)) ? 1 : 0;
    }

    function weight(token) {
      if (!known.has(token)) known.set(token, weigh(token));
      return known.get(token);
    }

    const isDay = (list, i) =>
      days.find((row) => row.every((word, j) => list[i + j] && analysis.fold(list[i + j].key) === analysis.fold(word)));

    // Marks the words of sums and dates in a row.
    weight.rows = function (text, list) {
      if (!sums.size && !days.length) return;
      for (let i = 0; i < list.length; i++) {
        let length = (isDay(list, i) || []).length;
        const row = /^\d/.test(list[i].key) && sums.size ? Math.min(LONGEST_RUN, list.length - i) : 0;
        for (let j = 1; j <= row && !length; j++) {
          const said = analysis.normalise(text.slice(list[i].start, list[i + j - 1].end));
          const isIt = analysis.amounts(said).some(({ word, said: whole }) => sums.has(word) && whole.length === said.length);
          if (isIt || sums.has(said.replace(/ /g, "") + "kr")) length = j;
        }
        for (let j = i; j < i + length; j++) list[j].weight = 3;
      }
    };
    return weight;
  }

  function tokens(text, weight) {
    const list = tokensOf(text, weight);
    if (weight.rows) weight.rows(text, list);
    return list;
  }

  function tokensOf(text, weight) {
    return Array.from(text.matchAll(TOKEN), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      weight: weight(match[0]),
      key: match[0].toLowerCase(),
    }));
  }

  // Returns where to begin: the window that holds the greatest weight of different words.
  function bestStart(list) {
    let best = 0;
    let most = 0;
    for (let i = 0; i < list.length; i++) {
      if (!list[i].weight) continue;
      const seen = new Map();
      for (const token of list.slice(i, i + WORDS_SHOWN - LEAD)) {
        if (token.weight) seen.set(token.key, token.weight);
      }
      const sum = Array.from(seen.values()).reduce((total, one) => total + one, 0);
      if (sum > most) [most, best] = [sum, i];
    }
    return Math.max(best - LEAD, 0);
  }

  function segments(text, list) {
    const found = [];
    let at = 0;
    for (const token of list) {
      if (!token.weight) continue;
      if (token.start > at) found.push({ text: text.slice(at, token.start), mark: false });
      found.push({ text: text.slice(token.start, token.end), mark: true });
      at = token.end;
    }
    if (at < text.length) found.push({ text: text.slice(at), mark: false });
    return found;
  }

  // Returns pieces of text, each marked or not; the whole text when it is short.
  function snippet(text, weight) {
    const flat = text.replace(/\s+/g, " ").trim();
    const list = tokens(flat, weight);
    const from = list.length > WORDS_SHOWN ? bestStart(list) : 0;
    const shown = list.slice(from, from + WORDS_SHOWN);
    if (!shown.length) return [{ text: flat.slice(0, 300), mark: false }];
    const start = from ? shown[0].start : 0;
    const isEnd = from + WORDS_SHOWN >= list.length;
    const end = isEnd ? flat.length : shown[shown.length - 1].end;
    const moved = shown.map((t) => ({ ...t, start: t.start - start, end: t.end - start }));
    const pieces = segments(flat.slice(start, end), moved);
    if (start) pieces.unshift({ text: "… ", mark: false });
    if (!isEnd) pieces.push({ text: " …", mark: false });
    return pieces;
  }

  // Returns what a link may point at (`#:~:text=`): on a page of its own the marked words, and in a
  // page of many items a few words in a row, which stand there once.
  function quotes(text, weight, isPart) {
    const flat = text.replace(/\s+/g, " ").trim();
    const list = tokens(flat, weight);
    const from = list.length > WORDS_SHOWN ? bestStart(list) : 0;
    const said = [];
    const marked = list.map((token, i) => (token.weight ? i : -1)).filter((i) => i >= from);
    for (const i of marked) {
      const words = isPart ? rowAround(flat, list, i) : flat.slice(list[i].start, list[i].end);
      if (words && !said.includes(words)) said.push(words);
      if (said.length === (isPart ? 1 : MOST_QUOTES)) break;
    }
    return said.map((words) => "text=" + encodeURIComponent(words).replace(/-/g, "%2D"));
  }

  // The words around one, as far as its sentence goes.
  function rowAround(text, list, at) {
    const isApart = (i) => /[.:;!?|\n]/.test(text.slice(list[i].end, list[i + 1].start));
    let [first, last] = [at, at];
    while (first > 0 && at - first < QUOTED_BEFORE && !isApart(first - 1)) first--;
    while (last + 1 < list.length && last - at < QUOTED_AFTER && !isApart(last)) last++;
    return last - first > 1 ? text.slice(list[first].start, list[last].end) : "";
  }

  // Returns a whole text in pieces, marked or not.
  const marked = (text, weight) => segments(text, tokens(text, weight));

  Object.assign(search, { makeMarker, snippet, marked, quotes });
})(typeof window === "undefined" ? globalThis : window);
