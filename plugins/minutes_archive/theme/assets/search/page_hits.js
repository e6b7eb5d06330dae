/* How hits look, and what stands where there are none. */
(function () {
  "use strict";

  var page = (window.MinutesSearchPage = window.MinutesSearchPage || {});
  var HOW = ["words", "part", "phrase", "minus", "date", "citation"];

  page.makeHits = function (showing) {
    var text = showing.text;
    var element = showing.element;

    function pieces(list) {
      return list.map(function (piece) { return piece.mark ? element("mark", {}, [piece.text]) : piece.text; });
    }

    function line(kind, children) { return element("p", { "class": kind }, children); }

    function foot(record) {
      var parts = [element("span", { "class": "ma-kicker" }, [text("search.type." + record.type)])];
      if (record.status && record.status_text) {
        parts.push(" ", element("span", { "class": "ma-status ma-status--" + record.status }, [record.status_text]));
      }
      record.replaced_by.forEach(function (by) {
        parts.push(" " + text("search.replaced") + " ", showing.link(by.url, by.label));
      });
      if (record.citation) { parts.push(" ", element("span", { "class": "ma-citation" }, [record.citation])); }
      return line("ma-card__foot", parts);
    }

    function chips(names) {
      return element("ul", { "class": "ma-chips ma-chips--plain" }, names.map(function (name) {
        return element("li", {}, [name]);
      }));
    }

    function hitElement(hit) {
      var record = hit.record;
      var meta = [[record.date_text || record.date, record.body_name].filter(Boolean).join(" · ")];
      if (record.item_label) { meta = meta.concat(meta[0] ? " · " : "", pieces(hit.label)); }
      /* A decision is its own title, and would be said twice. */
      var isItsText = record.type === "decision" && record.text;
      var title = element("a", { href: showing.pageAddress(record.url) }, pieces(isItsText ? hit.snippet : hit.title));
      var parts = [line("ma-card__meta", meta), line("ma-card__text", [title])];
      if (record.text && !isItsText) { parts.push(line("ma-hit__snippet", pieces(hit.snippet))); }
      if (record.municipality_names.length) { parts.push(chips(record.municipality_names)); }
      parts.push(foot(record));
      return element("li", { "class": "ma-card", "data-hit": record.id }, parts);
    }

    function list(hits) { return element("ol", { "class": "ma-cards ma-hits" }, hits.map(hitElement)); }

    /* What holds all words, and below it what holds some. */
    function lists(hits) {
      var whole = hits.filter(function (hit) { return hit.isWhole; });
      var partly = hits.filter(function (hit) { return !hit.isWhole; });
      var made = [list(whole)];
      if (partly.length) { made.push(element("h3", { "class": "ma-search__also" }, [text("search.also")]), list(partly)); }
      return made;
    }

    function help(title, intro, lines) {
      return element("div", { "class": "ma-search__none" }, [
        element("h3", {}, [title]),
        intro ? element("p", {}, [intro]) : "",
        element("ul", {}, lines.map(function (one) { return element("li", {}, [one]); }))
      ]);
    }

    function howTo() {
      var lines = HOW.map(function (kind) { return text("search.how." + kind); });
      return help(text("search.help_title"), "", lines.concat(showing.registerLink()));
    }

    function nothing(state) {
      var lines = ["words", "part", "phrase"].map(function (kind) { return text("search.tip." + kind); });
      if (page.hasFilters(state) && state.q.trim()) {
        var clear = { href: "?q=" + encodeURIComponent(state.q) };
        lines.unshift(element("a", clear, [text("search.none_clear")]));
      }
      return help(text("search.none_title"), text("search.none_tips"), lines.concat(showing.registerLink()));
    }

    function jumpNote(address, label) {
      var link = { href: showing.pageAddress(address), "data-jump": "" };
      return line("ma-search__jump", [element("a", link, [text("search.jump", { label: label })])]);
    }

    function note(told) { return line("ma-search__note", [told]); }

    return { lists: lists, howTo: howTo, nothing: nothing, jumpNote: jumpNote, note: note };
  };
})();
