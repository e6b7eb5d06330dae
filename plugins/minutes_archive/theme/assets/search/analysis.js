// Swedish text analysis: text -> words -> terms and keys, as in language/analysis.py.
// The tables come with the index, so that the two sides cannot differ in them.
(function (global) {
  "use strict";

  const WORD = /[\p{L}\p{N}]+/gu;
  const JOINED = /[\p{L}\p{N}]+(?:[-\u2010\u2011/:.][\p{L}\p{N}]+)+/gu;
  const GROUPED = /\b\d{1,3}(?: \d{3})+\b/g;
  const DECIMAL = /\b\d+,\d+\b/g;
  const AMOUNT =
    /(?<![\p{L}\p{N}_,.])(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{1,3}))? ?(\p{L}+|€)(?: (\p{L}+|€))?/gu;
  const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g;
  const MARKS = /\p{M}/gu;
  const ONLY_LETTERS = /^\p{L}+$/u;
  const NOT_DECOMPOSED = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ð: "d", đ: "d", ł: "l", þ: "th" };
  const LONGEST_WORD = 60;
  const SHORTEST_SOURCE = 4;
  const SHORTEST_FOLDED = 4;

  function normalise(text) {
    return text.replace(INVISIBLE, "").normalize("NFKC").replace(/_/g, " ").toLowerCase();
  }

  function cut(word) {
    const letters = Array.from(word);
    return letters.length > LONGEST_WORD ? letters.slice(0, LONGEST_WORD).join("") : word;
  }

  function words(normalised) {
    return (normalised.match(WORD) || []).map(cut);
  }

  function joinedWords(normalised, amounts) {
    const found = (normalised.match(GROUPED) || []).map((number) => number.replace(/ /g, ""));
    found.push(...(normalised.match(DECIMAL) || []), ...amounts(normalised).map(({ word }) => word));
    for (const match of normalised.match(JOINED) || []) {
      const word = match.match(WORD).join("");
      if (Array.from(word).length > LONGEST_WORD) continue;
      if (!/[/:.]/.test(match) || /\p{N}/u.test(word)) found.push(word);
    }
    return found;
  }

  // The sums of money in a normalised text: {word, said}, such as 3500000kr for "3,5 mkr".
  function makeAmounts(tables) {
    const split = (table) => table.trim().split(/\s+/).map((entry) => entry.split(":"));
    const units = new Map(split(tables.units).map(([unit, zeros, currency]) => [unit, [Number(zeros), currency || ""]]));
    const currencies = new Map(split(tables.currencies));
    return function amounts(normalised) {
      const found = [];
      for (const [whole, number, after = "", unit, next] of normalised.matchAll(AMOUNT)) {
        if (!units.has(unit)) continue;
        const [zeros, currency] = units.get(unit);
        const decimals = after.replace(/0+$/, "");
        if (decimals.length > zeros) continue;
        const digits = number.replace(/\D/g, "") + decimals + "0".repeat(zeros - decimals.length);
        const told = (!currency && next && currencies.get(next)) || "";
        const said = told || !next ? whole : whole.slice(0, -next.length - 1);
        found.push({ word: (digits.replace(/^0+/, "") || "0") + (currency || told || "kr"), said });
      }
      return found;
    };
  }

  function fold(word) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(word)) return word;
    return word
      .replace(/[øæœßðđłþ]/g, (letter) => NOT_DECOMPOSED[letter])
      .normalize("NFD")
      .replace(MARKS, "");
  }

  function formsOf(table) {
    const forms = new Map();
    for (const group of table.trim().split(/\s+/)) {
      const [base, others] = group.split(":");
      for (const form of [base].concat(others.split(","))) forms.set(form, base);
    }
    return forms;
  }

  // Each base, its present (the first form) and participles -> the base.
  function presentForms(table) {
    const forms = new Map();
    for (const group of table.trim().split(/\s+/)) {
      const [base, others] = group.split(":");
      const [first, ...later] = others.split(",");
      for (const form of [base, first, ...later.filter((one) => /da?$/.test(one))]) forms.set(form, base);
    }
    return forms;
  }

  // "infinitive:past:supine" -> the infinitive, and the forms that are made of the others.
  function pastForms(table) {
    return table.trim().split(/\s+/).map((entry) => {
      const [infinitive, past, supine] = entry.replace(/!$/, "").split(":");
      const stem = supine.endsWith("it") ? supine.slice(0, -2) : "";
      const forms = [supine, supine + "s"].concat(past ? [past, past + "s"] : []);
      if (stem) forms.push(stem + "en", stem + "et", stem + "na");
      else if (past.endsWith("e") && !entry.endsWith("!")) forms.push(past.slice(0, -1), past.slice(0, -1) + "a");
      return [infinitive, forms];
    });
  }

  // The forms of a table, and each as it is typed without diacritics unless that is another form.
  function withFolded(table) {
    const forms = formsOf(table);
    const folded = new Map();
    for (const [form, base] of forms) {
      if (fold(form).length >= SHORTEST_FOLDED) folded.set(fold(form), fold(base));
    }
    return new Map([...folded, ...forms]);
  }

  function stemmer(tables) {
    const snow = tables.snowball;
    const suffixes = snow.suffixes.trim().split(/\s+/);
    const prefixes = tables.prefixes.trim().split(/\s+/);
    const verbs = formsOf(tables.verbs);
    const past = new Map();
    const present = presentForms(tables.verbs);
    const irregular = withFolded(tables.irregular);
    const tails = withFolded(tables.tails);
    const tailLengths = Array.from(new Set(Array.from(tails.keys(), (tail) => tail.length)));
    tailLengths.sort((x, y) => y - x);
    const stopWords = new Set(tables.stop.trim().split(/\s+/));

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
        return hasVowel(stem) ? stem : word;
      }
      return word;
    }

    const hasVowel = (word) => Array.from(word).some((letter) => tables.vowels.includes(letter));

    // A word that ends in one of the tails, with that in its base form.
    function wholeTail(word) {
      for (const length of tailLengths) {
        const base = tails.get(word.slice(-length));
        if (base && word.length >= length) return word.slice(0, -length) + base;
      }
      return "";
    }

    function stem(word) {
      if (!ONLY_LETTERS.test(word) || stopWords.has(word)) return word;
      return irregular.get(word) || verb(word, verbs) || cutDown(verb(word, past) || word);
    }

    // What an irregular form of a verb is of, alone or with one of the prefixes.
    function verb(word, forms) {
      if (forms.has(word)) return forms.get(word);
      const prefix = prefixes.find((one) => word.startsWith(one) && forms.has(word.slice(one.length)));
      return prefix ? prefix + forms.get(word.slice(prefix.length)) : "";
    }

    // Whether a word loses two endings before its stem is left: that is often not what was meant.
    function isDeep(word) {
      if (!ONLY_LETTERS.test(word) || stopWords.has(word) || irregular.has(word) || verb(word, verbs)) return false;
      const short = snowball(word);
      const once = short === word ? dropEnding(word) : short;
      return once !== word && stem(word) !== once;
    }

    function cutDown(word) {
      while (!irregular.has(word)) {
        const whole = wholeTail(word) || verb(word, present);
        if (whole) return whole;
        const shorter = dropEnding(snowball(word));
        if (shorter === word || stopWords.has(shorter)) return word;
        word = shorter;
      }
      return irregular.get(word);
    }

    for (const [infinitive, forms] of pastForms(tables.past)) {
      for (const form of forms) past.set(form, infinitive);
    }
    const related = new Map(
      tables.related.trim().split(/\s+/).map((entry) => entry.split(":").map(stem))
    );

    // The stem of the verb that a noun's term is made of: upphandling, upphandla.
    function source(term) {
      if (related.has(term)) return related.get(term);
      const ending = tables.derived.find(
        (one) => term.endsWith(one) && Array.from(term).length - one.length >= SHORTEST_SOURCE
      );
      const rest = ending && term.slice(0, -ending.length);
      return rest && hasVowel(rest) ? stem(rest) : "";
    }

    return { stem, source, isDeep, stopWords };
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
    const { stem, source, isDeep, stopWords } = stemmer(tables);
    const amounts = makeAmounts(tables);
    const stems = new Map();
    const term = (word) => {
      let found = stems.get(word);
      if (found === undefined) stems.set(word, (found = stem(word)));
      return found;
    };
    return {
      normalise,
      words,
      joinedWords: (normalised) => joinedWords(normalised, amounts),
      amounts,
      fold,
      term,
      wordHash,
      key: (word) => fold(term(word)),
      source: (word) => source(term(word)),
      stopWords,
      isDeep,
      dates: global.MinutesSearch.makeDates(tables, fold),
    };
  }

  Object.assign((global.MinutesSearch = global.MinutesSearch || {}), { makeAnalysis });
})(typeof window === "undefined" ? globalThis : window);
