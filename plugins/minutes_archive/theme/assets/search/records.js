// The records that hits show: their texts, and the ones that a citation names.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const FOLDER_FILES = 64;

  function makeRecords(files, manifest, facets, analysis) {
    const plain = (text) => analysis.fold(analysis.normalise(text)).trim();
    const municipalityNames = new Map(facets.municipalityNames);

    function recordOf(row, number) {
      const [id, url, title, text, citation, label, dateText, successors] = row;
      const status = facets.statusNames[facets.statuses[number]];
      const places = facets.setMembers[facets.sets[number]];
      return {
        number,
        id,
        url,
        title,
        text: text || "",
        citation: citation || "",
        item_label: label || "",
        date_text: dateText || "",
        replaced_by: (successors || []).map(([name, address]) => ({ label: name, url: address })),
        type: facets.typeNames[facets.types[number]][0],
        date: facets.dateOf(facets.days[number]),
        body: facets.bodyNames[facets.bodies[number]][0],
        body_name: facets.bodyNames[facets.bodies[number]][1],
        municipalities: places,
        municipality_names: places.map((place) => municipalityNames.get(place)),
        status: status[0],
        status_text: status[1],
      };
    }

    async function record(number) {
      const chunk = Math.floor(number / manifest.chunk);
      const folder = manifest.texts[Math.floor(chunk / FOLDER_FILES)];
      const name = "r/" + folder + "/" + (chunk % FOLDER_FILES);
      try {
        const rows = await files.loadJson(name);
        return recordOf(rows[number % manifest.chunk], number);
      } catch (problem) {
        files.failed.add(name);
        return null;
      }
    }

    const read = (numbers) => Promise.all(Array.from(numbers, record));

    // Returns what stands after the date in an id: "" for a meeting, 5 for an item, 5-1.
    function pointOf(id, date) {
      const after = id.split(date)[1] || "";
      return after.replace(/^#[^-]*-/, "").replace(/^[^\p{L}\p{N}]+/u, "");
    }

    // Returns the records that a text such as "LG 2020-11-20 punkt 5" names.
    async function cited(text) {
      const citation = search.parseCitation(text, analysis);
      if (!citation) return [];
      const byCode = facets.codes[citation.body];
      const body = facets.bodyNames.findIndex(
        ([id, name]) => id && [byCode, citation.body].includes(id) || plain(name) === citation.body
      );
      const day = facets.dayOf(citation.date);
      const there = [];
      for (let number = 0; number < facets.count && body > 0; number++) {
        if (facets.days[number] === day && facets.bodies[number] === body) there.push(number);
      }
      const wanted = citation.rest.join("-");
      const found = await read(there);
      return found.filter((one) => one && pointOf(one.id, citation.date) === wanted);
    }

    return { read, cited, plain };
  }

  Object.assign(search, { makeRecords });
})(typeof window === "undefined" ? globalThis : window);
