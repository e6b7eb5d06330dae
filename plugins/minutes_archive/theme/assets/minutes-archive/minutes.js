/* Small conveniences; every page works without them: copying a citation, sorting and filtering
   a register. Every word comes from the page. */
(function () {
  "use strict";

  /* What a copied text says: its words, and the whole address of a link in it. */
  function wordsOf(source) {
    return Array.from(source.childNodes).map(function (part) {
      return part.href || part.textContent;
    }).join("").trim();
  }

  /* Copy, or where a browser lets nobody (a page without https), mark the words to be copied. */
  function copy(source, words, done) {
    function mark() {
      var range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      done(document.execCommand && document.execCommand("copy"));
    }

    if (!navigator.clipboard) { mark(); return; }
    navigator.clipboard.writeText(words).then(function () { done(true); }, mark);
  }

  function copyButtons() {
    document.querySelectorAll("a[data-ma-whole]").forEach(function (link) {
      link.href = link.textContent = location.href.replace(/[?#].*/, "");
    });
    document.querySelectorAll("[data-copy]").forEach(function (source) {
      var words = source.closest("[data-ma-copied]").dataset;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "ma-copy";
      button.textContent = source.dataset.copy;
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        copy(source, wordsOf(source), function (copied) {
          button.textContent = copied ? words.maCopied : words.maMarked;
          setTimeout(function () { button.textContent = source.dataset.copy; }, 2500);
        });
      });
      source.after(button);
    });
  }

  function keyOf(row, column) {
    var cell = row.cells[column];
    var time = cell.querySelector("time");
    return time ? time.dateTime : cell.textContent.trim();
  }

  function sortBy(table, header, column) {
    var ascending = header.getAttribute("aria-sort") !== "ascending";
    var order = new Intl.Collator(document.documentElement.lang, { numeric: true });
    var rows = Array.from(table.tBodies[0].rows);
    rows.sort(function (a, b) {
      var found = order.compare(keyOf(a, column), keyOf(b, column));
      return ascending ? found : -found;
    });
    table.querySelectorAll("[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    header.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    rows.forEach(function (row) { table.tBodies[0].append(row); });
  }

  function sortableRegisters() {
    document.querySelectorAll("table[data-register]").forEach(function (table) {
      Array.from(table.tHead.rows[0].cells).forEach(function (header, column) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "ma-sort";
        button.textContent = header.textContent;
        header.textContent = "";
        header.append(button);
        button.addEventListener("click", function () { sortBy(table, header, column); });
      });
    });
  }

  function fill(choice, rows) {
    var order = new Intl.Collator(document.documentElement.lang);
    var values = new Set(rows.map(function (row) { return row.dataset[choice.dataset.maChoice]; }));
    Array.from(values).sort(order.compare).forEach(function (value) {
      choice.append(new Option(value, value));
    });
  }

  /* The words of a row: those of one cell do not grow together with those of the next. */
  function textOf(row) {
    var walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    var texts = [];
    while (walk.nextNode()) { texts.push(walk.currentNode.data); }
    return texts.join(" ");
  }

  function filteredRegisters() {
    var rows = Array.from(document.querySelectorAll("table[data-register] > tbody > tr, ul[data-register] > li"));
    var form = document.querySelector("[data-ma-register-filter]");
    if (!form) { return; }
    var words = form.querySelector("[data-ma-words]");
    var choices = Array.from(form.querySelectorAll("[data-ma-choice]"));
    var shown = form.querySelector("[data-ma-shown]");
    var texts = new Map(rows.map(function (row) { return [row, textOf(row)]; }));
    var fits = plainly;
    var run = 0;

    /* Until the search is there, a row fits that has the letters, with or without their dots. */
    function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

    function plainly(text) {
      return plain(words.value).split(/\s+/).every(function (word) { return plain(text).includes(word); });
    }

    function chosen(row) {
      return choices.every(function (choice) {
        return !choice.value || row.dataset[choice.dataset.maChoice] === choice.value;
      });
    }

    function apply() {
      rows.forEach(function (row) { row.hidden = !(chosen(row) && fits(texts.get(row))); });
      var count = rows.filter(function (row) { return !row.hidden; }).length;
      shown.textContent = form.dataset.shown.replace("{shown}", count).replace("{total}", rows.length);
      document.querySelectorAll("table[data-register]").forEach(function (table) {
        var empty = !Array.from(table.tBodies[0].rows).some(function (row) { return !row.hidden; });
        table.closest("section").hidden = empty;
      });
    }

    /* The search itself says which rows are meant: inflections, other words, slips of the dots. */
    function ask() {
      var mine = ++run;
      fits = plainly;
      apply();
      if (!words.value.trim() || !window.MinutesSearchOpen) { return; }
      window.MinutesSearchOpen().then(function (engine) { return engine.matcher(words.value); })
        .then(function (matches) {
          if (mine === run) { fits = matches; apply(); }
        }).catch(function () { /* What has the letters stays shown. */ });
    }

    function remember() {
      var parameters = new URLSearchParams(location.search);
      [[words, "q"]].concat(choices.map(function (choice) { return [choice, choice.dataset.maKey]; }))
        .forEach(function (pair) {
          if (pair[0].value) { parameters.set(pair[1], pair[0].value); } else { parameters.delete(pair[1]); }
        });
      var query = parameters.toString();
      try {
        history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
      } catch (refused) { /* From disk; the filter works on. */ }
    }

    function changed() { remember(); ask(); }

    choices.forEach(function (choice) { fill(choice, rows); });
    var asked = new URLSearchParams(location.search);
    words.value = asked.get("q") || "";
    choices.forEach(function (choice) { choice.value = asked.get(choice.dataset.maKey) || ""; });
    form.addEventListener("input", changed);
    if (asked.toString()) { window.addEventListener("load", ask); apply(); }
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  /* The menu is a list of links below the header; a narrow window keeps it behind a button. */
  function menu() {
    var button = document.querySelector(".ma-menu-button");
    var links = document.getElementById("ma-menu");
    if (!button || !links) { return; }

    function show(open) {
      button.setAttribute("aria-expanded", String(open));
      links.classList.toggle("ma-menu--open", open);
    }

    button.addEventListener("click", function () {
      show(button.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") { return; }
      show(false);
      button.focus();
    });
  }

  /* In a site with the theme's own drawer: nothing of it takes the focus while it is closed, and
     what opens it is a button with a name. */
  function drawerOfTheSite() {
    var toggle = document.getElementById("__drawer");
    var drawer = document.querySelector(".md-sidebar--primary");
    var opener = document.querySelector("label.md-header__button[for=__drawer]");
    var words = document.querySelector("[data-ma-menu]");
    if (!toggle || !drawer || !opener || !words) { return; }
    var narrow = matchMedia("(max-width: 76.2344em)");

    function settle() {
      drawer.inert = narrow.matches && !toggle.checked;
      opener.setAttribute("aria-expanded", String(toggle.checked));
    }

    opener.tabIndex = 0;
    opener.setAttribute("role", "button");
    opener.setAttribute("aria-label", words.dataset.maMenu);
    opener.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") { return; }
      event.preventDefault();
      toggle.click();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !toggle.checked) { return; }
      toggle.click();
      opener.focus();
    });
    toggle.addEventListener("change", settle);
    narrow.addEventListener("change", settle);
    settle();
  }

  /* What the address of a page that is not there says: words, or the citation of a decision. */
  function askedFor(path, item) {
    var last = decodeURIComponent(path).split("/").filter(Boolean).pop() || "";
    var decision = /^([a-z0-9]+)-(\d{4}-\d\d-\d\d)(?:-([a-z0-9]+))?(?:-\d+)?$/.exec(last);
    if (decision) {
      return [decision[1].toUpperCase(), decision[2]]
        .concat(decision[3] ? item.replace("{number}", decision[3]) : []).join(" ");
    }
    return last.replace(/\.[a-z]+$/, "").replace(/(?<!\d)-|-(?!\d)|_/g, " ");
  }

  function pageNotFound() {
    var form = document.querySelector("[data-ma-gone]");
    if (!form) { return; }
    try {
      form.elements.q.value = askedFor(location.pathname, form.dataset.maGone);
    } catch (error) { /* An address that is no text says nothing. */ }
  }

  /* What only the reader's own clock tells: how old a task is, and whether it is late. */
  function ages() {
    var words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
    var now = Date.now();

    document.querySelectorAll("[data-ma-age]").forEach(function (place) {
      var days = Math.floor((now - Date.parse(place.dataset.maAge)) / 864e5);
      if (days < 1) { return; }
      place.textContent = days < 60 ? words.format(-days, "day")
        : days < 730 ? words.format(-Math.round(days / 30.44), "month")
          : words.format(-Math.floor(days / 365.25), "year");
    });
    document.querySelectorAll("[data-ma-due]").forEach(function (mark) {
      mark.hidden = now < Date.parse(mark.dataset.maDue) + 864e5;
    });
    document.querySelectorAll("[data-ma-passed]").forEach(function (mark) {
      mark.hidden = now < Date.parse(mark.dataset.maPassed) + 864e5;
    });
  }

  /* Which meetings the start page had at the last visit is kept in this browser, nowhere else. */
  function newSinceLast() {
    var part = document.querySelector("[data-ma-since]");
    if (!part) { return; }
    var key = "minutes-archive.seen:" + location.pathname;
    var rows = Array.from(part.querySelectorAll("[data-meeting]"));
    try {
      var seen = JSON.parse(localStorage.getItem(key) || "null");
      rows.forEach(function (row) { row.hidden = !seen || seen.includes(row.dataset.meeting); });
      part.hidden = rows.every(function (row) { return row.hidden; });
      localStorage.setItem(key, JSON.stringify(rows.map(function (row) { return row.dataset.meeting; })));
    } catch (error) { /* A browser that keeps nothing has nothing to compare with. */ }
  }

  ages();
  newSinceLast();
  menu();
  drawerOfTheSite();
  pageNotFound();
  copyButtons();
  sortableRegisters();
  filteredRegisters();
})();
