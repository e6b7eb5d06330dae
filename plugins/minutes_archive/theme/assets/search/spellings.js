// The words of the archive that a mistyped word may have been meant to be, and those it ends.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const SHORTEST = 4;
  const MOST_FILES = 3;
  const SHORTEST_HEAD = 2; // "ishall" is found by "hall"
  const SHORTEST_TAIL = 3;
  const SHORTEST_COMPOUND = 6;
  const MOST_SUGGESTED = 3;
  const ENDINGS = (
    "a e n t s r en et er ar or na an as ade ande arna erna orna ens ets ers ars " +
    "het heten heter heterna ig iga igt lig liga ligt ighet igheten igheter igheterna"
  ).split(" ");
  // How doubtful a guess is.
  const OTHER_ENDING = 0.4;
  const ODD_ENDING = 0.8;
  const CUT = 0.7;
  const OTHER_BEGINNING = 0.3;
  const SHORT = 0.4;
  const MOST_DOUBT = 1;
  const WORSE = 0.3; // than the best, and still meant perhaps

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

  // What may be the stem of the word meant, with how doubtful that is: the word, its key, and
  // the word without any of the usual endings.
  function formsOf(typed, key) {
    const forms = new Map([[typed, 0]]);
    for (const ending of ENDINGS) {
      const rest = typed.length - ending.length;
      if (rest >= SHORTEST - 1 && typed.endsWith(ending)) forms.set(typed.slice(0, rest), OTHER_ENDING);
    }
    // A doubled last letter is single in many keys: vindskydd, vindskyd.
    if (typed.slice(-1) === typed.slice(-2, -1)) forms.set(typed.slice(0, -1), 0);
    return forms.set(key, 0);
  }

  // Little is left of a long word, and what is gone is no ending: that is close to much.
  function cut(typed, form) {
    if (ENDINGS.includes(typed.slice(form.length))) return 0;
    return CUT * Math.max(typed.length - form.length - 2, 0);
  }

  function doubt(forms, key, typed) {
    // A slip in the ending alone: "handlinganra".
    const isBegun = typed.startsWith(key) && typed.length - key.length <= key.length / 2 + 1;
    let least = isBegun ? ODD_ENDING : Infinity;
    for (const [form, ending] of forms) {
      const sum =
        ending +
        (form[0] === key[0] ? 0 : OTHER_BEGINNING) +
        (Math.min(form.length, key.length) <= SHORTEST ? SHORT + cut(typed, form) : 0);
      if (sum < least && (form === key || isOneSlip(form, key))) least = sum;
    }
    return least;
  }

  function makeSpellings(files, settings) {
    // Returns the entries that begin so: {word, common}.
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
            if (!entry.startsWith(beginning)) continue;
            found.push({ word: entry.slice(0, -1), common: entry.charCodeAt(entry.length - 1) });
          }
        } catch (problem) {
          // The file is noted as missing; the other list may still know the word.
        }
      }
      return found;
    }

    async function endingWith(ending) {
      const found = await nearby(settings.backwards, reversed(ending));
      return found.map(({ word, common }) => ({ word: reversed(word), common }));
    }

    // Returns up to three keys, the likeliest first; `typed` is a word without diacritics, `key`
    // what the analysis makes of it.
    async function suggestions(typed, key) {
      if (typed.length < SHORTEST || !/^\p{L}+$/u.test(typed)) return [];
      const forms = formsOf(typed, key);
      const starts = new Set();
      const ends = new Set();
      for (const form of [typed, key]) {
        const half = Math.floor(form.length / 2);
        starts.add(form.slice(0, half));
        for (let i = 0; i < half; i++) {
          starts.add((form.slice(0, i) + form[i + 1] + form[i] + form.slice(i + 2)).slice(0, half));
        }
      }
      for (const form of forms.keys()) ends.add(form.slice(Math.ceil(form.length / 2)));
      const read = await Promise.all([
        ...Array.from(starts, (start) => nearby(settings.forwards, start)),
        ...Array.from(ends, (end) => endingWith(end)),
      ]);
      const ranked = new Map();
      for (const { word, common } of read.flat()) {
        if (!ranked.has(word)) ranked.set(word, { word, common, cost: doubt(forms, word, typed) });
      }
      const likely = Array.from(ranked.values()).filter(({ cost }) => cost <= MOST_DOUBT);
      likely.sort((x, y) => x.cost - y.cost || y.common - x.common || (x.word < y.word ? -1 : 1));
      const best = likely.filter(({ cost }) => cost <= likely[0].cost + WORSE);
      return best.slice(0, MOST_SUGGESTED).map(({ word }) => word);
    }

    // Returns keys that end like the word: compounds that no list of words could split.
    async function compounds(key, most) {
      if (key.length < SHORTEST_TAIL || !/^\p{L}+$/u.test(key)) return [];
      const found = (await endingWith(key)).filter(
        ({ word }) => word.length >= Math.max(key.length + SHORTEST_HEAD, SHORTEST_COMPOUND)
      );
      found.sort((x, y) => y.common - x.common || (x.word < y.word ? -1 : 1));
      return found.slice(0, most).map(({ word }) => word);
    }

    return { suggestions, compounds };
  }

  Object.assign(search, { makeSpellings, isOneSlip });
})(typeof window === "undefined" ? globalThis : window);
