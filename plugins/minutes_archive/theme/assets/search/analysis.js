// Swedish text analysis: text -> words -> terms and keys, as in language/analysis.py.
// The tables come with the index, so that the two sides cannot differ in them.
(function (global) {
  "use strict";

  const WORD = /[\p{L}\p{N}]+/gu;
  const JOINED = /[\p{L}\p{N}]+(?:[-\u2010\u2011/:.][\p{L}\p{N}]+)+/gu;
  const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g;
  const MARKS = /\p{M}/gu;
  const ONLY_LETTERS = /^\p{L}+$/u;
  const NOT_DECOMPOSED = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ð: "d", đ: "d", ł: "l", þ: "th" };
  const LONGEST_WORD = 60;

  function normalise(text) {
    return text.replace(INVISIBLE, "").normalize("NFKC").toLowerCase();
  }

  function cut(word) {
    const letters = Array.from(word);
    return letters.length > LONGEST_WORD ? letters.slice(0, LONGEST_WORD).join("") : word;
  }

  function words(normalised) {
    return (normalised.match(WORD) || []).map(cut);
  }

  function joinedWords(normalised) {
    const found = [];
    for (const match of normalised.match(JOINED) || []) {
      const word = match.match(WORD).join("");
      if (Array.from(word).length > LONGEST_WORD) continue;
      if (!/[/:.]/.test(match) || /\p{N}/u.test(word)) found.push(word);
    }
    return found;
  }

  function fold(word) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(word)) return word;
    return word
      .replace(/[øæœßðđłþ]/g, (letter) => NOT_DECOMPOSED[letter])
      .normalize("NFD")
      .replace(MARKS, "");
  }

  function irregularForms(table) {
    const forms = new Map();
    for (const group of table.split(/\s+/)) {
      const [base, others] = group.split(":");
      for (const form of [base].concat(others.split(","))) forms.set(form, base);
    }
    return forms;
  }

  function stemmer(tables) {
    const snow = tables.snowball;
    const suffixes = snow.suffixes.trim().split(/\s+/);
    const irregular = irregularForms(tables.irregular.trim());

    // R1 begins after the first consonant that follows a vowel, at 3 at least.
    function region(word) {
      let seenVowel = false;
      for (let i = 0; i < word.length; i++) {
        if (snow.vowels.includes(word[i])) seenVowel = true;
        else if (seenVowel) return Math.max(i + 1, 3);
      }
      return word.length + 1;
    }

    function snowball(word) {
      const start = region(word);
      const suffix = suffixes.find((s) => word.endsWith(s) && word.length - s.length >= start);
      if (suffix && !(suffix === "s" && !snow.before_s.includes(word[word.length - 2]))) {
        word = word.slice(0, word.length - suffix.length);
      }
      if (word.length - 2 >= start && snow.pairs.some((pair) => word.endsWith(pair))) {
        word = word.slice(0, -1);
      }
      for (const [ending, put] of snow.replaced) {
        if (word.endsWith(ending) && word.length - ending.length >= start) {
          return word.slice(0, word.length - ending.length) + put;
        }
      }
      return word;
    }

    function dropEnding(word) {
      for (const rule of tables.endings) {
        if (!word.endsWith(rule.ending)) continue;
        const rest = word.slice(0, word.length - rule.ending.length);
        if (Array.from(rest).length < rule.rest) continue;
        if (rule.after && !rule.after.includes(rest[rest.length - 1])) continue;
        const stem = rest + (rule.put || "");
        return Array.from(stem).some((letter) => tables.vowels.includes(letter)) ? stem : word;
      }
      return word;
    }

    return function stem(word) {
      if (!ONLY_LETTERS.test(word)) return word;
      while (!irregular.has(word)) {
        const shorter = dropEnding(snowball(word));
        if (shorter === word) return word;
        word = shorter;
      }
      return irregular.get(word);
    };
  }

  // FNV-1a over UTF-16 code units: the hash that phrases are filed under.
  function wordHash(key) {
    let value = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) {
      value = Math.imul(value ^ key.charCodeAt(i), 0x01000193) >>> 0;
    }
    return value;
  }

  function makeAnalysis(tables) {
    const stem = stemmer(tables);
    const stems = new Map();
    const term = (word) => {
      let found = stems.get(word);
      if (found === undefined) stems.set(word, (found = stem(word)));
      return found;
    };
    return {
      normalise,
      words,
      joinedWords,
      fold,
      term,
      wordHash,
      key: (word) => fold(term(word)),
      stopWords: new Set(tables.stop.trim().split(/\s+/)),
    };
  }

  Object.assign((global.MinutesSearch = global.MinutesSearch || {}), { makeAnalysis });
})(typeof window === "undefined" ? globalThis : window);
