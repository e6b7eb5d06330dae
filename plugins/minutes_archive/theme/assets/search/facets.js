// Columns of facts about every record: type, date, body, municipalities, status, parent.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const ITEM = 2;
  const DECISION = 3;
  // Python's day 1 is 1 January of the year 1; a Date counts from 1970.
  const DAYS_TO_1970 = 719163;

  function dateOf(day) {
    return day ? new Date((day - DAYS_TO_1970) * 864e5).toISOString().slice(0, 10) : "";
  }

  function dayOf(date) {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : NaN;
    return Number.isNaN(time) ? 0 : Math.floor(time / 864e5) + DAYS_TO_1970;
  }

  function readSections({ header, bytes }) {
    const sections = {};
    let start = 0;
    for (const [name, length] of header.sections) {
      const part = bytes.subarray(start, start + length);
      const reader = search.makeReader(part);
      const values = [];
      while (reader.position < part.length) values.push(reader.next());
      sections[name] = values;
      start += length;
    }
    if (start > bytes.length) throw new RangeError("cut short");
    return sections;
  }

  function makeFacets(content) {
    const { header } = content;
    const count = header.count;
    const sections = readSections(content);
    const types = new Uint8Array(count);
    const days = new Int32Array(count);
    const bodies = new Uint16Array(count);
    const parents = new Int32Array(count).fill(-1);

    let at = 0;
    for (const run of sections.types) {
      types.fill(run & 3, at, at + (run >> 2));
      at += run >> 2;
    }
    at = 0;
    let day = 0;
    sections.runs.forEach((length, i) => {
      day += sections.days[i];
      days.fill(day, at, at + length);
      bodies.fill(sections.bodies[i], at, at + length);
      // Decisions follow their item; those before the first item have none.
      let parent = -1;
      for (let record = at; record < at + length; record++) {
        if (types[record] === ITEM) parent = record;
        else if (types[record] === DECISION) parents[record] = parent;
      }
      at += length;
    });

    const yearOf = (record) => dateOf(days[record]).slice(0, 4);
    const years = new Map();
    for (const value of new Set(sections.days.reduce(addUp, []))) {
      if (value) years.set(dateOf(value).slice(0, 4), true);
    }

    return {
      count,
      types,
      days,
      bodies,
      parents,
      sets: sections.municipalities,
      statuses: sections.statuses,
      typeNames: header.types,
      bodyNames: header.bodies,
      codes: header.codes,
      setMembers: header.sets,
      municipalityNames: header.municipalities,
      statusNames: header.statuses,
      years: Array.from(years.keys()).sort().reverse(),
      yearOf,
      dateOf,
      dayOf,
    };
  }

  function addUp(sums, step) {
    sums.push((sums.length ? sums[sums.length - 1] : 0) + step);
    return sums;
  }

  // The records of each matter, from the file that is read only when matters are asked for.
  function makeMatters({ header, bytes }) {
    const reader = search.makeReader(bytes);
    return header.matters.map(([id, name]) => ({ id, name, records: reader.rising(reader.next()) }));
  }

  Object.assign(search, { makeFacets, makeMatters });
})(typeof window === "undefined" ? globalThis : window);
