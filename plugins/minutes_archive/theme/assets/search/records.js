// The records that hits show: their texts, and the ones that a citation names.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  function makeRecords(files, manifest, facets, analysis) {
    const plain = (text) => analysis.words(analysis.fold(analysis.normalise(text))).join(" ");
    function recordOf(row, number) {
      const [id, url, title, text, citation, label, dateText, statusText, places, successors, status, reference, called] =
        row;
      const [body, bodyName] = facets.bodyNames[facets.bodies[number]];
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
        body,
        body_name: bodyName,
        municipality_names: places || [],
        status: status || "",
        reference: reference || "",
        called: called || [],
        status_text: statusText || "",
      };
    }

    async function record(number) {
      const chunk = Math.floor(number / manifest.chunk);
      const name = search.fileInFolder("r", manifest.texts, chunk);
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
      return after.replace(/#[^-]*-/, "-").replace(/^[^\p{L}\p{N}]+/u, "");
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
