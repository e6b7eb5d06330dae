// Exact phrases: which records have the words of a phrase beside each other.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  function makePhrases(files, settings, analysis) {
    async function bucket(number) {
      const file = Math.floor(number / settings.each);
      const bytes = await files.load(search.fileInFolder("p", settings.files, file));
      const reader = search.makeReader(bytes);
      for (let before = number % settings.each; before > 0; before--) {
        for (let left = reader.next(); left > 0; left--) reader.next();
      }
      return reader.rising(reader.next());
    }

    // Returns a set of records for two words or more, null for a single word (no pair), and
    // what could not be read leaves out nothing.
    async function candidates(words) {
      const hashes = words.map((word) => analysis.wordHash(analysis.fold(word)));
      let found = null;
      for (let i = 0; i + 1 < hashes.length; i++) {
        const mixed = (Math.imul(hashes[i], settings.factor) + hashes[i + 1]) >>> 0;
        let records;
        try {
          records = await bucket((mixed & (settings.buckets - 1)) >>> 0);
        } catch (problem) {
          continue;
        }
        const held = found;
        found = new Set(held ? records.filter((record) => held.has(record)) : records);
      }
      return found;
    }

    // Tells whether a text has the words of the phrase beside each other.
    function isIn(words, text) {
      const wanted = words.map(analysis.fold);
      const said = analysis.words(analysis.normalise(text)).map(analysis.fold);
      for (let i = 0; i + wanted.length <= said.length; i++) {
        if (wanted.every((word, j) => said[i + j] === word)) return true;
      }
      return false;
    }

    return { candidates, isIn };
  }

  Object.assign(search, { makePhrases });
})(typeof window === "undefined" ? globalThis : window);
