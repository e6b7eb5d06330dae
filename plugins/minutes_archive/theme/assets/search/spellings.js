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
  const IN_COMPOUNDS = "Z";
  const ENDINGS = "a e n t s r en et er ar or na an as ade ande arna erna orna ens ets ers ars".split(" ");
  // How doubtful a guess is.
  const OTHER_ENDING = 0.4;
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

  // A word, and what is left of it without any of the usual endings.
  function formsOf(word) {
    const forms = [word];
    for (const ending of ENDINGS) {
      const rest = word.length - ending.length;
      if (rest >= SHORTEST && word.endsWith(ending)) forms.push(word.slice(0, rest));
    }
    return forms;
  }

  function doubt(forms, others) {
    let least = Infinity;
    forms.forEach((form, i) => {
      others.forEach((other, j) => {
        const sum =
          (i + j ? OTHER_ENDING : 0) +
          (form[0] === other[0] ? 0 : OTHER_BEGINNING) +
          (Math.min(form.length, other.length) <= SHORTEST ? SHORT : 0);
        if (sum < least && (form === other || isOneSlip(form, other))) least = sum;
      });
    });
    return least;
  }

  function makeSpellings(files, settings, fold) {
    // Returns the entries that begin so without diacritics: {word, plain, common}.
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
            const word = entry.slice(0, -1);
            const plain = fold(word);
            const isSaid = entry[word.length] !== IN_COMPOUNDS;
            const common = isSaid ? entry.charCodeAt(word.length) : 0;
            if (plain.startsWith(beginning)) found.push({ word, plain, common, isSaid });
          }
        } catch (problem) {
          // The file is noted as missing; the other lists may still know the word.
        }
      }
      return found;
    }

    async function endingWith(list, ending) {
      const found = await nearby(list, reversed(ending));
      return found.map((entry) => ({ ...entry, word: reversed(entry.word), plain: reversed(entry.plain) }));
    }

    // Returns up to three {word, isSaid}, the likeliest first, for a word without diacritics; what is
    // not said by itself is no word to show.
    async function suggestions(typed) {
      if (typed.length < SHORTEST || !/^\p{L}+$/u.test(typed)) return [];
      const half = Math.floor(typed.length / 2);
      const forms = formsOf(typed);
      // Where the letters around the middle are swapped, neither half is right.
      const starts = [typed.slice(0, half), typed.slice(0, half - 1) + typed[half]];
      const ends = new Set(forms.map((form) => form.slice(Math.ceil(form.length / 2))));
      const read = await Promise.all([
        ...starts.map((start) => nearby(settings.forwards, start)),
        ...Array.from(ends, (end) => endingWith(settings.backwards, end)),
      ]);
      const ranked = new Map();
      for (const { word, plain, common, isSaid } of read.flat()) {
        const known = ranked.get(plain);
        if (known && known.common >= common) continue;
        ranked.set(plain, { word, common, isSaid, cost: doubt(forms, formsOf(plain)) });
      }
      const likely = Array.from(ranked.values()).filter(({ cost }) => cost <= MOST_DOUBT);
      likely.sort((x, y) => x.cost - y.cost || y.common - x.common || (x.word < y.word ? -1 : 1));
      const best = likely.filter(({ cost }) => cost <= likely[0].cost + WORSE);
      return best.slice(0, MOST_SUGGESTED).map(({ word, isSaid }) => ({ word, isSaid }));
    }

    // Returns keys that end like the word: compounds that no list of words could split.
    async function compounds(key, most) {
      if (key.length < SHORTEST_TAIL || !/^\p{L}+$/u.test(key)) return [];
      const found = (await endingWith(settings.endings, key)).filter(
        ({ plain }) => plain.length >= Math.max(key.length + SHORTEST_HEAD, SHORTEST_COMPOUND)
      );
      found.sort((x, y) => y.common - x.common || (x.plain < y.plain ? -1 : 1));
      return found.slice(0, most).map(({ plain }) => plain);
    }

    return { suggestions, compounds };
  }

  Object.assign(search, { makeSpellings, isOneSlip });
})(typeof window === "undefined" ? globalThis : window);
