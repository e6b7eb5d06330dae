// What a reader typed -> words, phrases and what to leave out. No text can make it throw.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const LONGEST_QUESTION = 2000;
  // Each word costs a file or more; nobody means more than this many.
  const MOST_WORDS = 20;
  const QUOTED = /(^|[\s(])([-\u2212\u2013]?)["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u201e\u00ab\u00bb]?/g;
  const EXCLUDED = /(^|\s)[-\u2212\u2013](?=[\p{L}\p{N}])(\S+)/gu;
  // eslint-disable-next-line no-control-regex
  const CONTROL = /[\u0000-\u001f\u007f]/g;

  function clean(text) {
    return text.slice(0, LONGEST_QUESTION).replace(CONTROL, " ").trim();
  }

  function parseQuestion(text, analysis) {
    const phrases = [];
    const excludedPhrases = [];
    const excluded = [];
    let rest = clean(text).replace(QUOTED, (_, before, minus, quoted) => {
      const words = analysis.words(analysis.normalise(quoted));
      if (words.length) (minus ? excludedPhrases : phrases).push(words);
      return before + " ";
    });
    rest = rest.replace(EXCLUDED, (_, before, word) => {
      excluded.push(...analysis.words(analysis.normalise(word)));
      return before + " ";
    });
    const normalised = analysis.normalise(rest);
    const typed = analysis.words(normalised);
    const distinct = Array.from(new Set(typed));
    const telling = distinct.filter((word) => !analysis.stopWords.has(word));
    const useful = telling.length || phrases.length ? telling : distinct;
    const words = useful.slice(0, MOST_WORDS);
    return {
      text: clean(text),
      words,
      // The last word may be half typed, unless something follows it.
      open: /[\p{L}\p{N}]$/u.test(normalised) ? typed[typed.length - 1] : "",
      joined: analysis.joinedWords(normalised).map((word) => joinedWith(word, words, analysis)),
      phrases: phrases.slice(0, MOST_WORDS),
      excluded: excluded.slice(0, MOST_WORDS),
      excludedPhrases: excludedPhrases.slice(0, MOST_WORDS),
      ignored: useful.slice(MOST_WORDS),
      isEmpty: !words.length && !phrases.length,
    };
  }

  function joinedWith(word, words, analysis) {
    return { word, covers: words.filter((part) => word.includes(part)) };
  }

  // Reads "LG 2020-11-20 punkt 5 beslut 1", "KS 2020-11-20 § 12" and "lg-2020-11-20-5-1".
  function parseCitation(text, analysis) {
    const plain = analysis.fold(analysis.normalise(clean(text)));
    const match = /^\s*([^\d]*?[\p{L}][\p{L}\d ]*?)[\s/-]+(\d{4}-\d{2}-\d{2})(.*)$/u.exec(plain);
    if (!match) return null;
    const rest = match[3]
      .replace(/\b(punkt|paragraf|item|arende|beslut|decision|att-sats|mote|nr|p)\b\.?/g, " ")
      .match(/[\p{L}\p{N}]+/gu);
    if (rest && (rest.length > 4 || !/\d/.test(rest.join("")))) return null;
    return { body: match[1].trim(), date: match[2], rest: rest || [] };
  }

  Object.assign(search, { parseQuestion, parseCitation, cleanQuestion: clean });
})(typeof window === "undefined" ? globalThis : window);
