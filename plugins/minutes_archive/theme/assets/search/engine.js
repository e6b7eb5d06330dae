// The search engine as the page and the search box use it: open, search, suggest.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const FORMAT = 3;
  const FEW = 10;
  // Columns up to so many bytes are read at once, others when a filter of theirs is wanted.
  const SMALL_COLUMN = 12000;
  const LONGEST_TEXT = 8000; // of a record; a longer one cannot be checked for a phrase
  const NO_WORDS = { marks: [], words: [], slips: [], none: [], complete: true };
  const opened = new Map();

  // Opens the index in a folder; once, however many ask. A failure may be tried again.
  function open(folder, run) {
    if (run) return openIndex(folder, run);
    if (!opened.has(folder)) {
      opened.set(folder, openIndex(folder));
      opened.get(folder).catch(() => opened.delete(folder));
    }
    return opened.get(folder);
  }

  async function openIndex(folder, run) {
    const files = search.makeFiles(folder, run);
    const { header: manifest } = await files.loadSplit("manifest");
    if (manifest.format !== FORMAT) throw new Error("index of another version");
    const facets = search.makeFacets(await files.loadSplit(manifest.columns.core[0]));
    const analysis = search.makeAnalysis(manifest.tables);
    const terms = search.makeTerms(files, manifest, analysis.fold);
    const scoring = search.makeScoring(manifest.scoring, manifest.records);
    const spellings = search.makeSpellings(files, manifest.spellings, analysis.fold);
    const matching = search.makeMatching(terms, spellings, scoring, analysis);
    const phrases = search.makePhrases(files, manifest.phrases, analysis);
    const records = search.makeRecords(files, manifest, facets, analysis);
    const parts = { analysis, terms, scoring, matching, phrases, facets, plain: records.plain };
    const asking = search.makeAsking(parts);
    const engine = { facets: null, files, terms, analysis, scoring, search: find, suggest };
    const columns = {};
    let filters = null;

    function setFilters() {
      filters = search.makeFilters(facets, columns, analysis.fold);
      engine.facets = filters.choices;
    }

    // Reads the columns of these facets; one that cannot be read is noted as missing.
    async function loadFacets(names) {
      const wanted = names.filter((name) => name in search.readColumn && !columns[name]);
      await Promise.all(
        wanted.map(async (name) => {
          const [file] = manifest.columns[name];
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
      const { outcome, all, some } = await asking.ask(question, options.typing);
      const strict = filters.apply(all, tests);
      const loose = strict.passing.length < FEW ? filters.apply(some, tests) : null;
      const total = strict.passing.length;
      const others = loose && (!total || options.order !== "date") ? loose.passing : [];
      const most = options.start + options.size + FEW;
      const order = async (list) =>
        options.order === "date"
          ? search.byDate(list, facets.days)
          : search.ranked(list, outcome, most, parts);
      return {
        numbers: (await order(strict.passing)).concat(await order(others)),
        total: total || others.length,
        also: total ? others.length : 0,
        relaxed: !total && others.length > 0,
        counts: (total || !loose ? strict : loose).counts,
        outcome,
      };
    }

    function browse(options, tests) {
      const numbers = Array.from({ length: facets.count }, (_, number) => number);
      const { passing, counts } = filters.apply(numbers, tests);
      return { numbers: search.byDate(passing, facets.days), total: passing.length, also: 0, counts };
    }

    // Options: q, filters (known values by facet), from, to, order, start, size, typing.
    async function find(asked) {
      const options = { filters: {}, order: "relevance", start: 0, size: 10, ...asked };
      await loadFacets(Object.keys(options.filters).filter((name) => options.filters[name].length));
      const tests = filters.tests(options.filters, options.from || "", options.to || "");
      const question = search.parseQuestion(options.q || "", analysis);
      const named = question.text ? await records.cited(question.text) : [];
      if (named.length) return result(await namedResult(named[0], question, options), question, options);
      if (!question.isEmpty) return result(await answer(question, options, tests), question, options);
      if (tests.length) return result(browse(options, tests), question, options);
      return result({ numbers: [], total: 0, also: 0, counts: {} }, question, options);
    }

    // What a citation names, and after it what belongs to it: an item's decisions, or the rest
    // of what was found when a meeting is named.
    async function namedResult(named, question, options) {
      const { number, url, type } = named;
      if (type === "meeting" && !question.isEmpty) {
        const found = await answer(question, options, []);
        const others = found.numbers.filter((other) => other !== number);
        const isNew = others.length === found.numbers.length;
        return { ...found, numbers: [number, ...others], total: found.total + isNew, jump: url };
      }
      const numbers = [number];
      for (let next = 0; next < facets.count; next++) if (facets.parents[next] === number) numbers.push(next);
      const { counts } = filters.apply(numbers, []);
      return { numbers, total: numbers.length, also: 0, counts, jump: url };
    }

    async function result(found, question, options) {
      const { outcome = NO_WORDS } = found;
      const { shown, dropped } = await shownRecords(found, question, options);
      const weight = search.makeMarker(outcome.marks, outcome.words, question.phrases, analysis);
      return {
        hits: shown.map((record) => ({
          record,
          isWhole: found.relaxed || found.numbers.indexOf(record.number) < found.total,
          title: search.marked(record.title, weight),
          label: search.marked(record.item_label, weight),
          snippet: search.snippet(record.text, weight),
        })),
        total: found.total - dropped,
        also: found.also,
        relaxed: Boolean(found.relaxed),
        approximate: !outcome.complete,
        counts: found.counts,
        jump: found.jump || "",
        corrected: outcome.slips.map((slip) => ({ from: slip.word, to: meant(slip, shown) })),
        absent: outcome.none,
        ignored: question.ignored,
        problems: Array.from(files.failed),
      };
    }

    // Pairs of words are filed by hash, so what is shown is checked against its text.
    async function shownRecords(found, question, options) {
      const shown = [];
      let dropped = 0;
      let next = options.start;
      while (shown.length < options.size && next < found.numbers.length) {
        const wanted = found.numbers.slice(next, next + options.size - shown.length);
        next += wanted.length;
        for (const record of await records.read(wanted)) {
          if (record && !hasPhrases(record, question)) dropped++;
          else if (record) shown.push(record);
        }
      }
      return { shown, dropped };
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

    async function suggest(q, size) {
      const found = await find({ q, size, typing: true });
      return found.hits.map(({ record }) => ({
        label: record.title,
        url: record.url,
        type: record.type,
        about: [
          record.type === "decision" ? record.item_label : "",
          [record.body_name, record.date_text].filter(Boolean).join(" "),
        ].filter(Boolean).join(" \u00b7 "),
        jump: Boolean(found.jump),
      }));
    }

    setFilters();
    await loadFacets(Object.keys(manifest.columns).filter((name) => manifest.columns[name][1] <= SMALL_COLUMN));
    return engine;
  }

  Object.assign(search, { open });
})(typeof window === "undefined" ? globalThis : window);
