/* The search page: its address is its state. The engine (engine.js) finds; this shows.
   Every text from users or minutes reaches the page as text, never as markup. */
(function () {
  "use strict";

  var root = document.querySelector("[data-ma-search]");
  if (!root) { return; }

  var words = JSON.parse(root.dataset.strings);
  var base = root.dataset.maSearch;
  var FACETS = ["type", "body", "municipality", "year", "status", "matter"];
  var KEYS = words.keys;
  var PAGE = 20;
  var TYPING_PAUSE = 180;

  var form = root.querySelector("[data-ma-search-form]");
  var box = form.querySelector("input");
  var body = root.querySelector("[data-ma-search-body]");
  var fields = root.querySelector("[data-ma-filter-fields]");
  var filters = root.querySelector("[data-ma-filters]");
  var count = root.querySelector("[data-ma-count]");
  var notes = root.querySelector("[data-ma-notes]");
  var results = root.querySelector("[data-ma-results]");
  var order = root.querySelector("[data-ma-order]");
  var more = root.querySelector("[data-ma-more]");

  var engine = null;
  var state = null;
  var running = 0;

  function text(key, values) {
    return words.strings[key].replace(/\{(\w+)\}/g, function (whole, name) {
      return values && name in values ? String(values[name]) : whole;
    });
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (children || []).forEach(function (child) {
      made.append(child);
    });
    return made;
  }

  /* State <-> address ------------------------------------------------------------ */

  function emptyState() {
    var chosen = {};
    FACETS.forEach(function (facet) { chosen[facet] = []; });
    return { q: "", filters: chosen, from: "", to: "", order: "relevance", shown: PAGE };
  }

  function readAddress() {
    var parameters = new URLSearchParams(location.search);
    var read = emptyState();
    read.q = (parameters.get("q") || "").slice(0, 2000);
    FACETS.forEach(function (facet) {
      read.filters[facet] = parameters.getAll(KEYS[facet]).filter(Boolean);
    });
    read.from = parameters.get(KEYS.from) || "";
    read.to = parameters.get(KEYS.to) || "";
    read.order = parameters.get(KEYS.order) === KEYS.date ? "date" : "relevance";
    return read;
  }

  function addressOf(shown) {
    var parameters = new URLSearchParams();
    if (shown.q) { parameters.set("q", shown.q); }
    FACETS.forEach(function (facet) {
      shown.filters[facet].forEach(function (value) { parameters.append(KEYS[facet], value); });
    });
    if (shown.from) { parameters.set(KEYS.from, shown.from); }
    if (shown.to) { parameters.set(KEYS.to, shown.to); }
    if (shown.order === "date") { parameters.set(KEYS.order, KEYS.date); }
    var query = parameters.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  function change(edit, remember) {
    edit(state);
    state.shown = PAGE;
    history[remember ? "pushState" : "replaceState"](null, "", addressOf(state));
    show();
  }

  function hasFilters() {
    return Boolean(state.from || state.to) || FACETS.some(function (facet) {
      return state.filters[facet].length > 0;
    });
  }

  /* Values that the archive does not have are told, and left out of the search. */
  function splitUnknown() {
    var known = {};
    var unknown = [];
    FACETS.forEach(function (facet) {
      var values = (engine.facets[facet] || []).map(function (entry) { return String(entry.value); });
      known[facet] = state.filters[facet].filter(function (value) {
        var there = values.indexOf(value) >= 0;
        if (!there) { unknown.push(value); }
        return there;
      });
    });
    var dates = {};
    ["from", "to"].forEach(function (end) {
      var valid = !state[end] || /^\d{4}-\d{2}-\d{2}$/.test(state[end]);
      if (!valid) { unknown.push(state[end]); }
      dates[end] = valid ? state[end] : "";
    });
    return { filters: known, from: dates.from, to: dates.to, unknown: unknown };
  }

  /* Showing ------------------------------------------------------------------------ */

  function show() {
    box.value = state.q;
    order.value = state.order;
    var run = ++running;
    var wanted = splitUnknown();
    results.dataset.state = "searching";
    if (!state.q.trim() && !hasFilters()) {
      showFacets({});
      finish([], text("search.empty"), [], 0);
      return;
    }
    count.textContent = text("search.loading");
    engine.search({
      q: state.q, filters: wanted.filters, from: wanted.from, to: wanted.to,
      order: state.order, start: 0, size: state.shown
    }).then(function (found) {
      if (run !== running) { return; }
      showFacets(found.counts || {});
      finish(found.hits, countText(found), noteTexts(found, wanted.unknown), found.total);
      if (found.jump) { notes.prepend(jumpNote(found.jump)); }
    }).catch(function () {
      if (run === running) { finish([], text("search.failed"), [], 0); }
    });
  }

  function countText(found) {
    if (!found.total) { return text("search.count.none"); }
    if (found.approximate) { return text("search.count.about", { n: found.total }); }
    return found.total === 1 ? text("search.count.one") : text("search.count.other", { n: found.total });
  }

  function noteTexts(found, unknown) {
    var told = unknown.map(function (value) { return text("search.unknown", { value: value }); });
    if (found.corrected) { told.push(text("search.corrected", { word: found.corrected })); }
    if (found.relaxed && found.total) { told.push(text("search.relaxed")); }
    if (found.problems && found.problems.length) { told.push(text("search.broken")); }
    return told;
  }

  function jumpNote(address) {
    var label = state.q.trim();
    return element("p", { "class": "ma-search__jump" }, [
      element("a", { href: base + address, "data-jump": "" }, [text("search.jump", { label: label })])
    ]);
  }

  function finish(hits, said, told, total) {
    count.textContent = said;
    notes.replaceChildren.apply(notes, told.map(function (note) {
      return element("p", { "class": "ma-search__note" }, [note]);
    }));
    var list = element("ol", { "class": "ma-cards ma-hits" }, hits.map(hitElement));
    results.replaceChildren(list);
    if (!total && (state.q.trim() || hasFilters())) { results.append(emptyHelp()); }
    more.hidden = total <= hits.length;
    results.dataset.state = "done";
  }

  function emptyHelp() {
    var links = [element("li", {}, [
      element("a", { href: base + words.register }, [text("search.none_register")])
    ])];
    if (hasFilters() && state.q.trim()) {
      links.unshift(element("li", {}, [
        element("a", { href: "?q=" + encodeURIComponent(state.q) }, [text("search.none_clear")])
      ]));
    }
    return element("div", { "class": "ma-search__none" }, [
      element("p", {}, [text("search.none_tips")]), element("ul", {}, links)
    ]);
  }

  function hitElement(hit) {
    var record = hit.record;
    var meta = [record.date_text || record.date, record.body_name, record.item_label]
      .filter(Boolean).join(" · ");
    var foot = [element("span", { "class": "ma-kicker" }, [text("search.type." + record.type)])];
    if (record.status && record.status_text) {
      foot.push(" ", element("span", { "class": "ma-status ma-status--" + record.status }, [record.status_text]));
    }
    (record.replaced_by || []).forEach(function (by) {
      foot.push(" " + text("search.replaced") + " ", element("a", { href: base + by.url }, [by.label]));
    });
    if (record.citation) { foot.push(" ", element("span", { "class": "ma-citation" }, [record.citation])); }
    var parts = [
      element("p", { "class": "ma-card__meta" }, [meta]),
      element("p", { "class": "ma-card__text" }, [element("a", { href: base + record.url }, [record.title])]),
      snippetElement(hit.snippet)
    ];
    if ((record.municipality_names || []).length) {
      parts.push(element("ul", { "class": "ma-chips ma-chips--plain" }, record.municipality_names.map(function (name) {
        return element("li", {}, [name]);
      })));
    }
    parts.push(element("p", { "class": "ma-card__foot" }, foot));
    return element("li", { "class": "ma-card", "data-hit": record.id }, parts);
  }

  function snippetElement(pieces) {
    return element("p", { "class": "ma-hit__snippet" }, (pieces || []).map(function (piece) {
      return piece[1] ? element("mark", {}, [piece[0]]) : document.createTextNode(piece[0]);
    }));
  }

  /* Filters ------------------------------------------------------------------------ */

  function showFacets(counts) {
    var focused = document.activeElement && document.activeElement.id;
    var sets = FACETS.filter(function (facet) {
      return (engine.facets[facet] || []).length > 1;
    }).map(function (facet) { return facetElement(facet, counts[facet]); });
    sets.push(datesElement());
    if (hasFilters()) {
      var clear = element("button", { type: "button", "class": "ma-copy" }, [text("search.clear")]);
      clear.addEventListener("click", function () {
        change(function (current) {
          var fresh = emptyState();
          current.filters = fresh.filters;
          current.from = current.to = "";
        }, true);
        box.focus();
      });
      sets.push(clear);
    }
    fields.replaceChildren.apply(fields, sets);
    if (focused) {
      var again = document.getElementById(focused);
      if (again && fields.contains(again)) { again.focus(); }
    }
  }

  function facetElement(facet, counts) {
    var options = engine.facets[facet].map(function (entry, position) {
      var id = "ma-search-" + facet + "-" + position;
      var value = String(entry.value);
      var input = element("input", { type: "checkbox", id: id, value: value });
      input.checked = state.filters[facet].indexOf(value) >= 0;
      input.addEventListener("change", function () {
        change(function (current) {
          current.filters[facet] = current.filters[facet].filter(function (other) { return other !== value; });
          if (input.checked) { current.filters[facet].push(value); }
        }, true);
      });
      var label = [entry.label];
      if (counts) { label.push(" ", element("span", { "class": "ma-note" }, ["(" + (counts[value] || 0) + ")"])); }
      return element("li", {}, [input, " ", element("label", { "for": id }, label)]);
    });
    return element("fieldset", { "class": "ma-facet" }, [
      element("legend", {}, [text("search.facet." + facet)]), element("ul", {}, options)
    ]);
  }

  function datesElement() {
    var rows = ["from", "to"].map(function (end) {
      var id = "ma-search-" + end;
      var input = element("input", { type: "date", id: id });
      input.value = state[end];
      input.addEventListener("change", function () {
        change(function (current) { current[end] = input.value; }, true);
      });
      return element("p", {}, [element("label", { "for": id }, [text("search." + end)]), input]);
    });
    return element("div", { "class": "ma-facet" }, rows);
  }

  /* Events -------------------------------------------------------------------------- */

  var typing = 0;
  box.addEventListener("input", function () {
    clearTimeout(typing);
    typing = setTimeout(function () {
      change(function (current) { current.q = box.value; }, false);
    }, TYPING_PAUSE);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(typing);
    change(function (current) { current.q = box.value; }, true);
  });
  order.addEventListener("change", function () {
    change(function (current) { current.order = order.value; }, true);
  });
  more.addEventListener("click", function () {
    var before = results.querySelectorAll("[data-hit]").length;
    state.shown += PAGE;
    show();
    var watch = new MutationObserver(function () {
      if (results.dataset.state !== "done") { return; }
      watch.disconnect();
      var next = results.querySelectorAll("[data-hit] .ma-card__text a")[before];
      if (next) { next.focus(); }
    });
    watch.observe(results, { attributes: true });
  });
  root.addEventListener("keydown", moveBetweenHits);
  window.addEventListener("popstate", function () { state = readAddress(); show(); });

  /* Arrow down from the box reaches the first hit; arrows go on from hit to hit. */
  function moveBetweenHits(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var links = Array.from(results.querySelectorAll("[data-hit] .ma-card__text a"));
    var at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) { return; }
    var goal = event.key === "ArrowDown" ? links[at + 1] : (at <= 0 ? box : links[at - 1]);
    if (goal) { event.preventDefault(); goal.focus(); }
  }

  state = readAddress();
  box.value = state.q;
  body.hidden = false;
  filters.open = window.matchMedia("(min-width: 60em)").matches;
  count.textContent = text("search.loading");
  var opening = window.MinutesSearch
    ? window.MinutesSearch.open(root.dataset.index)
    : Promise.reject(new Error("engine missing"));
  opening.then(function (opened) {
    engine = opened;
    show();
  }).catch(function () {
    finish([], text("search.failed"), [], 0);
  });
})();
