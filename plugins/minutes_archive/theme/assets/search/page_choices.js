/* The choices beside the hits: a group for each facet, and dates. */
(function () {
  "use strict";

  var page = (window.MinutesSearchPage = window.MinutesSearchPage || {});

  /* `now` gives {engine, state}; `change` edits the state and shows what it gives. */
  page.makeChoices = function (showing, now, change, fields) {
    var text = showing.text;
    var element = showing.element;

    function isChosen(facet, value) {
      return now().state.filters[facet].some(function (one) { return now().engine.resolve(facet, one) === value; });
    }

    function choose(facet, value, isWanted) {
      change(function (state) {
        state.filters[facet] = state.filters[facet].filter(function (other) {
          return now().engine.resolve(facet, other) !== value;
        });
        if (isWanted) { state.filters[facet].push(value); }
      });
    }

    function option(facet, entry, counts) {
      var id = "ma-search-" + facet + "-" + entry.value;
      var input = element("input", { type: "checkbox", id: id, value: entry.value });
      input.checked = isChosen(facet, entry.value);
      input.addEventListener("change", function () { choose(facet, entry.value, input.checked); });
      var label = [entry.label];
      if (counts) { label.push(" ", element("span", { "class": "ma-note" }, ["(" + (counts[entry.value] || 0) + ")"])); }
      return element("li", {}, [input, " ", element("label", { "for": id }, label)]);
    }

    /* The counts say what a further choice would give; what would give nothing is left out. */
    function group(facet, counts) {
      var options = now().engine.facets[facet].filter(function (entry) {
        return !counts || counts[entry.value] || isChosen(facet, entry.value);
      }).map(function (entry) { return option(facet, entry, counts); });
      return options.length && element("fieldset", { "class": "ma-facet", "data-facet": facet }, [
        element("legend", {}, [text("search.facet." + facet)]), element("ul", {}, options)
      ]);
    }

    /* In a large archive a column of facts is fetched when somebody wants to choose by it. */
    function closed(facet, again) {
      var id = "ma-search-" + facet + "-open";
      var label = text("search.show", { facet: text("search.facet." + facet).toLowerCase() });
      var button = element("button", { type: "button", "class": "ma-copy", id: id }, [label]);
      button.addEventListener("click", function () {
        now().engine.loadFacets([facet]).then(again).then(function () {
          var first = fields.querySelector("[data-facet='" + facet + "'] input");
          if (first) { first.focus(); }
        });
      });
      return element("div", { "class": "ma-facet" }, [button]);
    }

    function dates() {
      return element("div", { "class": "ma-facet" }, ["from", "to"].map(function (end) {
        var id = "ma-search-" + end;
        var input = element("input", { type: "date", id: id });
        input.value = now().state[end];
        input.addEventListener("change", function () {
          change(function (state) { state[end] = input.value; });
        });
        return element("p", {}, [element("label", { "for": id }, [text("search." + end)]), input]);
      }));
    }

    function clear() {
      var button = element("button", { type: "button", "class": "ma-copy" }, [text("search.clear")]);
      button.addEventListener("click", function () {
        change(function (state) {
          state.filters = page.noFilters();
          state.from = state.to = "";
        });
        document.getElementById("ma-search-q").focus();
      });
      return button;
    }

    /* `counts` by facet; `again` shows the page anew. The focus stays where it was. */
    function show(counts, again) {
      var focused = document.activeElement && document.activeElement.id;
      var engine = now().engine;
      var sets = page.FACETS.filter(function (facet) {
        return !engine.hasFacet(facet) || engine.facets[facet].length > 1 || now().state.filters[facet].length;
      }).map(function (facet) {
        return engine.hasFacet(facet) ? group(facet, counts[facet]) : closed(facet, again);
      }).filter(Boolean);
      sets.push(dates());
      if (page.hasFilters(now().state)) { sets.push(clear()); }
      fields.replaceChildren.apply(fields, sets);
      var target = focused && document.getElementById(focused);
      if (target && fields.contains(target)) { target.focus(); }
    }

    return { show: show };
  };
})();
