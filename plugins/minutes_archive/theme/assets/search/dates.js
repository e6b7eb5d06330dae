// Dates in a question, as people write them: "20 november 2020", "nov 2020", "2020-11-20",
// "20/11 2020", "hösten 2020". Which words are months and seasons stands in the tables.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const FIRST_YEAR = 1800;
  const LAST_YEAR = 2199;
  const ISO = /(^|[^\p{L}\p{N}-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\p{L}\p{N}-])/gu;
  const COMPACT = /(^|[^\p{L}\p{N}/-])(\d{4})(\d{2})(\d{2})(?![\p{L}\p{N}/-])/gu;
  const SHORT = /(^|[^\p{L}\p{N}/-])(\d{2})(\d{2})(\d{2})(?![\p{L}\p{N}/-])/gu; // 220615
  const SLASHED =
    /(^|[^\p{L}\p{N}/.-])(\d{1,2})[/.](\d{1,2})(?:[-\s/.]+(\d{4})|[-/' ]{1,2}(\d{2}))(?![\p{L}\p{N}/-])/gu;

  const two = (number) => String(number).padStart(2, "0");

  // Returns the first and the last day of what is told; null for what no calendar has.
  function span(year, first, last, day) {
    if (year && (year < FIRST_YEAR || year > LAST_YEAR)) return null;
    if (first < 1 || last > 12) return null;
    const length = new Date(Date.UTC(year || 2000, last, 0)).getUTCDate();
    if (day !== undefined && (day < 1 || day > length)) return null;
    const from = `${two(first)}-${two(day || 1)}`;
    const to = `${two(last)}-${two(day || length)}`;
    return year ? { from: `${year}-${from}`, to: `${year}-${to}` } : { from, to, isYearly: true };
  }

  function makeDates(tables, fold) {
    const months = tables.months.trim().split(/\s+/);
    const monthOf = (word) => {
      const exact = months.indexOf(word);
      if (exact >= 0 || word.length < 3) return exact + 1;
      return months.findIndex((name) => name.startsWith(word) && word.length < 5) + 1;
    };
    const weekdays = new Set(tables.weekdays.trim().split(/\s+/).map(fold));
    const seasons = new Map(
      tables.seasons.trim().split(/\s+/).map((entry) => {
        const [name, first, last] = entry.split(":");
        return [fold(name), [Number(first), Number(last)]];
      })
    );
    const ordinals = tables.ordinals.trim().split(/\s+/).map(fold);
    const ordinal = /(\p{L}{5,})\s+(?=(\p{L}{3,}))/gu;
    const named = new RegExp(
      `(^|[^\\p{L}\\p{N}-])(?:(\\d{1,2})(?::?[ae])?\\.?\\s+)?(\\p{L}{3,})\\.?(?:[\\s,]+(\\d{4}))?(?![\\p{L}\\p{N}-])`,
      "gu"
    );

    // The phrases by which a text tells the day or the month.
    function phrasesOf(year, month, day) {
      const name = months[month - 1];
      const tail = year ? [String(year)] : [];
      const told = [[...(day ? [String(day)] : []), name, ...tail]];
      if (year) told.push([String(year), two(month), ...(day ? [two(day)] : [])]);
      return told;
    }

    function dated(year, month, day) {
      const found = span(year, month, month, day);
      return found && { ...found, phrases: phrasesOf(year, month, day) };
    }

    // Takes the dates out of a normalised text; returns them and what is left of it.
    function take(text) {
      const dates = [];
      const found = (before, whole, date) => {
        if (!date) return whole;
        dates.push({ ...date, said: whole.slice(before.length).trim() });
        return before + " ";
      };
      let rest = text.replace(ISO, (whole, before, year, month, day) =>
        found(before, whole, dated(Number(year), Number(month), day && Number(day)))
      );
      rest = rest.replace(COMPACT, (whole, before, year, month, day) =>
        found(before, whole, dated(Number(year), Number(month), Number(day)))
      );
      rest = rest.replace(SHORT, (whole, before, year, month, day) =>
        found(before, whole, dated(2000 + Number(year), Number(month), Number(day)))
      );
      rest = rest.replace(SLASHED, (whole, before, day, month, year, short) =>
        found(before, whole, dated(Number(year) || 2000 + Number(short), Number(month), Number(day)))
      );
      // "den första januari 2022" as "1 januari 2022"
      rest = rest.replace(ordinal, (whole, word, month) => {
        const day = ordinals.indexOf(fold(word)) + 1;
        return day && monthOf(month) ? day + " " : whole;
      });
      rest = rest.replace(named, (whole, before, day, word, year) => {
        if (!day && !year) return whole;
        const season = day ? null : seasons.get(fold(word));
        if (season) return found(before, whole, { ...span(Number(year), ...season), phrases: [[word, year]] });
        const month = monthOf(word);
        return month ? found(before, whole, dated(Number(year) || 0, month, day && Number(day))) : whole;
      });
      const isWeekday = (word) => weekdays.has(fold(word));
      if (dates.length) rest = rest.replace(/\p{L}+/gu, (word) => (isWeekday(word) ? " " : word));
      return { dates, rest };
    }

    return { take, monthOf: (word) => months.indexOf(word) + 1 };
  }

  Object.assign(search, { makeDates });
})(typeof window === "undefined" ? globalThis : window);
