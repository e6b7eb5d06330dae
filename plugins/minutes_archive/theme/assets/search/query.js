// What a reader typed -> words, phrases and what to leave out. No text can make it throw.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const LONGEST_QUESTION = 2000;
  // Each word costs a file or more; nobody means more than this many.
  const MOST_WORDS = 20;
  const MOST_DATES = 5;
  const QUOTED = /(^|[\s(])([-\u2212\u2013]?)["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u201e\u00ab\u00bb]?/g;
  const EXCLUDED = /(^|\s)[-\u2212\u2013](?=[\p{L}\p{N}])(\S+)/gu;
  // "budget NOT bilaga", "budget - bilaga"; a range ("2022 - 2023") leaves out nothing.
  const WITHOUT = /(^|\s)(?:(?:NOT|INTE|UTAN)\s+|(?<![\p{N}]\s)-\s+(?=\p{L}))(\S+)/gu;
  const OR = /\s(?:OR|ELLER)\s/gu;
  const EITHER = /[\p{L}\p{N}]+(?:\s+(?:OR|ELLER)\s+[\p{L}\p{N}]+)+/gu;
  const BARE = /(?<![\p{L}\p{N}_,.])\d{1,3}(?: \d{3})+(?![\p{L}\p{N},]| ?\d)|(?<![\p{L}\p{N}_,./-])\d{4,9}(?![\p{L}\p{N}_,./-])/gu;
  const MOST_BETWEEN = 3; // words on from the first to the second
  const MOST_PAIRS = 2;
  const POINT = /(^|[^\p{L}\p{N}])(?:§+|punkt|punkten|paragraf|paragrafen)\s*(\d{1,4})(?:\s?([a-z]))?(?![\p{L}\p{N}])/gu;
  const NUMBERED = 4;
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
    rest = rest.replace(WITHOUT, (_, before, word) => {
      excluded.push(...analysis.words(analysis.normalise(word)));
      return before + " ";
    });
    const alternatives = [];
    rest = rest.replace(EITHER, (whole) => {
      alternatives.push(analysis.words(analysis.normalise(whole.replace(OR, " "))));
      return whole.replace(OR, " ");
    });
    const { dates, rest: undated } = analysis.dates.take(analysis.normalise(rest));
    const { points, rest: normalised } = takePoints(undated);
    const typed = analysis.words(normalised);
    const amounts = analysis.amounts(normalised).map(({ word, said }) => ({ word, covers: analysis.words(said) }));
    for (const [whole] of normalised.matchAll(BARE)) {
      amounts.push({ word: whole.replace(/\D/g, "") + "kr", covers: whole.split(" ") });
    }
    const distinct = Array.from(new Set(typed));
    const telling = distinct.filter((word) => !analysis.stopWords.has(word));
    const useful = telling.length || phrases.length || dates.length ? telling : distinct;
    const words = useful.slice(0, MOST_WORDS);
    return {
      text: clean(text),
      words,
      // The last word may be half typed, unless something follows it.
      open: /[\p{L}\p{N}]$/u.test(normalised) ? typed[typed.length - 1] : "",
      joined: points.concat(amounts, analysis.joinedWords(normalised).map((word) => joinedWith(word, words))),
      pairs: pairsOf(typed, new Set(words), analysis),
      alternatives,
      phrases: phrases.slice(0, MOST_WORDS),
      excluded: excluded.slice(0, MOST_WORDS),
      excludedPhrases: excludedPhrases.slice(0, MOST_WORDS),
      ignored: useful.slice(MOST_WORDS),
      dates: dates.slice(0, MOST_DATES),
      isEmpty: !words.length && !phrases.length && !dates.length,
    };
  }

  const joinedWith = (word, words) => ({ word, covers: words.filter((part) => word.includes(part)) });

  // Words that tell something and stand beside each other, with the small ones between them.
  function pairsOf(typed, words, analysis) {
    const pairs = [];
    let before = -1;
    typed.forEach((word, place) => {
      if (!words.has(word) || analysis.stopWords.has(word)) return;
      if (before >= 0 && place - before <= MOST_BETWEEN) pairs.push({ between: typed.slice(before, place + 1) });
      before = place;
    });
    return pairs.slice(0, MOST_PAIRS);
  }

  // "§ 12", "punkt 5" and "paragraf 23 a" ask for the item of that number, which the index has as
  // one word; the number alone stays to be looked for.
  function takePoints(text) {
    const points = [];
    const rest = text.replace(POINT, (whole, before, number, letter) => {
      const covers = letter ? [number, letter] : [number];
      points.push({ word: covers.join("") + "punkt", covers, boost: NUMBERED });
      return before + covers.join(" ");
    });
    return { points, rest };
  }

  const PLACES = /(^|[^\p{L}\p{N}])(punkten|punkt|paragraf|paragrafen|item|arende|beslut|decision|att-sats|mote|nr|p|den)(?![\p{L}\p{N}])\.?/gu;
  const numbersOf = (text) => text.replace(PLACES, "$1 ").match(/[\p{L}\p{N}]+/gu) || [];

  // Reads "LG 2020-11-20 punkt 5 beslut 1", "KS § 12 20 november 2020" and "lg-2020-11-20-5-1";
  // `rest` is what names a point of the meeting.
  function parseCitation(text, analysis) {
    const told = analysis.normalise(clean(text));
    const plain = analysis.fold(told);
    const match = /^\s*([^\d]*?[\p{L}][\p{L}\d ]*?)[\s/-]+(\d{4}-\d{2}-\d{2})(.*)$/u.exec(plain);
    if (match) return citation(match[1], match[2], numbersOf(match[3]));
    const { dates, rest } = analysis.dates.take(told);
    if (dates.length !== 1 || dates[0].isYearly || dates[0].from !== dates[0].to) return null;
    const around = /^([^\d§]*)(.*)$/u.exec(analysis.fold(rest));
    return citation(around[1].replace(PLACES, "$1 "), dates[0].from, numbersOf(around[2]));
  }

  function citation(body, date, rest) {
    const name = body.match(/[\p{L}\p{N}]+/gu);
    if (!name || rest.length > 4 || (rest.length && !/\d/.test(rest.join("")))) return null;
    return { body: name.join(" "), date, rest };
  }

  Object.assign(search, { parseQuestion, parseCitation, cleanQuestion: clean });
})(typeof window === "undefined" ? globalThis : window);
