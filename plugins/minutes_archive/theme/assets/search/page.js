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
  var CHECKED_FOR = 60000;
  var WORDS_TOLD = 5;

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
  var checked = 0;
  var isBroken = false;

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
    function ask() {
      return engine.loadFacets(used).then(function () {
        wanted = page.splitUnknown(state, engine, words.keys);
        return engine.search({
          q: state.q, filters: wanted.filters, from: wanted.from, to: wanted.to, plain: state.plain,
          order: state.order, start: 0, size: state.page * PAGE, typing: typing
        });
      });
    }
    return ask().then(function (found) {
      if (run !== running || !isDoubtful(found)) { return found; }
      checked = Date.now();
      return window.MinutesSearch.renewed(root.dataset.index, engine).then(function (renewed) {
        if (!renewed) { return found; }
        engine = renewed;
        return ask();
      });
    }).then(function (found) {
      if (run === running) { finish(found, wanted.unknown); }
    }).catch(function (problem) {
      if (run === running) { fail(problem); }
    });
  }

  /* Before anything is denied, it is seen to that the site has no newer index. */
  function isDoubtful(found) {
    var isDenied = page.isAsked(state) &&
      (!found.total || found.relaxed || found.absent.length > 0 || found.corrected.length > 0 || found.parts.length > 0);
    return found.problems.length > 0 || (isDenied && Date.now() - checked > CHECKED_FOR);
  }

  function again() {
    if (!window.MinutesSearch) { location.reload(); return Promise.resolve(); }
    return engine ? show() : start();
  }

  function finish(found, unknown) {
    var isAsked = page.isAsked(state);
    clearTimeout(waiting);
    choices.show(isAsked ? found.counts : {}, function () { return show(); });
    count.textContent = isAsked ? countText(found) : text("search.empty");
    notes.replaceChildren.apply(notes, noteTexts(found, unknown).map(hits.note));
    if (found.jump) { notes.prepend(hits.jumpNote(found.jump, state.q.trim())); }
    isBroken = found.problems.length > 0;
    results.replaceChildren.apply(results, hits.lists(found.cards));
    if (!found.cards.length) {
      results.append(!isAsked ? hits.howTo() : isBroken ? hits.unread() : hits.nothing(state));
    }
    more.hidden = !found.isMore || !found.cards.length || state.page >= page.MOST_PAGES;
    results.dataset.state = "done";
  }

  function countText(found) {
    if (!found.total) { return text(found.problems.length ? "search.count.unread" : "search.count.none"); }
    if (!found.cards.length) { return text("search.count.untold", { n: found.total }); }
    if (found.relaxed) { return text("search.count.relaxed", { n: found.total }); }
    if (found.approximate) { return text("search.count.about", { n: found.total }); }
    return found.total === 1 ? text("search.count.one") : text("search.count.other", { n: found.total });
  }

  /* What was looked for in place of words that the archive lacks. */
  function guesses(found) {
    return found.corrected.map(function (slip) {
      return text(slip.to ? "search.corrected" : "search.similar", { q: slip.from, word: slip.to });
    }).concat(found.parts.map(function (part) {
      return text("search.corrected", { q: part.from, word: part.to.join(", ") });
    }));
  }

  function noteTexts(found, unknown) {
    var told = unknown.map(function (value) { return text("search.unknown", { value: value }); });
    if (found.problems.length) {
      told.push({ text: text("search.broken"), label: text("search.again"), act: again });
    }
    /* What could not be looked up is not denied. */
    var isSure = !found.problems.length;
    if (isSure) { told = told.concat(guesses(found)); }
    if (found.meant.length) {
      told.push({
        text: found.meant.map(function (one) {
          return text("search.meant", { q: one.asked, words: one.words.slice(0, WORDS_TOLD).join(", ") });
        }).join(" "),
        label: text("search.plain"),
        act: function () { step(function (current) { current.plain = true; }); }
      });
    }
    if (state.plain) {
      told.push({
        text: text("search.is_plain"), label: text("search.not_plain"),
        act: function () { step(function (current) { current.plain = false; }); }
      });
    }
    if (found.total && isSure) {
      found.absent.forEach(function (word) { told.push(text("search.absent", { word: word })); });
    }
    if (found.excluded.length) { told.push(text("search.excluded", { words: found.excluded.join(", ") })); }
    if (found.ignored.length) { told.push(text("search.ignored", { words: found.ignored.join(", ") })); }
    return told;
  }

  function fail(problem) {
    var isOld = typeof DecompressionStream === "undefined";
    clearTimeout(waiting);
    count.textContent = text(isOld ? "search.old_browser" : "search.failed");
    notes.replaceChildren();
    isBroken = true;
    notes.append(hits.note({ text: text("search.try"), label: text("search.again"), act: again }));
    results.replaceChildren(hits.unread());
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

  function hitLinks() { return Array.from(results.querySelectorAll("[data-hit] a.ma-hit__link")); }

  /* Arrow down from the box reaches the first hit; arrows go on from hit to hit. */
  function moveBetweenHits(event) {
    if (event.defaultPrevented) { return; }
    if (event.key === "Escape" && results.contains(document.activeElement)) { box.focus(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var links = hitLinks();
    var at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== box) { return; }
    var goal = event.key === "ArrowDown" ? links[at + 1] : (at <= 0 ? box : links[at - 1]);
    if (goal) { event.preventDefault(); goal.focus(); }
  }

  /* What failed while there was no network is tried again when there is. */
  window.addEventListener("online", function () {
    if (isBroken) { again(); }
  });

  function start() {
    var opening = window.MinutesSearch
      ? window.MinutesSearch.open(root.dataset.index, null, state.q)
      : Promise.reject(new Error("engine missing"));
    return opening.then(function (opened) {
      engine = engine || opened;
      return show();
    }).catch(fail);
  }

  state = address.read();
  box.value = state.q;
  part("search-body").hidden = false;
  part("fallback").hidden = true;
  part("filters").open = window.matchMedia("(min-width: 60em)").matches;
  count.textContent = text(page.isAsked(state) ? "search.loading" : "search.empty");
  start();
})();
