/* Suggestions under the search boxes, of the header and of the search page: a combobox; without it
   the box is a plain form. */
(function () {
  "use strict";

  var header = document.querySelector("[data-ma-suggest][data-engine]");
  if (!header) { return; }

  function load(address) {
    return new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = fail;
      document.head.append(script);
    });
  }

  /* The engine is fetched when somebody first types: no page pays for it before. */
  window.MinutesSearchOpen = function () {
    var ready = window.MinutesSearch ? Promise.resolve() : load(header.dataset.engine);
    return ready.then(function () { return window.MinutesSearch.open(header.dataset.index); });
  };
})();

document.querySelectorAll("[data-ma-suggest]").forEach(function (form, number) {
  "use strict";

  var box = form.querySelector("input");
  var PAUSE = 150;
  var SIZE = 6;
  var engine = null;
  var chosen = -1;
  var timer = 0;
  var run = 0;

  var list = document.createElement("ul");
  list.id = "ma-suggestions" + (number || "");
  list.className = "ma-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  /* How many there are is told to who does not see the list. */
  var told = document.createElement("span");
  told.className = "ma-visually-hidden";
  told.setAttribute("role", "status");
  (form.querySelector("[data-ma-suggest-place]") || form).append(list, told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  function open() {
    if (window.MinutesSearchOpen) { return window.MinutesSearchOpen(); }
    if (window.MinutesSearch) { return window.MinutesSearch.open(form.dataset.index); }
    return Promise.reject(new Error("no engine"));
  }

  function close() {
    list.hidden = true;
    told.textContent = "";
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function options() { return Array.from(list.children); }

  function choose(position) {
    var all = options();
    if (!all.length) { return; }
    chosen = (position + all.length) % all.length;
    all.forEach(function (option, at) { option.setAttribute("aria-selected", String(at === chosen)); });
    box.setAttribute("aria-activedescendant", all[chosen].id);
  }

  function option(entry, position) {
    var made = document.createElement("li");
    made.id = list.id + "-" + position;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.append(entry.label);
    if (entry.about) {
      var about = document.createElement("span");
      about.className = "ma-suggestions__about";
      about.textContent = entry.about;
      made.append(about);
    }
    made.dataset.url = entry.url;
    /* The box keeps the focus, or the list would close before the click. */
    made.addEventListener("mousedown", function (event) { event.preventDefault(); });
    made.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey) { window.open(made.dataset.url); } else { location.assign(made.dataset.url); }
    });
    return made;
  }

  function show(entries, q) {
    var shown = entries.map(function (entry) {
      return { label: entry.label, about: entry.about, url: pageAddress(form.dataset.root + entry.url) };
    });
    shown.push({
      label: form.dataset.all.replace("{q}", q),
      url: form.action + "?q=" + encodeURIComponent(q)
    });
    told.textContent = form.dataset.count.replace("{n}", entries.length);
    list.replaceChildren.apply(list, shown.map(option));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    /* What a citation names is taken by Enter without more ado. */
    if (entries.length && entries[0].jump) { choose(0); }
  }

  /* From disk, a folder's address shows the list of its files: name its page. */
  form.setAttribute("action", pageAddress(form.getAttribute("action")));

  function pageAddress(url) {
    return location.protocol === "file:" ? url.replace(/\/(?=#|$)/, "/index.html") : url;
  }

  function ask() {
    var q = box.value.trim();
    var mine = ++run;
    if (q.length < 2) { close(); return; }
    engine = engine || open();
    engine.then(function (opened) { return opened.suggest(box.value, SIZE); }).then(function (entries) {
      if (mine === run && document.activeElement === box) { show(entries, q); }
    }).catch(function () { engine = null; close(); });
  }

  box.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !list.hidden) {
      /* What was typed stays: a second press clears it, as the browser will have it. */
      event.preventDefault();
      close();
      return;
    }
    if (list.hidden) { return; }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : (chosen < 0 ? -1 : chosen - 1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.url);
    }
  });
});
