"use strict";

/* Words, numbers and elements. Text is only ever set as text: nothing that comes from Telegram can become markup. */

const numbers = new Intl.NumberFormat("en");
const oneDigit = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a string is put in as text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Changes a text only when it is another one, so that a screen reader says it only then. */
function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

const megabytes = (bytes) => numbers.format(Math.round(bytes / 1048576)) + " MB";

const shown = (unit, value) => (unit === "BYTES" ? megabytes(value) : numbers.format(value));

function plural(count, one, many) {
  return numbers.format(count) + " " + (count === 1 ? one : many);
}

function duration(seconds) {
  if (seconds < 60) {
    return Math.max(0, Math.floor(seconds)) + " s";
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return minutes + " min";
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? hours + " h " + (minutes % 60) + " min" : Math.floor(hours / 24) + " days";
}

/** The clock of the bot and that of the reader may differ: ages are told by the bot's. */
const clock = { now: Date.now() };

/** A moment as its age, kept up to date by `refreshAges`. */
function age(millis) {
  const time = make("time", { datetime: new Date(millis).toISOString(), title: new Date(millis).toLocaleString() });
  time.textContent = ageText(millis);
  return time;
}

const ageText = (millis) => duration((clock.now - millis) / 1000) + " ago";

function refreshAges() {
  for (const time of document.querySelectorAll("main time")) {
    say(time, ageText(Date.parse(time.dateTime)));
  }
}

/** A chat by its title, and its id below. */
function chat(title, id) {
  return title === "" ? [String(id)] : [make("bdi", {}, title), make("span", { class: "id" }, String(id))];
}

const chatName = (title, id) => (title === "" ? String(id) : title);

/** Stands in a cell that has nothing to say. */
const NOTHING = "–";

/** Fills a table anew: columns are [label, isNumber], a cell is text, an element or a list of both. The first is the row's head. */
function fill(table, columns, rows) {
  const head = make("tr");
  for (const [label, isNumber] of columns) {
    head.append(make("th", { scope: "col", class: isNumber ? "number" : "" }, label));
  }
  table.tHead.replaceChildren(head);
  table.tBodies[0].replaceChildren(...rows.map((cells) => make("tr", {}, ...cells.map((cell, at) => {
    const content = Array.isArray(cell) ? cell : [cell];
    const inner = at === 0 ? content : [make("span", {}, ...content)];
    const kind = (columns[at][1] ? "number" : "") + (cell === NOTHING ? " empty" : "");
    const attributes = at === 0 ? { scope: "row" } : { "data-label": columns[at][0], class: kind };
    return make(at === 0 ? "th" : "td", attributes, ...inner);
  }))));
  table.hidden = rows.length === 0;
}

/** Remembers what was drawn last, so that nothing is drawn again, and no focus lost, while nothing changes. */
const drawn = new Map();

function whenChanged(key, data, draw) {
  const text = JSON.stringify(data);
  if (drawn.get(key) !== text) {
    drawn.set(key, text);
    draw(data);
  }
}

/** Asks before something that cannot be taken back. */
function sure(text, yes) {
  const dialog = byId("sure");
  byId("sure-text").textContent = text;
  byId("sure-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
