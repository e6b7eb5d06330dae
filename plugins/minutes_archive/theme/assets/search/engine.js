// The search engine as the page and the search box use it: open, search, suggest.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const FORMAT = 4;
  const FEW = 10;
  const LONGEST_TEXT = 8000; // of a record; a longer one cannot be checked for a phrase
  const NO_WORDS = { marks: [], words: [], slips: [], parts: [], none: [], also: [], complete: true };
  const PAGE = 0; // its place among the types
  const MOST_NAMED = 4; // pages that are looked at whether their name is asked
  const A_CARD = 8; // an item and its decisions, about
  const opened = new Map();

  // Opens the index in a folder; once, however many ask. A failure may be tried again. Files
  // that the question `q` needs are fetched beside the others.
  function open(folder, run, q) {
    // A manifest out of a cache may name files that are no more.
    const opening = () => openIndex(folder, run, q).catch(() => openIndex(folder, run, q, freshly()));
    if (run) return opening();
    if (!opened.has(folder)) keep(folder, opening());
    return opened.get(folder);
  }

  function keep(folder, opening) {
    opened.set(folder, opening);
    opening.catch(() => opened.get(folder) === opening && opened.delete(folder));
    return opening;
  }

  // Opens the index anew if the site has another one by now; else returns null. A page that was
  // left open, or a manifest out of a cache, must not deny what the site has.
  async function renewed(folder, engine, run) {
    const query = freshly();
    const bytes = await search.makeFiles(folder, run).load("manifest", query).catch(() => null);
    if (!bytes || isSame(bytes, engine.manifest)) return null;
    const opening = openIndex(folder, run, "", query);
    return run ? opening : keep(folder, opening);
  }

  // What makes an address another one than that of a cache.
  const freshly = () => "?" + Date.now().toString(36);

  const isSame = (one, other) => one.length === other.length && one.every((byte, i) => byte === other[i]);

  async function openIndex(folder, run, q, query) {
    const files = search.makeFiles(folder, run);
    const manifestBytes = await files.load("manifest", query);
    const { header: manifest } = search.split(manifestBytes);
    if (manifest.format !== FORMAT) throw new Error("index of another version");
    const first = files.loadSplit(manifest.columns.file);
    first.catch(() => null);
    const analysis = search.makeAnalysis(manifest.tables);
    const terms = search.makeTerms(files, manifest, analysis.fold);
    const scoring = search.makeScoring(manifest.scoring, manifest.records);
    const spellings = search.makeSpellings(files, manifest.spellings, analysis.fold);
    const synonyms = search.makeSynonyms(files, manifest.synonyms, analysis);
    const matching = search.makeMatching({ terms, spellings, scoring, synonyms, analysis });
    const optional = search.optionalKeys(manifest, analysis);
    const phrases = search.makePhrases(files, manifest.phrases, analysis);
    const longTerms = new Map(search.frontDecoded(manifest.long.terms).map((term, i) => [term, i]));
    if (q) warm(search.parseQuestion(q, analysis));
    const read = columnsIn(await first);
    const facets = search.makeFacets(read[0]);
    const records = search.makeRecords(files, manifest, facets, analysis);
    const parts = {
      analysis, terms, scoring, matching, phrases, facets, synonyms, optional, plain: records.plain,
    };
    const asking = search.makeAsking(parts);
    const engine = { facets: null, manifest: manifestBytes, files, terms, analysis, scoring, search: find, suggest, matcher };
    const columns = {};
    let filters = null;

    // Fetches what a question will need, so that it is there when the columns are.
    function warm(question) {
      const words = question.words.concat(question.phrases.flat(), question.joined.map(({ word }) => word));
      for (const word of words) {
        const long = manifest.long.files[longTerms.get(analysis.term(word))];
        if (long) files.load("h/" + long).catch(() => null);
        matching.exact(word).then((found) => found.forEach(({ item }) => terms.lists(item)));
      }
      synonyms.of(question.words);
      for (const { between } of question.pairs) phrases.candidates(between);
    }

    function setFilters() {
      filters = search.makeFilters(facets, columns, analysis.fold);
      engine.facets = filters.choices;
    }

    // Reads the columns of these facets; one that cannot be read is noted as missing.
    async function loadFacets(names) {
      const wanted = names.filter((name) => name in search.readColumn && !columns[name]);
      await Promise.all(
        wanted.map(async (name) => {
          const file = manifest.columns.others[name];
          try {
            columns[name] = search.readColumn[name](await files.loadSplit(file), facets);
          } catch (problem) {
            files.failed.add(file);
          }
        })
      );
      if (wanted.length) setFilters();
    }

    engine.loadFacets = loadFacets;
    engine.hasFacet = (name) => !(name in search.readColumn) || name in columns;
    engine.resolve = (facet, value) => filters.resolve(facet, value);

    async function answer(question, options, tests) {
      const { outcome, all, some } = await asking.ask(question, options.typing, options.plain);
      const strict = filters.apply(all, tests);
      const loose = strict.passing.length < FEW ? filters.apply(some, tests) : null;
      const total = strict.passing.length;
      const others = loose && (!total || options.order !== "date") ? loose.passing : [];
      const most = A_CARD * (options.start + options.size + FEW);
      const order = async (list) =>
        options.order === "date"
          ? search.byDate(list, facets.days)
          : search.ranked(list, outcome, most, parts);
      const whole = await order(strict.passing);
      const pages = (total ? strict.passing : others).filter((number) => facets.types[number] === PAGE);
      const named = await namedPages(await search.ranked(pages, outcome, MOST_NAMED, parts), outcome);
      const first = named.concat(whole.filter((number) => !named.includes(number)));
      const after = (await order(others)).filter((number) => !named.includes(number));
      return {
        cards: search.cardsOf(first, after, facets),
        isCut: whole.length < total || (others.length > 0 && after.length + named.length < others.length),
        whole: new Set(first),
        total: total || others.length,
        also: total ? others.length : 0,
        relaxed: !total && others.length > 0,
        counts: (total || !loose ? strict : loose).counts,
        outcome,
      };
    }

    // Of the pages found, those whose name is asked, and nothing else is.
    async function namedPages(pages, outcome) {
      const keys = new Set(outcome.marks.filter(({ isWeak }) => !isWeak).map(({ key }) => key));
      const isSaid = (word) =>
        [analysis.key(word), analysis.fold(word), analysis.key(analysis.fold(word))].some((key) => keys.has(key));
      const isTelling = (word) => !analysis.stopWords.has(word);
      const isRequired = (word) => !optional.has(analysis.key(word));
      const { cover } = outcome.gathering;
      const { required } = outcome;
      // "Sjöberga" names the page of Sjöberga kommun; "beslut" names the register of decisions
      // where nothing else is asked.
      function isNamed(name) {
        const told = analysis.words(analysis.normalise(name)).filter(isTelling);
        const least = told.filter(isRequired);
        if (told.length < search.bitCount(required)) return false; // more is asked
        if (least.length) return least.every(isSaid);
        return told.length > 0 && !outcome.optional && told.every(isSaid);
      }
      const found = [];
      for (const page of await records.read(pages)) {
        if (!page || (cover[page.number] & required) >>> 0 !== required) continue;
        if (page.called.some(isNamed)) found.push(page.number);
      }
      return found;
    }

    function browse(options, tests) {
      const numbers = Array.from({ length: facets.count }, (_, number) => number);
      const { passing, counts } = filters.apply(numbers, tests);
      const cards = search.cardsOf(search.byDate(passing, facets.days), [], facets);
      return { cards, total: passing.length, also: 0, counts };
    }

    // Options: q, filters (known values by facet), from, to, order, start and size (in cards),
    // typing, plain (no other words than those asked).
    async function find(asked) {
      const options = { filters: {}, order: "relevance", start: 0, size: 10, ...asked };
      files.failed.clear(); // what failed for another question is no matter of this one
      await loadFacets(Object.keys(options.filters).filter((name) => options.filters[name].length));
      const tests = filters.tests(options.filters, options.from || "", options.to || "");
      const question = search.parseQuestion(options.q || "", analysis);
      const named = question.text ? await records.cited(question.text) : [];
      if (named.length) return result(await namedResult(named[0], question, options), question, options);
      if (!question.isEmpty) return result(await answer(question, options, tests), question, options);
      if (tests.length) return result(browse(options, tests), question, options);
      return result({ cards: [], total: 0, also: 0, counts: {} }, question, options);
    }

    // What a citation names, and after it what belongs to it: an item's decisions, or the rest
    // of what was found when a meeting is named.
    async function namedResult(named, question, options) {
      const { number, url, type } = named;
      if (type === "meeting" && !question.isEmpty) {
        const found = await answer(question, options, []);
        const others = found.cards.filter(([other]) => other !== number);
        const isNew = others.length === found.cards.length;
        const whole = found.whole && found.whole.add(number);
        return { ...found, whole, cards: [[number], ...others], total: found.total + isNew, jump: url };
      }
      const numbers = [number];
      for (let next = 0; next < facets.count; next++) if (facets.parents[next] === number) numbers.push(next);
      const { counts } = filters.apply(numbers, []);
      return { cards: [numbers], total: numbers.length, also: 0, counts, jump: url };
    }

    async function result(found, question, options) {
      const { outcome = NO_WORDS } = found;
      const { shown, dropped, isMore } = await shownCards(found, question, options);
      const records_ = shown.flat();
      const weight = search.makeMarker(outcome.marks, outcome.words, question, analysis);
      const isWhole = (record) => found.relaxed || !found.whole || found.whole.has(record.number);
      const hitOf = (record) => ({
        record,
        isWhole: isWhole(record),
        title: search.marked(record.title, weight),
        label: search.marked(record.item_label, weight),
        snippet: search.snippet(record.text, weight),
        quotes: search.quotes(record.text || record.title, weight, record.url.includes("#")),
      });
      return {
        // A card is the hit that comes first of an item and its decisions, and the others.
        cards: shown.map(([first, ...others]) => ({ ...hitOf(first), others: others.map(hitOf) })),
        hits: records_.map(hitOf),
        total: found.total - dropped,
        also: found.also,
        isMore,
        relaxed: Boolean(found.relaxed),
        approximate: !outcome.complete,
        counts: found.counts,
        jump: found.jump || "",
        corrected: outcome.slips.map((slip) => ({ from: slip.word, to: meant(slip, records_) })),
        parts: outcome.parts.map(({ word, known }) => ({ from: word, to: known })),
        meant: outcome.also,
        absent: outcome.none,
        excluded: question.excluded,
        ignored: question.ignored,
        problems: Array.from(files.failed),
      };
    }

    // Pairs of words are filed by hash, so what is shown is checked against its text.
    async function shownCards(found, question, options) {
      const shown = [];
      let dropped = 0;
      let next = options.start;
      while (shown.length < options.size && next < found.cards.length) {
        const wanted = found.cards.slice(next, next + options.size - shown.length);
        next += wanted.length;
        for (const card of await Promise.all(wanted.map(records.read))) {
          const read = card.filter(Boolean);
          const kept = read.filter((record) => hasPhrases(record, question));
          dropped += read.length - kept.length;
          if (kept.length) shown.push(kept);
        }
      }
      return { shown, dropped, isMore: next < found.cards.length || Boolean(found.isCut) };
    }

    function hasPhrases(record, question) {
      if (record.text.length >= LONGEST_TEXT) return true;
      const said = [record.title, record.item_label, record.text];
      return question.phrases.every(
        (words) => words.length < 2 || said.some((text) => phrases.isIn(words, text))
      );
    }

    // Of the words that may be meant, the one that the hits say.
    function meant(slip, shown) {
      const said = new Set(
        shown.flatMap(({ title, text, item_label }) =>
          analysis.words(analysis.normalise([title, item_label, text].join(" ")))
        )
      );
      const words = slip.meant.filter(({ isSaid }) => isSaid).map(({ word }) => word);
      return words.find((word) => said.has(word)) || words[0] || "";
    }

    // Returns a test of texts that a page shows already: the filter of a register asks as all else.
    async function matcher(q) {
      const question = search.parseQuestion(q, analysis);
      const found = await synonyms.of(question.words);
      const wanted = question.words.map((word, i) => {
        const meant = found.filter(({ first, length }) => first === i && length === 1);
        return [word].concat(meant.flatMap(({ same, near }) => same.concat(near)));
      });
      return (text) => {
        const flat = analysis.fold(analysis.normalise(text));
        const said = new Set(analysis.words(analysis.normalise(text)).map(analysis.key));
        const holds = (asked) =>
          analysis.words(analysis.normalise(asked)).every(
            (word) => said.has(analysis.key(word)) || flat.includes(analysis.fold(word))
          );
        return (
          wanted.every((words) => words.some(holds)) &&
          question.phrases.every((words) => phrases.isIn(words, text)) &&
          !question.excluded.some(holds)
        );
      };
    }

    async function suggest(q, size) {
      const found = await find({ q, size, typing: true });
      return found.cards.map(({ record }) => ({
        label: record.title,
        url: record.url,
        type: record.type,
        about: [
          record.type === "decision" || record.type === "page" ? record.item_label : "",
          [record.body_name, record.date_text].filter(Boolean).join(" "),
        ].filter(Boolean).join(" \u00b7 "),
        jump: Boolean(found.jump),
      }));
    }

    manifest.columns.parts.slice(1).forEach((name, i) => {
      columns[name] = search.readColumn[name](read[i + 1], facets);
    });
    setFilters();
    return engine;
  }

  // The columns in one file, each with a header and bytes of its own.
  function columnsIn({ header, bytes }) {
    let at = 0;
    return header.parts.map((length) => search.split(bytes.subarray(at, (at += length))));
  }

  // Words that a record is no worse an answer for not saying.
  function optionalKeys(manifest, analysis) {
    const words = manifest.tables.optional.trim().split(/\s+/).concat(manifest.optional);
    const asking = manifest.tables.asking.trim().split(/\s+/);
    return new Set(words.flatMap((word) => [analysis.key(word), analysis.fold(word)]).concat(asking.map((word) => "=" + word)));
  }

  Object.assign(search, { open, renewed, optionalKeys });
})(typeof window === "undefined" ? globalThis : window);
