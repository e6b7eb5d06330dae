// Filters: which records pass, how many each other choice would give, and unknown values.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const DIMENSIONS = ["type", "body", "municipality", "year", "status", "matter"];

  const plainCounts = (counts) =>
    Object.fromEntries(
      Object.entries(counts).map(([facet, found]) => [facet, Object.fromEntries(found)])
    );

  function slug(text, fold) {
    return fold(text.normalize("NFKC").toLowerCase())
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "");
  }

  function makeFilters(facets, matters, fold) {
    const named = (list) =>
      list.filter(([id]) => id).map(([id, name]) => ({ value: id, label: name }));
    const choices = {
      type: named(facets.typeNames).reverse(),
      body: named(facets.bodyNames),
      municipality: named(facets.municipalityNames),
      year: facets.years.map((year) => ({ value: year, label: year })),
      status: named(facets.statusNames),
      matter: (matters || []).map(({ id, name }) => ({ value: id, label: name })),
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

    const bodyIds = facets.bodyNames.map(([id]) => id);
    const matterRecords = new Map((matters || []).map((m) => [m.id, new Set(m.records)]));
    const idsOf = {
      type: (record) => [facets.typeNames[facets.types[record]][0]],
      body: (record) => [bodyIds[facets.bodies[record]]],
      municipality: (record) => facets.setMembers[facets.sets[record]],
      year: (record) => [facets.yearOf(record)],
      status: (record) => [facets.statusNames[facets.statuses[record]][0]],
      matter: (record) =>
        Array.from(matterRecords).filter(([, held]) => held.has(record)).map(([id]) => id),
    };

    // Makes one test a dimension out of known values and dates ("" for none).
    function tests(chosen, from, to) {
      const first = facets.dayOf(from);
      const last = facets.dayOf(to) || Infinity;
      const made = {};
      for (const dimension of DIMENSIONS) {
        const wanted = new Set(chosen[dimension]);
        if (!wanted.size) continue;
        if (dimension === "matter") {
          const held = Array.from(wanted, (id) => matterRecords.get(id) || new Set());
          made.matter = (record) => held.some((records) => records.has(record));
        } else {
          made[dimension] = (record) => idsOf[dimension](record).some((id) => wanted.has(id));
        }
      }
      if (first || last !== Infinity) {
        made.date = (record) => facets.days[record] >= first && facets.days[record] <= last;
      }
      return made;
    }

    // Splits records into those that pass, and counts every choice as if its own dimension
    // were not filtered.
    function apply(records, made) {
      const dimensions = Object.keys(made);
      const counts = {};
      for (const dimension of DIMENSIONS) counts[dimension] = new Map();
      const passing = [];
      const matterBase = new Set();
      const count = (dimension, record) => {
        for (const id of idsOf[dimension](record)) {
          counts[dimension].set(id, (counts[dimension].get(id) || 0) + 1);
        }
      };
      const plain = DIMENSIONS.filter((dimension) => dimension !== "matter");
      for (const record of records) {
        const failed = dimensions.filter((dimension) => !made[dimension](record));
        if (failed.length > 1) continue;
        if (!failed.length) {
          passing.push(record);
          matterBase.add(record);
          for (const dimension of plain) count(dimension, record);
        } else if (failed[0] === "matter") matterBase.add(record);
        else if (failed[0] !== "date") count(failed[0], record);
      }
      for (const [id, held] of matterRecords) {
        let number = 0;
        for (const record of held) if (matterBase.has(record)) number++;
        counts.matter.set(id, number);
      }
      return { passing, counts: plainCounts(counts) };
    }

    return { choices, resolve, tests, apply, hasMatters: Boolean(matters) };
  }

  Object.assign(search, { makeFilters });
})(typeof window === "undefined" ? globalThis : window);
