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
  var PAGE = 10;
  var MOST_PAGES = 100;
  var TYPING_PAUSE = 180;
  var SLOW = 400;

  var form = root.querySelector("[data-ma-search-form]");
  var box = form.querySelector("input");
  var body = root.querySelector("[data-ma-search-body]");
  var fields = root.querySelector("[data-ma-filter-fields]");
  var filters = root.querySelector("[data-ma-filters]");
  var count = root.querySelector("[data-ma-count]");
  var notes = root.querySelector("[data-ma-notes]");
  var results = root.querySelector("[data-ma-results]");
  var help = root.querySelector("[data-ma-help]");
  var order = root.querySelector("[data-ma-order]");
  var more = root.querySelector("[data-ma-more]");

  var engine = null;
  var state = null;
  var running = 0;
  var waiting = 0;

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
    return { q: "", filters: chosen, from: "", to: "", order: "relevance", page: 1 };
  }

  function readAddress() {
    var parameters = new URLSearchParams(location.search);
    var read = emptyState();
    read.q = (parameters.get("q") || "").slice(0, 2000);
    FACETS.forEach(function (facet) {
      read.filters[facet] = parameters.getAll(KEYS[facet]).reduce(function (all, value) {
        return all.concat(value.split(","));
      }, []).map(function (value) { return value.trim(); }).filter(Boolean);
    });
    read.from = parameters.get(KEYS.from) || "";
    read.to = parameters.get(KEYS.to) || "";
    var page = parseInt(parameters.get(KEYS.page), 10);
    read.page = page > 0 ? Math.min(page, MOST_PAGES) : 1;
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
    if (shown.page > 1) { parameters.set(KEYS.page, String(shown.page)); }
    var query = parameters.toString();
    return location.pathname + (query ? "?" + query : "");
  }

  function change(edit, remember) {
    state.page = 1;
    edit(state);
    remindAddress(remember);
    show(!remember);
  }

  /* A page opened from disk may not change its address in every browser. */
  function remindAddress(remember) {
    try {
      history[remember ? "pushState" : "replaceState"](null, "", addressOf(state));
    } catch (refused) { /* The search works on; only the address does not tell it. */ }
  }

  function hasFilters() {
    return Boolean(state.from || state.to) || FACETS.some(function (facet) {
      return state.filters[facet].length > 0;
    });
  }

  function isAsked() { return Boolean(state.q.trim()) || hasFilters(); }

  /* Values that the archive does not have are told, and left out of the search. */
  function splitUnknown() {
    var known = {};
    var unknown = [];
    FACETS.forEach(function (facet) {
      known[facet] = [];
      state.filters[facet].forEach(function (value) {
        var meant = engine.resolve(facet, value);
        if (meant) { known[facet].push(meant); } else { unknown.push(KEYS[facet] + "=" + value); }
      });
    });
    var dates = {};
    ["from", "to"].forEach(function (end) {
      var valid = !state[end] || !isNaN(Date.parse(state[end])) && /^\d{4}-\d{2}-\d{2}$/.test(state[end]);
      if (!valid) { unknown.push(KEYS[end] + "=" + state[end]); }
      dates[end] = valid ? state[end] : "";
    });
    return { filters: known, from: dates.from, to: dates.to, unknown: unknown };
  }

  /* Showing ------------------------------------------------------------------------ */

  function show(typing) {
    if (box.value !== state.q) { box.value = state.q; }
    order.value = state.order;
    var run = ++running;
    results.dataset.state = "searching";
    clearTimeout(waiting);
    waiting = setTimeout(function () { count.textContent = text("search.loading"); }, SLOW);
    var used = FACETS.filter(function (facet) { return state.filters[facet].length > 0; });
    var wanted;
    return engine.loadFacets(used).then(function () {
      wanted = splitUnknown();
      return engine.search({
        q: state.q, filters: wanted.filters, from: wanted.from, to: wanted.to,
        order: state.order, start: 0, size: state.page * PAGE, typing: typing
      });
    }).then(function (found) {
      if (run !== running) { return; }
      showFacets(isAsked() ? found.counts : {});
      finish(found, isAsked() ? countText(found) : text("search.empty"), noteTexts(found, wanted.unknown));
      if (found.jump) { notes.prepend(jumpNote(found.jump)); }
    }).catch(function (problem) {
      if (run === running) { fail(problem); }
    });
  }

  function countText(found) {
    if (!found.total) { return text("search.count.none"); }
    if (found.relaxed) { return text("search.count.relaxed", { n: found.total }); }
    if (found.approximate) { return text("search.count.about", { n: found.total }); }
    return found.total === 1 ? text("search.count.one") : text("search.count.other", { n: found.total });
  }

  function noteTexts(found, unknown) {
    var told = unknown.map(function (value) { return text("search.unknown", { value: value }); });
    if (found.problems.length) { told.push(text("search.broken")); }
    found.corrected.forEach(function (slip) {
      told.push(text(slip.to ? "search.corrected" : "search.similar", { q: slip.from, word: slip.to }));
    });
    if (found.total) {
      found.absent.forEach(function (word) { told.push(text("search.absent", { word: word })); });
    }
    if (found.ignored.length) { told.push(text("search.ignored", { words: found.ignored.join(", ") })); }
    return told;
  }

  function jumpNote(address) {
    var label = state.q.trim();
    return element("p", { "class": "ma-search__jump" }, [
      element("a", { href: pageAddress(address), "data-jump": "" }, [text("search.jump", { label: label })])
    ]);
  }

  function finish(found, said, told) {
    clearTimeout(waiting);
    count.textContent = said;
    notes.replaceChildren.apply(notes, told.map(function (note) {
      return element("p", { "class": "ma-search__note" }, [note]);
    }));
    var whole = found.hits.filter(function (hit) { return hit.isWhole; });
    var partly = found.hits.filter(function (hit) { return !hit.isWhole; });
    var lists = [listElement(whole)];
    if (partly.length) {
      lists.push(element("h3", { "class": "ma-search__also" }, [text("search.also")]), listElement(partly));
    }
    results.replaceChildren.apply(results, lists);
    if (!found.hits.length) { results.append(isAsked() ? emptyHelp() : firstHelp()); }
    help.hidden = !isAsked();
    more.hidden = found.total + found.also <= found.hits.length || state.page >= MOST_PAGES;
    results.dataset.state = "done";
  }

  function listElement(hits) {
    return element("ol", { "class": "ma-cards ma-hits" }, hits.map(hitElement));
  }

  /* Without the engine there is the register of decisions. */
  function fail(problem) {
    var isOld = typeof DecompressionStream === "undefined";
    clearTimeout(waiting);
    count.textContent = text(isOld ? "search.old_browser" : "search.failed");
    notes.replaceChildren();
    results.replaceChildren(element("p", {}, [registerLink()]));
    more.hidden = true;
    results.dataset.state = "done";
    if (window.console) { console.error(problem); }
  }

  function registerLink() {
    return element("a", { href: pageAddress(words.register) }, [text("search.none_register")]);
  }

  /* From disk, a folder's address shows the list of its files: name its page. */
  function pageAddress(url) {
    if (location.protocol !== "file:") { return base + url; }
    var parts = url.split("#");
    var path = /(^|\/)$/.test(parts[0]) ? parts[0] + "index.html" : parts[0];
    return base + path + (parts[1] ? "#" + parts[1] : "");
  }

  function firstHelp() {
    var lines = ["words", "part", "phrase", "minus", "date", "citation"].map(function (kind) {
      return text("search.how." + kind);
    }).concat(registerLink());
    return helpElement(text("search.help_title"), "", lines);
  }

  function helpElement(title, intro, lines) {
    return element("div", { "class": "ma-search__none" }, [
      element("h3", {}, [title]),
      intro ? element("p", {}, [intro]) : "",
      element("ul", {}, lines.map(function (line) { return element("li", {}, [line]); }))
    ]);
  }

  function emptyHelp() {
    var lines = [
      text("search.tip.words"), text("search.tip.part"), text("search.tip.phrase"), registerLink()
    ];
    if (hasFilters() && state.q.trim()) {
      lines.unshift(element("a", { href: "?q=" + encodeURIComponent(state.q) }, [text("search.none_clear")]));
    }
    return helpElement(text("search.none_title"), text("search.none_tips"), lines);
  }

  function hitElement(hit) {
    var record = hit.record;
    var meta = [record.date_text || record.date, record.body_name].filter(Boolean).join(" · ");
    var label = record.item_label ? [" · "].concat(pieceElements(hit.label)) : [];
    var foot = [element("span", { "class": "ma-kicker" }, [text("search.type." + record.type)])];
    if (record.status && record.status_text) {
      foot.push(" ", element("span", { "class": "ma-status ma-status--" + record.status }, [record.status_text]));
    }
    record.replaced_by.forEach(function (by) {
      foot.push(" " + text("search.replaced") + " ", element("a", { href: pageAddress(by.url) }, [by.label]));
    });
    if (record.citation) { foot.push(" ", element("span", { "class": "ma-citation" }, [record.citation])); }
    /* A decision is its own title, and would be said twice. */
    var isItsText = record.type === "decision" && record.text;
    var title = element("a", { href: pageAddress(record.url) }, pieceElements(isItsText ? hit.snippet : hit.title));
    var parts = [
      element("p", { "class": "ma-card__meta" }, [meta].concat(label)),
      element("p", { "class": "ma-card__text" }, [title])
    ];
    if (record.text && !isItsText) { parts.push(snippetElement(hit.snippet)); }
    if (record.municipality_names.length) {
      parts.push(element("ul", { "class": "ma-chips ma-chips--plain" }, record.municipality_names.map(function (name) {
        return element("li", {}, [name]);
      })));
    }
    parts.push(element("p", { "class": "ma-card__foot" }, foot));
    return element("li", { "class": "ma-card", "data-hit": record.id }, parts);
  }

  function pieceElements(pieces) {
    return pieces.map(function (piece) {
      return piece.mark ? element("mark", {}, [piece.text]) : piece.text;
    });
  }

  function snippetElement(pieces) {
    return element("p", { "class": "ma-hit__snippet" }, pieceElements(pieces));
  }

  /* Filters ------------------------------------------------------------------------ */

  function showFacets(counts) {
    var focused = document.activeElement && document.activeElement.id;
    var sets = FACETS.filter(function (facet) {
      return !engine.hasFacet(facet) || engine.facets[facet].length > 1 || state.filters[facet].length;
    }).map(function (facet) {
      return engine.hasFacet(facet) ? facetElement(facet, counts[facet]) : closedFacet(facet);
    }).filter(Boolean);
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

  /* The counts say what a further choice would give; what would give nothing is left out. */
  function facetElement(facet, counts) {
    var options = engine.facets[facet].filter(function (entry) {
      return !counts || counts[entry.value] || isChosen(facet, entry.value);
    }).map(function (entry) {
      var id = "ma-search-" + facet + "-" + entry.value;
      var input = element("input", { type: "checkbox", id: id, value: entry.value });
      input.checked = isChosen(facet, entry.value);
      input.addEventListener("change", function () {
        change(function (current) {
          current.filters[facet] = current.filters[facet].filter(function (other) {
            return engine.resolve(facet, other) !== entry.value;
          });
          if (input.checked) { current.filters[facet].push(entry.value); }
        }, true);
      });
      var label = [entry.label];
      if (counts) { label.push(" ", element("span", { "class": "ma-note" }, ["(" + (counts[entry.value] || 0) + ")"])); }
      return element("li", {}, [input, " ", element("label", { "for": id }, label)]);
    });
    return options.length && element("fieldset", { "class": "ma-facet", "data-facet": facet }, [
      element("legend", {}, [text("search.facet." + facet)]), element("ul", {}, options)
    ]);
  }

  function isChosen(facet, value) {
    return state.filters[facet].some(function (one) { return engine.resolve(facet, one) === value; });
  }

  /* In a large archive a column of facts is fetched when somebody wants to choose by it. */
  function closedFacet(facet) {
    var id = "ma-search-" + facet + "-open";
    var label = text("search.show", { facet: text("search.facet." + facet).toLowerCase() });
    var button = element("button", { type: "button", "class": "ma-copy", id: id }, [label]);
    button.addEventListener("click", function () {
      engine.loadFacets([facet]).then(function () { return show(); }).then(function () {
        var first = fields.querySelector("[data-facet='" + facet + "'] input");
        if (first) { first.focus(); }
      });
    });
    return element("div", { "class": "ma-facet" }, [button]);
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
    var jump = notes.querySelector("[data-jump]");
    if (jump && box.value === state.q) { jump.click(); return; }
    change(function (current) { current.q = box.value; }, true);
  });
  order.addEventListener("change", function () {
    change(function (current) { current.order = order.value; }, true);
  });
  more.addEventListener("click", function () {
    var before = results.querySelectorAll("[data-hit]").length;
    var page = state.page;
    change(function (current) { current.page = page + 1; }, true);
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
    if (event.key === "Escape" && results.contains(document.activeElement)) { box.focus(); return; }
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
    return show();
  }).catch(fail);
})();
