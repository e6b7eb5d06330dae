// Filters: which records pass, how many each further choice would give, and unknown values.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  // A bit for each facet in which a record fails; dates are a filter without choices.
  const FACETS = ["type", "body", "year", "municipality", "status", "matter"];
  const MATTER = 1 << 5;
  const DATE = 1 << 6;

  function slug(text, fold) {
    return fold(text.normalize("NFKC").toLowerCase())
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "");
  }

  // `columns` are those read so far: municipality, status, matter.
  function makeFilters(facets, columns, fold) {
    const listed = (values) => values.filter(([id]) => id).map(([value, label]) => ({ value, label }));
    const years = facets.yearNames.filter(Boolean).reverse();
    const choices = {
      type: listed(facets.typeNames).reverse(),
      body: listed(facets.bodyNames),
      municipality: listed(columns.municipality ? columns.municipality.values : []),
      year: years.map((year) => ({ value: year, label: year })),
      status: listed(columns.status ? columns.status.values : []),
      matter: listed(columns.matter ? columns.matter.values : []),
    };

    // Returns the value that is meant ("Bordlagt" is "postponed"), or "" for none here.
    function resolve(facet, value) {
      const wanted = slug(value, fold);
      const found = choices[facet].find(
        (one) =>
          one.value === value || slug(one.value, fold) === wanted || slug(one.label, fold) === wanted
      );
      return found ? found.value : "";
    }

    // Each column: a number for every record, and the ids that each number stands for.
    const idsOf = (values) => values.map(([id]) => (id ? [id] : []));
    const numbered = [
      ["type", facets.types, idsOf(facets.typeNames)],
      ["body", facets.bodies, idsOf(facets.bodyNames)],
      ["year", facets.years, facets.yearNames.map((year) => (year ? [year] : []))],
    ];
    const { municipality, status, matter } = columns;
    if (municipality) numbered.push(["municipality", municipality.numbers, municipality.sets]);
    if (status) numbered.push(["status", status.numbers, idsOf(status.values)]);

    // Makes a test of every facet that is filtered, out of known values and dates.
    function tests(chosen, from, to) {
      const made = [];
      for (const [facet, numbers, ids] of numbered) {
        const wanted = new Set(chosen[facet] || []);
        if (!wanted.size) continue;
        const passes = ids.map((group) => group.some((id) => wanted.has(id)));
        made.push({ bit: 1 << FACETS.indexOf(facet), fails: (record) => !passes[numbers[record]] });
      }
      const matters = new Set(chosen.matter || []);
      if (matters.size && matter) {
        const held = new Set();
        matter.values.forEach(([id], i) => matters.has(id) && matter.records[i].forEach((r) => held.add(r)));
        made.push({ bit: MATTER, fails: (record) => !held.has(record) });
      }
      const first = facets.dayOf(from);
      const last = facets.dayOf(to) || Infinity;
      if (first || last !== Infinity) {
        const { days } = facets;
        made.push({ bit: DATE, fails: (record) => !days[record] || days[record] < first || days[record] > last });
      }
      return made;
    }

    // Parts records into those that pass, and counts every choice as if its own facet were
    // not filtered.
    function apply(records, made) {
      const passing = [];
      const tallies = numbered.map(([, , ids]) => new Uint32Array(ids.length));
      const inMatters = matter ? new Uint8Array(facets.count) : null;
      const bits = numbered.map(([facet]) => 1 << FACETS.indexOf(facet));
      const columnsOf = numbered.map(([, numbers]) => numbers);
      for (let i = 0; i < records.length; i++) {
        const record = records[i];
        let failed = 0;
        for (let j = 0; j < made.length; j++) if (made[j].fails(record)) failed |= made[j].bit;
        if (failed & (failed - 1)) continue;
        if (!failed) passing.push(record);
        if (inMatters && (!failed || failed === MATTER)) inMatters[record] = 1;
        for (let j = 0; j < bits.length; j++) {
          if (!failed || failed === bits[j]) tallies[j][columnsOf[j][record]]++;
        }
      }
      return { passing, counts: countsOf(tallies, inMatters) };
    }

    function countsOf(tallies, inMatters) {
      const counts = {};
      numbered.forEach(([facet, , ids], j) => {
        counts[facet] = {};
        ids.forEach((group, number) => {
          for (const id of group) counts[facet][id] = (counts[facet][id] || 0) + tallies[j][number];
        });
      });
      if (matter) {
        const sizes = matter.records.map((held) => held.reduce((sum, r) => sum + inMatters[r], 0));
        counts.matter = Object.fromEntries(matter.values.map(([id], i) => [id, sizes[i]]));
      }
      return counts;
    }

    return { choices, resolve, tests, apply };
  }

  Object.assign(search, { makeFilters });
})(typeof window === "undefined" ? globalThis : window);
