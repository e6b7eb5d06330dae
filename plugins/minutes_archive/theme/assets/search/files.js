// The files of the index: loading them as scripts, unpacking them, remembering them.
(function (global) {
  "use strict";

  const search = (global.MinutesSearch = global.MinutesSearch || {});
  const waiting = new Map();
  const FOLDER_FILES = { r: 64, p: 8, s: 64 };

  // Every file of the index calls this with its name and its compressed content.
  search.put = function (name, packed) {
    const entry = waiting.get(name);
    if (entry) entry.packed = packed;
  };

  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function addScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.async = true;
      script.onload = () => resolve(script.remove());
      script.onerror = () => reject(script.remove());
      document.head.append(script);
    });
  }

  function split(payload) {
    const end = payload.indexOf(10);
    const header = JSON.parse(new TextDecoder().decode(payload.subarray(0, end)));
    return { header, bytes: payload.subarray(end + 1) };
  }

  // A file that does not come in so long is given up: "Söker …" must end.
  const PATIENCE = 20000;

  function inTime(promise) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error("late")), search.patience || PATIENCE);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }

  // `base` is the address of the index folder; `run` gets a script run (replaced in tests).
  function makeFiles(base, run) {
    const loaded = new Map();
    const failed = new Set();

    async function fetchFile(name, query) {
      const entry = { packed: "" };
      waiting.set(name, entry);
      try {
        await inTime((run || addScript)(base + name + ".js" + (query || "")));
      } finally {
        waiting.delete(name);
      }
      if (!entry.packed) throw new Error("damaged");
      return unpack(entry.packed);
    }

    // A file is fetched once; one that failed is tried again when next asked for.
    function load(name, query) {
      let promise = loaded.get(name);
      if (!promise || query) {
        promise = fetchFile(name, query).then(
          (bytes) => {
            failed.delete(name);
            return bytes;
          },
          (problem) => {
            loaded.delete(name);
            failed.add(name);
            throw problem;
          }
        );
        loaded.set(name, promise);
      }
      return promise;
    }

    return {
      load,
      failed,
      loadSplit: (name, query) => load(name, query).then(split),
      loadJson: (name) => load(name).then((bytes) => JSON.parse(new TextDecoder().decode(bytes))),
    };
  }

  // Reads variable-length integers: seven bits a byte, low bits first.
  function makeReader(bytes, position) {
    const reader = {
      position: position || 0,
      next() {
        let value = 0;
        let shift = 1;
        let byte;
        do {
          if (reader.position >= bytes.length) throw new RangeError("cut short");
          byte = bytes[reader.position++];
          value += (byte & 0x7f) * shift;
          shift *= 128;
        } while (byte > 0x7f);
        return value;
      },
      list(count) {
        const found = new Uint32Array(count);
        for (let i = 0; i < count; i++) found[i] = reader.next();
        return found;
      },
      rising(count) {
        const found = reader.list(count);
        for (let i = 1; i < count; i++) found[i] += found[i - 1];
        return found;
      },
    };
    return reader;
  }

  // Words, each written as what it shares with the one before (base 36) and the rest.
  function frontDecoded(text) {
    const words = [];
    let before = "";
    for (const coded of text ? text.split(" ") : []) {
      before = before.slice(0, parseInt(coded[0], 36)) + coded.slice(1);
      words.push(before);
    }
    return words;
  }

  // The address of a file of a kind that is numbered.
  function fileInFolder(kind, folders, number) {
    const each = FOLDER_FILES[kind];
    return kind + "/" + folders[Math.floor(number / each)] + "/" + (number % each);
  }

  Object.assign(search, { makeFiles, makeReader, split, frontDecoded, fileInFolder });
})(typeof window === "undefined" ? globalThis : window);
