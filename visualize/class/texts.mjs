// Texts in two languages: which one is shown, and how the texts of the page's document are put back in their places.

const spoken = { language: "en" };

/** The language that the page is shown in: "en" or "sv". */
export function language() {
  return spoken.language;
}

/** Show the page in a language from now on. */
export function speak(code) {
  spoken.language = code === "sv" ? "sv" : "en";
}

/** How two texts stand in the alphabet of the page's language: å, ä and ö come last in Swedish. */
export function inOrder(one, other) {
  return one.localeCompare(other, spoken.language);
}

/** A text in the language of the page, with its {placeholders} filled in; nothing for no text. */
export function say(text, values = {}) {
  return inLanguage(text, spoken.language, values);
}

/** The same in a given language. A value that is itself a text is said in that language too. */
export function inLanguage(text, code, values = {}) {
  if (text === undefined || text === null) return "";
  return text[code].replace(/\{(\w+)\}/g, (whole, name) => {
    if (!(name in values)) return whole;
    const value = values[name];
    return value !== null && typeof value === "object" ? inLanguage(value, code) : String(value);
  });
}

/** The document and the page's words as they were made: a text, and many a name, stands in them by its place in a table. */
export function revived(packed) {
  const table = packed.texts.map(([en, sv]) => ({ en, sv: sv === undefined ? en : sv }));
  const revive = (value) => {
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value === "string" && value.startsWith("~")) return packed.names[parseInt(value.slice(1), 36)];
    if (value === null || typeof value !== "object") return value;
    if (typeof value.t === "number") return table[value.t];
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, revive(part)]));
  };
  return { document: revive(packed.document), words: revive(packed.words) };
}
