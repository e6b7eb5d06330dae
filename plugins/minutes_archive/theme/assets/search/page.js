/* The search page: asks the engine what its address says, and shows the answer. */
(function () {
  "use strict";

  var root = document.querySelector("[data-ma-search]");
  if (!root) { return; }

  var page = window.MinutesSearchPage;
  var words = JSON.parse(root.dataset.strings);
  var PAGE = 10;
  var TYPING_PAUSE = 180;
  var SLOW = 400;

  function part(name) { return root.querySelector("[data-ma-" + name + "]"); }

  var form = part("search-form");
  var box = form.querySelector("input");
  var count = part("count");
  var notes = part("notes");
  var results = part("results");
  var order = part("order");
  var more = part("more");

  var engine = null;
  var state = null;
  var running = 0;
  var waiting = 0;

  var showing = page.makeShowing(words, root.dataset.maSearch);
  var address = page.makeAddress(words.keys);
  var hits = page.makeHits(showing);
  var choices = page.makeChoices(
    showing, function () { return { engine: engine, state: state }; }, step, part("filter-fields")
  );
  var text = showing.text;

  function change(edit, isStep) {
    state.page = 1;
    edit(state);
    address.remember(state, isStep);
    return show(!isStep);
  }

  function step(edit) { return change(edit, true); }

  function show(typing) {
    if (box.value !== state.q) { box.value = state.q; }
    order.value = state.order;
    var run = ++running;
    var wanted;
    results.dataset.state = "searching";
    clearTimeout(waiting);
    if (page.isAsked(state)) {
      waiting = setTimeout(function () { count.textContent = text("search.loading"); }, SLOW);
    }
    var used = page.FACETS.filter(function (facet) { return state.filters[facet].length > 0; });
    return engine.loadFacets(used).then(function () {
      wanted = page.splitUnknown(state, engine, words.keys);
      return engine.search({
        q: state.q, filters: wanted.filters, from: wanted.from, to: wanted.to,
        order: state.order, start: 0, size: state.page * PAGE, typing: typing
      });
    }).then(function (found) {
      if (run === running) { finish(found, wanted.unknown); }
    }).catch(function (problem) {
      if (run === running) { fail(problem); }
    });
  }

  function finish(found, unknown) {
    var isAsked = page.isAsked(state);
    clearTimeout(waiting);
    choices.show(isAsked ? found.counts : {}, function () { return show(); });
    count.textContent = isAsked ? countText(found) : text("search.empty");
    notes.replaceChildren.apply(notes, noteTexts(found, unknown).map(hits.note));
    if (found.jump) { notes.prepend(hits.jumpNote(found.jump, state.q.trim())); }
    results.replaceChildren.apply(results, hits.lists(found.hits));
    if (!found.hits.length) { results.append(isAsked ? hits.nothing(state) : hits.howTo()); }
    more.hidden = found.total + found.also <= found.hits.length || state.page >= page.MOST_PAGES;
    results.dataset.state = "done";
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

  function fail(problem) {
    var isOld = typeof DecompressionStream === "undefined";
    clearTimeout(waiting);
    count.textContent = text(isOld ? "search.old_browser" : "search.failed");
    notes.replaceChildren();
    results.replaceChildren(showing.element("p", {}, [showing.registerLink()]));
    more.hidden = true;
    results.dataset.state = "done";
    if (window.console) { console.error(problem); }
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
    step(function (current) { current.q = box.value; });
  });
  order.addEventListener("change", function () {
    step(function (current) { current.order = order.value; });
  });
  more.addEventListener("click", function () {
    var before = hitLinks().length;
    var next = state.page + 1;
    step(function (current) { current.page = next; }).then(function () {
      var first = hitLinks()[before];
      if (first) { first.focus(); }
    });
  });
  root.addEventListener("keydown", moveBetweenHits);
  window.addEventListener("popstate", function () { state = address.read(); show(); });

  function hitLinks() { return Array.from(results.querySelectorAll("[data-hit] .ma-card__text a")); }

  /* Arrow down from the box reaches the first hit; arrows go on from hit to hit. */
  function moveBetweenHits(event) {
    if (event.key === "Escape" && results.contains(document.activeElement)) { box.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var links = hitLinks();
    var at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) { return; }
    var goal = event.key === "ArrowDown" ? links[at + 1] : (at <= 0 ? box : links[at - 1]);
    if (goal) { event.preventDefault(); goal.focus(); }
  }

  state = address.read();
  box.value = state.q;
  part("search-body").hidden = false;
  part("filters").open = window.matchMedia("(min-width: 60em)").matches;
  count.textContent = text(page.isAsked(state) ? "search.loading" : "search.empty");
  var opening = window.MinutesSearch
    ? window.MinutesSearch.open(root.dataset.index)
    : Promise.reject(new Error("engine missing"));
  opening.then(function (opened) {
    engine = opened;
    return show();
  }).catch(fail);
})();
