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

  const TWO_SLIPS = 0.5;
  const SHORTEST_OF_TWO = 7; // two slips in a short word make another word
  const FEWEST_ALIKE = 3; // letters that begin or end a word with two slips in it

  const reversed = (word) => Array.from(word).reverse().join("");

  // How many letters more, less or other, or swapped neighbours, make b of a; three is too many.
  function slips(a, b) {
    if (Math.abs(a.length - b.length) > 2) return 3;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const other = a[i - 1] === b[j - 1] ? 0 : 1;
        let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          least = Math.min(least, before[j - 2] + 1);
        }
        row.push(least);
      }
      if (Math.min(...row) > 2) return 3;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

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

  // "viselblåsare" begins "visselblåsarfunktion", but for a slip.
  function beginsLike(longer, word) {
    if (longer.length < word.length + 3) return false;
    return [-1, 0, 1].some((step) => isOneSlip(word, longer.slice(0, word.length + step)));
  }

  function doubtOfTwo(forms, others) {
    let least = Infinity;
    forms.forEach((form, i) => {
      others.forEach((other, j) => {
        if (Math.min(form.length, other.length) < SHORTEST_OF_TWO || (i && j)) return;
        const sum = TWO_SLIPS + (i + j ? OTHER_ENDING : 0) + (form[0] === other[0] ? 0 : OTHER_BEGINNING);
        if (sum < least && sum <= MOST_DOUBT && (slips(form, other) <= 2 || beginsLike(other, form))) least = sum;
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

    // Returns up to three {word, key, isSaid}, the likeliest first, for a word without diacritics;
    // what is not said by itself is no word to show, and what is known by its key only has no word.
    async function suggestions(typed, key) {
      if (typed.length < SHORTEST || !/^\p{L}+$/u.test(typed)) return [];
      const half = Math.floor(typed.length / 2);
      const forms = formsOf(typed);
      // Where the letters around the middle are swapped, neither half is right.
      const starts = [typed.slice(0, half), typed.slice(0, half - 1) + typed[half]];
      const ends = new Set(forms.map((form) => form.slice(Math.ceil(form.length / 2))));
      const likely = likelyOf(forms, key, doubt, await Promise.all([
        ...starts.map((start) => nearby(settings.forwards, start)),
        ...Array.from(ends, (end) => endingWith(settings.backwards, end)),
        keysEndingWith(key.slice(Math.ceil(key.length / 2))),
      ]));
      if (likely.length || typed.length < SHORTEST_OF_TWO) return likely;
      return likelyOf(forms, key, doubtOfTwo, await Promise.all([
        nearby(settings.forwards, typed.slice(0, FEWEST_ALIKE)),
        endingWith(settings.backwards, typed.slice(-FEWEST_ALIKE)),
        keysEndingWith(key.slice(-FEWEST_ALIKE)),
      ]));
    }

    // Whether the archive says a word just so, but for its dots.
    async function isSaid(plain) {
      return (await nearby(settings.forwards, plain)).some((entry) => entry.plain === plain);
    }

    async function keysEndingWith(end) {
      if (end.length < 2) return [];
      return (await endingWith(settings.endings, end)).map((entry) => ({ ...entry, isKey: true, isSaid: false }));
    }

    function likelyOf(forms, key, doubtOf, read) {
      const ranked = new Map();
      for (const { word, plain, common, isSaid, isKey } of read.flat()) {
        const known = ranked.get(plain);
        if (known && (isKey || (!known.key && known.common >= common))) continue;
        const cost = isKey ? doubtOf([key], [plain]) : doubtOf(forms, formsOf(plain));
        ranked.set(plain, { word, key: isKey ? plain : "", common, isSaid, cost });
      }
      const likely = Array.from(ranked.values()).filter(({ cost }) => cost <= MOST_DOUBT);
      likely.sort((x, y) => x.cost - y.cost || y.common - x.common || (x.word < y.word ? -1 : 1));
      const best = likely.filter(({ cost }) => cost <= likely[0].cost + WORSE);
      return best.slice(0, MOST_SUGGESTED).map(({ word, key: found, isSaid, cost }) => ({
        word, key: found, isSaid, isSlip: cost <= OTHER_BEGINNING,
      }));
    }

    // The words of the archive that share their first letters, or their last, with a word.
    async function neighboursOf(plain) {
      const [begin, end, keys] = await Promise.all([
        nearby(settings.forwards, plain.slice(0, FEWEST_ALIKE)),
        endingWith(settings.backwards, plain.slice(-FEWEST_ALIKE)),
        endingWith(settings.endings, plain.slice(-FEWEST_ALIKE)),
      ]);
      return { begin: begin.map(({ word }) => word), end: end.concat(keys).map(({ word }) => word) };
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

    return { suggestions, isSaid, neighboursOf, compounds };
  }

  Object.assign(search, { makeSpellings, isOneSlip, slips });
})(typeof window === "undefined" ? globalThis : window);
