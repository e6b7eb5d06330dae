// The words of the archive that a mistyped word may have been meant to be.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const SHORTEST = 4;
  const MOST_FILES = 3;
  const MOST_ENDING = 4;

  const reversed = (word) => Array.from(word).reverse().join("");

  // Whether b can be had from a by one letter more, less or other, or two swapped.
  function isOneSlip(a, b) {
    if (a === b || Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start++;
    const rest = (word, skip) => word.slice(start + skip);
    return (
      rest(a, 1) === rest(b, 1) ||
      rest(a, 0) === rest(b, 1) ||
      rest(a, 1) === rest(b, 0) ||
      (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2))
    );
  }

  function makeSpellings(files, settings) {
    async function nearby(list, beginning) {
      const keys = search.frontDecoded(list.keys);
      let first = 0;
      while (first + 1 < keys.length && keys[first + 1] <= beginning) first++;
      let last = first;
      while (last + 1 < keys.length && keys[last + 1].startsWith(beginning)) last++;
      const found = [];
      for (let i = first; i <= Math.min(last, first + MOST_FILES - 1) && keys.length; i++) {
        try {
          const text = new TextDecoder().decode(await files.load("v/" + list.files[i]));
          for (const entry of text.match(/[^A-Z]+[A-Z]/g) || []) {
            if (entry.startsWith(beginning)) found.push(entry);
          }
        } catch (problem) {
          // The file is noted as missing; the other list may still know the word.
        }
      }
      return found;
    }

    // Returns up to three keys, the likeliest first. `typed` is the word without diacritics,
    // `key` what the analysis makes of it: a slip in the ending leaves the key too long.
    async function suggestions(typed, key) {
      if (key.length < SHORTEST || !/^\p{L}+$/u.test(typed)) return [];
      const half = Math.floor(key.length / 2);
      const halves = new Set([key.slice(0, half), key.slice(0, half - 1) + (key[half] || "")]);
      const entries = new Map();
      for (const start of halves) {
        for (const entry of await nearby(settings.forwards, start)) {
          entries.set(entry.slice(0, -1), entry.slice(-1));
        }
      }
      for (const entry of await nearby(settings.backwards, reversed(key.slice(half)))) {
        entries.set(reversed(entry.slice(0, -1)), entry.slice(-1));
      }
      const ranked = [];
      for (const [word, common] of entries) {
        const rank = closeness(word, key, typed);
        if (rank) ranked.push({ word, rank, common: common.charCodeAt(0) - 65 });
      }
      ranked.sort((x, y) => y.rank - x.rank || y.common - x.common || (x.word < y.word ? -1 : 1));
      return ranked.slice(0, 3).map((entry) => entry.word);
    }

    function closeness(word, key, typed) {
      if (isOneSlip(word, key)) return word[0] === key[0] ? 3 : 2;
      if (word.length < SHORTEST + 1) return 0;
      for (let length = typed.length; length >= typed.length - MOST_ENDING; length--) {
        if (length < word.length - 1) break;
        const start = typed.slice(0, length);
        if (start === word || isOneSlip(word, start)) return 1;
      }
      return 0;
    }

    return { suggestions };
  }

  Object.assign(search, { makeSpellings, isOneSlip });
})(typeof window === "undefined" ? globalThis : window);
