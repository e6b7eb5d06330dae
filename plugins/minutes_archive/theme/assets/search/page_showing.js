/* What the parts of the search page share: its words, elements, and addresses of pages.
   Every text from users or minutes reaches the page as text, never as markup. */
(function () {
  "use strict";

  var page = (window.MinutesSearchPage = window.MinutesSearchPage || {});

  page.makeShowing = function (words, base) {
    function text(key, values) {
      return words.strings[key].replace(/\{(\w+)\}/g, function (whole, name) {
        return values && Object.prototype.hasOwnProperty.call(values, name) ? String(values[name]) : whole;
      });
    }

    function element(name, attributes, children) {
      var made = document.createElement(name);
      Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
      (children || []).forEach(function (child) { made.append(child); });
      return made;
    }

    /* From disk, a folder's address shows the list of its files: name its page. */
    function pageAddress(url) {
      if (location.protocol !== "file:") { return base + url; }
      var parts = url.split("#");
      var path = /(^|\/)$/.test(parts[0]) ? parts[0] + "index.html" : parts[0];
      return base + path + (parts[1] ? "#" + parts[1] : "");
    }

    function link(url, label) { return element("a", { href: pageAddress(url) }, [label]); }

    /* Without hits or without the engine there is the register of decisions. */
    function registerLink() { return link(words.register, text("search.none_register")); }

    return { text: text, element: element, pageAddress: pageAddress, link: link, registerLink: registerLink };
  };
})();
