// Columns of facts about every record: type, date, body, municipalities, status, matter.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const MEETING = 1;
  const DECISION = 3;
  // Python's day 1 is 1 January of the year 1; a Date counts from 1970.
  const DAYS_TO_1970 = 719163;

  function dateOf(day) {
    return day ? new Date((day - DAYS_TO_1970) * 864e5).toISOString().slice(0, 10) : "";
  }

  function dayOf(date) {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : NaN;
    const day = Number.isNaN(time) ? 0 : Math.floor(time / 864e5) + DAYS_TO_1970;
    return dateOf(day) === date ? day : 0; // 30 February is no day
  }

  function readSections({ header, bytes }) {
    const sections = {};
    let start = 0;
    for (const [name, length] of header.sections) {
      if (start + length > bytes.length) throw new RangeError("cut short");
      const reader = search.makeReader(bytes.subarray(start, start + length));
      const values = [];
      while (reader.position < length) values.push(reader.next());
      sections[name] = values;
      start += length;
    }
    return sections;
  }

  // Type, parent item, day, body and year of every record.
  function makeFacets(content) {
    const { header } = content;
    const count = header.count;
    const sections = readSections(content);
    const types = new Uint8Array(count).fill(DECISION);
    const days = new Int32Array(count);
    const bodies = new Uint16Array(count);
    const years = new Uint16Array(count);
    const parents = new Int32Array(count).fill(-1);
    const meetings = new Int32Array(count).fill(-1); // the meeting that a record is of
    const down = new Uint8Array(count); // what is not in force
    let last = 0;
    for (const step of sections.down || []) down[(last += step)] = 1;

    const yearNames = [""];
    let at = 0;
    let entry = 0;
    let day = 0;
    sections.runs.forEach((entries, i) => {
      const start = at;
      for (const last = entry + entries; entry < last; entry++) {
        const following = sections.types[entry] >> 2;
        types[at] = sections.types[entry] & 3;
        parents.fill(at, at + 1, at + 1 + following);
        at += 1 + following;
      }
      day += sections.days[i];
      const year = dateOf(day).slice(0, 4);
      if (year !== yearNames[yearNames.length - 1]) yearNames.push(year);
      let meeting = -1;
      for (let record = start; record < at; record++) {
        if (types[record] === MEETING) meeting = record;
        meetings[record] = meeting;
      }
      days.fill(day, start, at);
      years.fill(yearNames.length - 1, start, at);
      bodies.fill(sections.bodies[i], start, at);
    });
    const { types: typeNames, bodies: bodyNames, codes } = header;
    return {
      count, types, parents, meetings, down, days, years, bodies, typeNames, bodyNames, yearNames, codes, dateOf, dayOf,
    };
  }

  // The set of municipalities of every record, as a number.
  function readMunicipalities(content, facets) {
    const { column } = readSections(content);
    const { values, sets } = content.header;
    const numbers = new Uint16Array(facets.count);
    let before = 0;
    column.forEach((code, record) => (numbers[record] = before = code ? code - 1 : before));
    return { values, sets, numbers };
  }

  // The status of every decision, as a number; 0 for other records.
  function readStatuses(content, facets) {
    const { column } = readSections(content);
    const numbers = new Uint8Array(facets.count);
    let next = 0;
    for (let record = 0; record < facets.count; record++) {
      if (facets.types[record] === DECISION) numbers[record] = column[next++];
    }
    return { values: content.header.values, numbers };
  }

  // The records of each matter.
  function readMatters(content) {
    const { lists } = readSections(content);
    let at = 0;
    const records = content.header.values.map(() => {
      const found = lists.slice(at + 1, at + 1 + lists[at]);
      at += 1 + lists[at];
      for (let i = 1; i < found.length; i++) found[i] += found[i - 1];
      return found;
    });
    return { values: content.header.values, records };
  }

  const readColumn = {
    municipality: readMunicipalities,
    status: readStatuses,
    matter: readMatters,
  };

  Object.assign(search, { makeFacets, readColumn });
})(typeof window === "undefined" ? globalThis : window);
