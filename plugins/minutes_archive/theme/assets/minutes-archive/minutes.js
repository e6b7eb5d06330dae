/* Small conveniences; every page works without them: copying a citation, sorting a register. */
(function () {
  "use strict";

  function copyButtons() {
    var words = document.documentElement.lang === "en" ? ["Copy", "Copied"] : ["Kopiera", "Kopierat"];
    document.querySelectorAll("[data-copy]").forEach(function (source) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "ma-copy";
      button.textContent = words[0];
      button.setAttribute("aria-live", "polite");
      button.addEventListener("click", function () {
        var text = source.href || source.textContent;
        navigator.clipboard.writeText(text).then(function () {
          button.textContent = words[1];
          setTimeout(function () { button.textContent = words[0]; }, 2000);
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

  copyButtons();
  sortableRegisters();
})();
