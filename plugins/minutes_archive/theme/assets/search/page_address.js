/* The search page's address is its state: what is asked, chosen and shown. */
(function () {
  "use strict";

  var page = (window.MinutesSearchPage = window.MinutesSearchPage || {});
  var FACETS = ["type", "body", "municipality", "year", "status", "matter"];
  var LONGEST_QUESTION = 2000;
  var MOST_PAGES = 100;

  page.FACETS = FACETS;
  page.MOST_PAGES = MOST_PAGES;

  page.noFilters = function () {
    var chosen = {};
    FACETS.forEach(function (facet) { chosen[facet] = []; });
    return chosen;
  };

  /* `keys` are the names that the choices have in the address. */
  page.makeAddress = function (keys) {
    function read() {
      var parameters = new URLSearchParams(location.search);
      var filters = page.noFilters();
      FACETS.forEach(function (facet) {
        filters[facet] = parameters.getAll(keys[facet]).reduce(function (all, value) {
          return all.concat(value.split(","));
        }, []).map(function (value) { return value.trim(); }).filter(Boolean);
      });
      var shown = parseInt(parameters.get(keys.page), 10);
      return {
        q: (parameters.get("q") || "").slice(0, LONGEST_QUESTION),
        filters: filters,
        from: parameters.get(keys.from) || "",
        to: parameters.get(keys.to) || "",
        page: shown > 0 ? Math.min(shown, MOST_PAGES) : 1,
        order: parameters.get(keys.order) === keys.date ? "date" : "relevance",
        plain: parameters.get(keys.without) === keys.synonyms
      };
    }

    function of(state) {
      var parameters = new URLSearchParams();
      if (state.q) { parameters.set("q", state.q); }
      FACETS.forEach(function (facet) {
        state.filters[facet].forEach(function (value) { parameters.append(keys[facet], value); });
      });
      if (state.from) { parameters.set(keys.from, state.from); }
      if (state.to) { parameters.set(keys.to, state.to); }
      if (state.order === "date") { parameters.set(keys.order, keys.date); }
      if (state.plain) { parameters.set(keys.without, keys.synonyms); }
      if (state.page > 1) { parameters.set(keys.page, String(state.page)); }
      var query = parameters.toString();
      return location.pathname + (query ? "?" + query : "");
    }

    /* A page opened from disk may not change its address in every browser. */
    function remember(state, isStep) {
      try {
        history[isStep ? "pushState" : "replaceState"](null, "", of(state));
      } catch (refused) { /* The search works on; only the address does not tell it. */ }
    }

    return { read: read, remember: remember };
  };

  /* 30 February is no day, though browsers read it as one of March. */
  function isDay(written) {
    var time = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(written) : NaN;
    return !isNaN(time) && new Date(time).toISOString().slice(0, 10) === written;
  }

  page.hasFilters = function (state) {
    return Boolean(state.from || state.to) || FACETS.some(function (facet) {
      return state.filters[facet].length > 0;
    });
  };

  page.isAsked = function (state) { return Boolean(state.q.trim()) || page.hasFilters(state); };

  /* Values that the archive does not have are told, and left out of the search. */
  page.splitUnknown = function (state, engine, keys) {
    var known = {};
    var unknown = [];
    FACETS.forEach(function (facet) {
      known[facet] = [];
      state.filters[facet].forEach(function (value) {
        var meant = engine.resolve(facet, value);
        if (meant) { known[facet].push(meant); } else { unknown.push(keys[facet] + "=" + value); }
      });
    });
    var dates = {};
    ["from", "to"].forEach(function (end) {
      var written = state[end];
      var valid = !written || isDay(written);
      if (!valid) { unknown.push(keys[end] + "=" + written); }
      dates[end] = valid ? written : "";
    });
    return { filters: known, from: dates.from, to: dates.to, unknown: unknown };
  };
})();
