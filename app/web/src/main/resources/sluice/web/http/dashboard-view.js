"use strict";

/* Words, numbers and elements. Text is only ever set as text: nothing that comes from Telegram can become markup. And the connection:
   the script of a page asks for its present state again and again, as long as it is seen. It brings `view`, `address`, `draw` and `lost`. */

/** The longest that an answer may take. */
const LIMIT = 10000;

const numbers = new Intl.NumberFormat("en");
const words = JSON.parse(document.getElementById("words").dataset.words);

/** A text in the reader's language, with its values. */
const t = (key, ...values) => words[key].replace(/\{(\d)\}/g, (_, at) => values[at]);
const oneDigit = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

const byId = (id) => document.getElementById(id);

/** What stands before each address of a bot's pages where there are several bots. */
const prefix = byId("content").dataset.prefix ?? "";

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

const plural = (count, key) => t(key + (count === 1 ? ".one" : ".many"), numbers.format(count));

function duration(seconds) {
  if (seconds < 60) {
    return t("seconds", Math.max(0, Math.floor(seconds)));
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return t("minutes", minutes);
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t("hours", hours, minutes % 60) : t("days", Math.floor(hours / 24));
}

/** The clock of the bot and that of the reader may differ: ages are told by the bot's. */
const clock = { now: Date.now() };

/** A moment as its age, kept up to date by `refreshAges`. */
function age(millis) {
  const time = make("time", { datetime: new Date(millis).toISOString(), title: new Date(millis).toLocaleString() });
  time.textContent = ageText(millis);
  return time;
}

const ageText = (millis) => t("ago", duration((clock.now - millis) / 1000));

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

/** Words for those who do not see what a button or a link stands beside. */
const unseen = (text) => make("span", { class: "unseen" }, " " + text);

/** A button of an entry that is called `name`. */
function entryButton(key, text, name, act) {
  const button = make("button", { type: "button", "data-key": key }, text, unseen(name));
  button.addEventListener("click", act);
  return button;
}

/** Stands in a cell that has nothing to say. */
const NOTHING = "–";

/** Draws parts of the page anew. Whoever works with the keyboard stays where they were, or comes to what stands there now. */
function keepFocus(box, other, redraw) {
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  const place = focused === null ? -1 : [...box.querySelectorAll("[data-key]")].indexOf(focused);
  redraw();
  if (focused !== null) {
    const all = [...box.querySelectorAll("[data-key]")];
    (all.find((one) => one.dataset.key === key) ?? all[Math.min(place, all.length - 1)] ?? other).focus();
  }
}

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

/** Asks now. One that is under way is given up, since it answers another question. */
async function ask() {
  clearTimeout(view.timer);
  view.asking?.abort();
  const asking = new AbortController();
  view.asking = asking;
  const limit = setTimeout(() => asking.abort(), LIMIT);
  try {
    const answer = await fetch(address(), { cache: "no-store", signal: asking.signal, headers: { Accept: "application/json" } });
    if (answer.status === 401 || answer.redirected) {
      location.reload();
      return;
    }
    if (!answer.ok) {
      throw new Error("status " + answer.status);
    }
    const state = await answer.json();
    if (view.asking === asking) {
      draw(state);
    }
  } catch (fault) {
    if (view.asking === asking) {
      lost();
    }
  } finally {
    clearTimeout(limit);
  }
  if (view.asking === asking && !document.hidden) {
    view.timer = setTimeout(ask, view.every);
  }
}

function drawLost() {
  view.lostAt ??= new Date();
  byId("verdict").className = "verdict lost";
  const since = view.lostAt.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  say(byId("verdict-text"), t("verdict.lost", since));
  document.title = t("verdict.lost", since) + " · Sluice";
  drawn.delete("reasons");
  byId("verdict-reasons").replaceChildren();
  say(byId("link"), t("lost"));
}

async function send(path, fields, box) {
  let said = t("not-sent");
  try {
    const answer = await fetch(prefix + path, {
      method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LIMIT),
    });
    said = answer.ok ? (await answer.json()).said : t("refused", (await answer.text()).slice(0, 200));
  } catch (fault) {
    if (fault.name === "TimeoutError") {
      said = t("no-answer");
    }
  }
  byId(box).textContent = said;
  ask();
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(view.timer);
  } else {
    ask();
  }
});
