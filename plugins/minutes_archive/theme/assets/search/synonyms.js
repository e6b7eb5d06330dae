// Words that mean the same as what is asked, or nearly: looked up in the files of the table.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const HASHED = 3; // letters that tell the file
  const LONGEST = 5; // words of "hem för vård eller boende" that tell something

  function makeSynonyms(files, settings, analysis) {
    const { count, files: folders } = settings;

    async function linesOf(key) {
      const number = (analysis.wordHash(key.slice(0, HASHED)) & (count - 1)) >>> 0;
      try {
        const text = new TextDecoder().decode(await files.load(search.fileInFolder("s", folders, number)));
        return text.split("\n").map((line) => line.split(/(?=[=~])/));
      } catch (problem) {
        return []; // noted as missing
      }
    }

    // Returns what stands for words in a row: {first, length, same, near}, each a list of texts.
    async function of(words) {
      if (!count) return [];
      // A word by its stem, typed with or without its dots, or as it is.
      const keys = words.map((word) => {
        const plain = analysis.fold(word);
        return [analysis.fold(analysis.term(word)), analysis.key(plain), plain];
      });
      const lines = await Promise.all(
        keys.map(async (forms) => (await Promise.all(Array.from(new Set(forms), linesOf))).flat())
      );
      const found = [];
      words.forEach((_, first) => {
        for (let length = Math.min(LONGEST, words.length - first); length; length--) {
          const asked = [0, 1, 2].map((form) =>
            keys.slice(first, first + length).map((forms) => forms[form]).join(" ")
          );
          const listed = lines[first].filter(([key]) => asked.includes(key)).flatMap((line) => line.slice(1));
          if (!listed.length) continue;
          const told = (sign) =>
            Array.from(new Set(listed.filter((one) => one[0] === sign).map((one) => one.slice(1))));
          found.push({ first, length, same: told("="), near: told("~") });
        }
      });
      return found;
    }

    return { of };
  }

  Object.assign(search, { makeSynonyms });
})(typeof window === "undefined" ? globalThis : window);
