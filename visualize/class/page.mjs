// The page as a whole: its tabs, its language, its colors, where a link leads, and what is printed.

import { Board } from "./boardview.mjs";
import { el, fill } from "./dom.mjs";
import { Explore } from "./explore.mjs";
import { room } from "./parts.mjs";
import { Play } from "./play.mjs";
import { Practice } from "./practice.mjs";
import { language, revived, say, speak } from "./texts.mjs";

const TABS = ["explore", "play", "practice", "board"];

class Page {
  constructor(packed) {
    const { document: held, words } = revived(packed);
    speak(held.language);
    this.at = room(held, words);
    this.at.went = (place) => this.went(place); // a view says where it has gone by itself
    this.views = {
      explore: new Explore(this.at), play: new Play(this.at), practice: new Practice(this.at), board: new Board(this.at),
    };
    this.tab = "explore";
    this.here = location.hash; // the address of what is shown
    this.isByKeys = false; // the last steps were from tab to tab by arrow keys
    this.theme = document.documentElement.dataset.theme; // "auto", or "own" where the page was made in other colors
    this.themes = [this.theme, "light", "dark"];
    this.above = document.querySelector(".brand-above"); // what stands on every page by the wish of who made it
    this.below = document.querySelector(".brand-below");
    this.root = document.getElementById("app");
    this.paper = document.getElementById("paper");
    this.drawn = new Set(); // the views that are in the language of the page
    window.addEventListener("hashchange", () => {
      if (location.hash !== this.here) this.follow(); // else it is the page that has said where it is
    });
    window.addEventListener("beforeprint", () => this.toPaper());
    window.addEventListener("afterprint", () => fill(this.paper));
    // A link to where the page is already changes no address, but is to lead there again.
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href^='#']");
      if (link && link.getAttribute("href") === location.hash) this.follow({ anew: true });
    });
    document.addEventListener("keydown", (event) => {
      if (this.tab === "play") this.views.play.press(event);
    });
  }

  begin() {
    document.getElementById("static").remove();
    this.root.hidden = false;
    this.render();
    this.follow();
  }

  /** Say in the address where the page has gone; the browser's way back leads to where it was, or, with `replace`, to
      where it was before that. */
  went(place, { replace = false } = {}) {
    const hash = `#${place}`;
    this.isByKeys = replace;
    if (hash === location.hash) return;
    this.here = hash;
    if (replace) location.replace(hash);
    else location.hash = hash;
  }

  render() {
    const { words } = this.at;
    document.documentElement.lang = language();
    document.title = say(words.title);
    this.drawn.clear();
    this.tabs = new Map(TABS.map((name) => [name, el("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, on: { click: () => this.enter(name) },
    }, say(words.tabs[name]))]));
    this.panels = new Map(TABS.map((name) => [name, el("div", {
      role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, tabindex: "-1",
    }, this.views[name].root)]));
    fill(this.root,
      el("a", { class: "skip", href: "#main", on: { click: (event) => { event.preventDefault(); this.panels.get(this.tab).focus(); } } }, say(words.skip)),
      el("header", {},
        this.above,
        el("h1", {}, say(words.title)),
        el("div", { class: "switches" },
          el("div", { role: "group", "aria-label": say(words.language), class: "switch" }, ["en", "sv"].map((code) => this.languageButton(code))),
          this.themeButton())),
      el("nav", { "aria-label": say(words.views) },
        el("div", { role: "tablist", "aria-label": say(words.views), on: { keydown: (event) => this.tabKey(event) } }, [...this.tabs.values()])),
      el("main", { id: "main" }, [...this.panels.values()]),
      el("footer", { class: this.below ? "branded" : "" }, this.below, el("p", { class: "soft" }, say(words.footer))));
    this.showTab();
  }

  languageButton(code) {
    const button = el("button", { type: "button", lang: code, "aria-pressed": String(language() === code), on: { click: () => {
      if (language() === code) return;
      speak(code);
      this.render();
      this.root.querySelector(`.switch button[lang=${code}]`).focus();
    } } }, code === "en" ? "English" : "Svenska");
    return button;
  }

  themeButton() {
    const { words } = this.at;
    const button = el("button", { type: "button", on: { click: () => {
      this.theme = this.themes[(this.themes.indexOf(this.theme) + 1) % this.themes.length];
      document.documentElement.dataset.theme = this.theme;
      fill(button, say(words.themes[this.theme]));
    } } }, say(words.themes[this.theme]));
    return button;
  }

  choose(name, { focus = false } = {}) {
    this.tab = name;
    this.showTab();
    if (focus) this.tabs.get(name).focus();
  }

  /** A tab was clicked: what listens to keys of its own gets them at once. */
  enter(name) {
    this.choose(name);
    this.went(this.views[name].placeHere);
    this.views[name].opened?.();
  }

  showTab() {
    for (const name of TABS) {
      const isIt = name === this.tab;
      this.tabs.get(name).setAttribute("aria-selected", String(isIt));
      this.tabs.get(name).setAttribute("tabindex", isIt ? "0" : "-1");
      this.panels.get(name).hidden = !isIt;
    }
    document.documentElement.dataset.tab = this.tab;
    if (!this.drawn.has(this.tab)) {
      this.views[this.tab].render();
      this.drawn.add(this.tab);
    }
  }

  /** Arrow keys go from tab to tab, as the pattern of the ARIA authoring practices has it. */
  tabKey(event) {
    const place = TABS.indexOf(this.tab);
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = TABS[(to + TABS.length) % TABS.length];
    this.choose(name, { focus: true });
    this.went(this.views[name].placeHere, { replace: this.isByKeys });
    this.isByKeys = true; // however many tabs are passed by, it is one step for the way back
  }

  /** Go where the address of the page leads: `#cause/ID`, `#symptom/ID`, `#play/ID`, `#practice/SYMPTOM/SEED`, with `/hard`
      behind it for a hard one, or a tab; no address is the first tab. `anew`: what is there already begins again. */
  follow({ anew = false } = {}) {
    const [kind, ...rest] = placeOf(location.hash);
    const { explore, play, practice } = this.views;
    this.here = location.hash;
    this.isByKeys = false;
    if (kind === "cause" || kind === "symptom") {
      this.choose("explore");
      explore.show(kind, rest.join("/"));
    } else if (kind === "" || kind === "explore") {
      this.choose("explore");
      explore.close();
    } else if (TABS.includes(kind)) {
      this.choose(kind);
      if (kind === "play" && rest.length) play.show(rest.join("/"), { anew });
      if (kind === "practice" && rest.length > 1) practice.show(rest[0], Number(rest[1]), rest[2] ?? "easy", { anew });
    }
  }

  toPaper() {
    fill(this.paper, this.above?.cloneNode(true), el("h1", {}, say(this.at.words.title)), this.views[this.tab].printed(),
      this.below?.cloneNode(true), el("p", { class: "soft" }, say(this.at.words.footer)));
  }
}

/** The parts of a place in the page; none of them for an address that is none. */
function placeOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1)).split("/");
  } catch (error) {
    if (error instanceof URIError) return [null];
    throw error;
  }
}

new Page(JSON.parse(document.getElementById("class-data").textContent)).begin();
