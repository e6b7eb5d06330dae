/* How hits look, and what stands where there are none. */
(function () {
  "use strict";

  var page = (window.MinutesSearchPage = window.MinutesSearchPage || {});
  var OTHERS_SHOWN = 3;
  var HOW = ["words", "part", "phrase", "minus", "date", "citation"];

  page.makeHits = function (showing) {
    var text = showing.text;
    var element = showing.element;

    function pieces(list) {
      return list.map(function (piece) { return piece.mark ? element("mark", {}, [piece.text]) : piece.text; });
    }

    function line(kind, children) { return element("p", { "class": kind }, children); }

    function status(record) {
      var parts = [];
      if (record.status && record.status_text) {
        parts.push(" ", element("span", { "class": "ma-status ma-status--" + record.status }, [record.status_text]));
      }
      record.replaced_by.forEach(function (by) {
        parts.push(" " + text("search.replaced") + " ", showing.link(by.url, by.label));
      });
      return parts;
    }

    function foot(record) {
      var parts = [element("span", { "class": "ma-kicker" }, [text("search.type." + record.type)])].concat(status(record));
      if (record.reference) {
        parts.push(" ", element("span", { "class": "ma-citation" }, [text("search.reference", { reference: record.reference })]));
      }
      if (record.citation) { parts.push(" ", element("span", { "class": "ma-citation" }, [record.citation])); }
      return line("ma-card__foot", parts);
    }

    function chips(names) {
      return element("ul", { "class": "ma-chips ma-chips--plain" }, names.map(function (name) {
        return element("li", {}, [name]);
      }));
    }

    /* The page that a hit leads to shows where the words stand, in browsers that can. */
    function address(hit) {
      var url = showing.pageAddress(hit.record.url);
      return hit.quotes.length ? url + (url.indexOf("#") < 0 ? "#" : "") + ":~:" + hit.quotes.join("&") : url;
    }

    /* A decision is its own title, and would be said twice. */
    function isItsText(record) { return record.type === "decision" && record.text; }

    function link(hit) {
      var shown = isItsText(hit.record) ? hit.snippet : hit.title;
      return element("a", { href: address(hit), "class": "ma-hit__link" }, pieces(shown));
    }

    /* The other hits of an item: its decisions, or the item where a decision comes first. */
    function other(hit) {
      var kind = element("span", { "class": "ma-kicker" }, [text("search.type." + hit.record.type)]);
      return element("li", { "data-hit": hit.record.id }, [kind, " ", link(hit)].concat(status(hit.record)));
    }

    function others(hits) {
      var shown = element("ul", { "class": "ma-hit__others" }, hits.slice(0, OTHERS_SHOWN).map(other));
      var rest = hits.slice(OTHERS_SHOWN);
      if (!rest.length) { return [shown]; }
      return [shown, element("details", { "class": "ma-hit__rest" }, [
        element("summary", {}, [text("search.others", { n: rest.length })]),
        element("ul", { "class": "ma-hit__others" }, rest.map(other))
      ])];
    }

    function card(hit) {
      var record = hit.record;
      var meta = [[record.date_text || record.date, record.body_name].filter(Boolean).join(" · ")];
      if (record.item_label) { meta = meta.concat(meta[0] ? " · " : "", pieces(hit.label)); }
      var parts = [line("ma-card__meta", meta), line("ma-card__text", [link(hit)])];
      if (record.text && !isItsText(record)) { parts.push(line("ma-hit__snippet", pieces(hit.snippet))); }
      if (record.municipality_names.length) { parts.push(chips(record.municipality_names)); }
      parts.push(foot(record));
      if (hit.others.length) { parts = parts.concat(others(hit.others)); }
      return element("li", { "class": "ma-card", "data-hit": record.id }, parts);
    }

    function list(cards) { return element("ol", { "class": "ma-cards ma-hits" }, cards.map(card)); }

    /* What holds all words, and below it what holds some. */
    function lists(cards) {
      var whole = cards.filter(function (hit) { return hit.isWhole; });
      var partly = cards.filter(function (hit) { return !hit.isWhole; });
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

    /* `told` is a text, or a text and what can be done about it: {text, label, act}. */
    function note(told) {
      if (!told.act) { return line("ma-search__note", [told]); }
      var button = element("button", { type: "button", "class": "ma-copy" }, [told.label]);
      button.addEventListener("click", told.act);
      return line("ma-search__note", [told.text, " ", button]);
    }

    /* Nothing is denied where the index could not be read. */
    function unread() { return element("p", {}, [showing.registerLink()]); }

    return { lists: lists, howTo: howTo, nothing: nothing, unread: unread, jumpNote: jumpNote, note: note };
  };
})();
