// The term index: which terms there are, and which records hold them.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  // A prefix such as "pla" spans many shards; these are read, and more only tells "at least".
  const MOST_PREFIX_SHARDS = 4;

  function readShard({ header, bytes }, fold) {
    const terms = search.frontDecoded(header.t);
    const reader = search.makeReader(bytes);
    const counts = reader.list(terms.length * 3);
    const lengths = reader.list(terms.length);
    const steps = new Uint32Array(terms.length);
    const codes = new Uint32Array(terms.length);
    let position = reader.position;
    terms.forEach((_, i) => {
      steps[i] = position;
      position += lengths[i];
    });
    terms.forEach((_, i) => {
      codes[i] = position;
      if (lengths[i]) position += counts[3 * i] + counts[3 * i + 1] + counts[3 * i + 2];
    });
    if (position > bytes.length) throw new RangeError("cut short");
    return { terms, keys: terms.map(fold), counts, steps, codes, bytes, long: header.f };
  }

  // Returns the first place whose key is not before the one looked for.
  function lowerBound(keys, key) {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function makeTerms(files, manifest, fold) {
    const firstKeys = search.frontDecoded(manifest.terms.keys);
    const shards = new Map();
    const entries = new Map();

    const shardAt = (key) => Math.max(lowerBound(firstKeys, key + "\u0000") - 1, 0);

    async function shard(number) {
      if (number >= firstKeys.length) return null;
      if (!shards.has(number)) {
        const name = "t/" + manifest.terms.files[number];
        try {
          shards.set(number, readShard(await files.loadSplit(name), fold));
        } catch (problem) {
          files.failed.add(name);
          return null;
        }
      }
      return shards.get(number);
    }

    function entry(found, place) {
      const term = found.terms[place];
      if (!entries.has(term)) {
        const counts = found.counts.subarray(3 * place, 3 * place + 3);
        const count = counts[0] + counts[1] + counts[2];
        entries.set(term, { term, key: found.keys[place], counts, count, found, place });
      }
      return entries.get(term);
    }

    // All terms that have exactly this key: the spellings that differ in diacritics only.
    async function withKey(key) {
      const found = await shard(shardAt(key));
      const result = [];
      if (!found) return result;
      for (let i = lowerBound(found.keys, key); found.keys[i] === key; i++) {
        result.push(entry(found, i));
      }
      return result;
    }

    // All terms whose key begins so; `complete` is false when there were too many shards.
    async function withPrefix(prefix) {
      const first = shardAt(prefix);
      let last = first;
      while (last + 1 < firstKeys.length && firstKeys[last + 1].startsWith(prefix)) last++;
      const read = Math.min(last, first + MOST_PREFIX_SHARDS - 1);
      const numbers = Array.from({ length: read - first + 1 }, (_, i) => first + i);
      const result = [];
      for (const found of await Promise.all(numbers.map(shard))) {
        if (!found) continue;
        for (let i = lowerBound(found.keys, prefix); i < found.keys.length; i++) {
          if (!found.keys[i].startsWith(prefix)) break;
          result.push(entry(found, i));
        }
      }
      return { entries: result, complete: read === last };
    }

    async function longList(name) {
      const { header, bytes } = await files.loadSplit("h/" + name);
      return { bytes, steps: 0, codes: header.b, common: header.c };
    }

    async function readLists(item) {
      const { found, place, counts } = item;
      const name = found.long[place];
      const at = name
        ? await longList(name)
        : { bytes: found.bytes, steps: found.steps[place], codes: found.codes[place] };
      const reader = search.makeReader(at.bytes, at.steps);
      let codes = at.codes;
      return Array.from(counts, (count, field) => {
        const records = reader.rising(count);
        if (at.common && at.common[field] >= 0) {
          return { records, codes: new Uint8Array(count).fill(at.common[field]) };
        }
        codes += count;
        return { records, codes: at.bytes.subarray(codes - count, codes) };
      });
    }

    // The lists of a term, one a field: records in rising order and a code for each.
    function lists(item) {
      // What could not be read is tried again when it is next asked for.
      item.lists = item.lists || readLists(item).catch(() => {
        item.lists = null;
        files.failed.add("h/" + (item.found.long[item.place] || ""));
        return [];
      });
      return item.lists;
    }

    return { withKey, withPrefix, lists, isLong: (item) => item.place in item.found.long };
  }

  Object.assign(search, { makeTerms });
})(typeof window === "undefined" ? globalThis : window);
