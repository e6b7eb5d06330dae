// What a hit shows of its text: the stretch with most of the matched words, and those marked.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const TOKEN = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d]+/gu;
  const WORDS_SHOWN = 38;
  const LEAD = 8;
  const SHORTEST_PART = 3;

  // `marks` are the keys that matched, `words` what was typed. A twin is no part of words. A word is marked when its own
  // key matched, when a matched key is a part of it, or when it goes on where a word ended.
  function makeMarker(marks, words, phrases, analysis) {
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

    return function weight(token) {
      if (!known.has(token)) known.set(token, weigh(token));
      return known.get(token);
    };
  }

  function tokens(text, weight) {
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

  // Returns a whole text in pieces, marked or not.
  const marked = (text, weight) => segments(text, tokens(text, weight));

  Object.assign(search, { makeMarker, snippet, marked });
})(typeof window === "undefined" ? globalThis : window);
