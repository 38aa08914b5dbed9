// Makes elements. Text only ever becomes text: nothing of the page's document is read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (those that are null or false are left out), listeners under `on`, and what is in it. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for a part of an SVG picture. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** Put other things into an element, in place of what was in it. */
export function fill(element, ...children) {
  element.replaceChildren(...flat(children));
  return element;
}

/** A link to somewhere else, only ever to an https address; text where it is none. */
export function outward(address, words) {
  if (!/^https:\/\/[^\s"'<>]+$/.test(address)) return el("span", {}, words);
  return el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words);
}

/** Give something the focus that usually has none, such as a heading. */
export function focusOn(element) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
}
