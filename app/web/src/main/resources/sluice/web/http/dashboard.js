"use strict";

/* Shows the state of the bot, and what the buttons do. */

const CURVES_EVERY = 60000;
const RATE_OVER = 60000;
const RATE_FROM = 10000;

/** What is asked for. `befores` leads back to the newest dead letters. */
const view = {
  every: 3000, filter: "", watchPage: 0, group: "", befores: [], newest: 0, oldest: 0, tag: "", timer: 0, asking: null, curvesAt: 0, lostAt: null, samples: [],
};

function address() {
  const query = new URLSearchParams({ watches: view.watchPage, tag: view.tag });
  if (view.filter !== "") {
    query.set("filter", view.filter);
  }
  if (view.group !== "") {
    query.set("group", view.group);
  }
  if (view.befores.length > 0) {
    query.set("before", view.befores.at(-1));
  }
  if (Date.now() - view.curvesAt >= CURVES_EVERY) {
    query.set("curves", "yes");
  }
  return prefix + "/dashboard.json?" + query;
}

function draw(state) {
  clock.now = state.now;
  view.lostAt = null;
  drawVerdict(state);
  drawGauges(state);
  if ("curves" in state) {
    view.curvesAt = Date.now();
    drawCurves(state.curves);
  }
  const letters = state.letters;
  if (letters.rows.length === 0 && (view.befores.length > 0 || view.group !== "")) {
    // What was here is gone.
    view.group = view.befores.length > 0 ? view.group : "";
    view.befores.pop();
    ask();
    return;
  }
  view.oldest = letters.rows.at(-1)?.id ?? 0;
  view.newest = letters.newest;
  view.total = letters.total;
  drawLetters(letters, view);
  view.watchPage = state.watches.page;
  drawWatches(state.watches, view);
  if ("modules" in state) {
    drawWarnings(state.warnings);
    drawCleanups(state.cleanups);
    drawModules(state.modules);
    view.tag = state.tag;
  }
  refreshAges();
}

function drawVerdict(state) {
  const problems = state.problems.length;
  const kind = problems > 0 ? "bad" : state.notes.length > 0 ? "look" : "good";
  const text = t("verdict." + kind);
  if (state.bot !== "") {
    say(byId("bot"), state.bot);
  }
  byId("verdict").className = "verdict " + kind;
  say(byId("verdict-text"), text);
  document.title = text + " · " + byId("bot").textContent;
  whenChanged("reasons", [state.problems, state.notes], () => {
    byId("verdict-reasons").replaceChildren(
      ...state.problems.map((problem) => make("li", {}, problem)),
      ...state.notes.map((note) => make("li", {}, make("a", { href: note.href }, note.text))));
  });
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  byId("link").textContent = t("running", duration(state.uptime), time);
}

function lost() {
  // What comes after may be another run: its counts begin again.
  view.samples = [];
  view.curvesAt = 0;
  drawLost();
}

function drawGauges(state) {
  view.samples.push({ at: state.now, gauges: state.gauges });
  while (view.samples.length > 2 && state.now - view.samples[0].at > RATE_OVER) {
    view.samples.shift();
  }
  for (const gauge of state.gauges) {
    const card = byId("gauge-" + gauge.key);
    if (card === null) {
      continue;
    }
    const unit = card.dataset.unit;
    say(card.querySelector(".value"), shown(unit, gauge.value));
    const meter = card.querySelector("meter");
    if (meter !== null && "bound" in gauge) {
      meter.max = gauge.bound;
      meter.value = gauge.value;
      say(card.querySelector(".bound"), " " + t("of", shown(unit, gauge.bound)));
    }
    if (unit === "TOTAL") {
      say(card.querySelector(".rate"), rate(gauge.key));
    } else {
      seenNow(gauge.key, gauge.value);
    }
    if (gauge.key === "waiting") {
      say(card.querySelector(".rate"), onDisk(state.gauges));
    }
  }
  const counts = state.counts;
  say(byId("counts"), t("counts", numbers.format(counts.skipped), plural(counts.retried, "retry"),
    plural(counts.flood_waits, "flood"), plural(counts.full_events, "time")));
}

/** Only a durable queue has something on the disk. */
function onDisk(gauges) {
  const backlog = gauges.find((gauge) => gauge.key === "backlog");
  return backlog === undefined ? "" : t("on-disk", numbers.format(backlog.value), numbers.format(backlog.bound ?? 0));
}

/** Per minute over the last minute, or over as long as the page is open; a few seconds would say too little. */
function rate(key) {
  const of = (sample) => sample.gauges.find((gauge) => gauge.key === key)?.value ?? 0;
  const first = view.samples[0];
  const last = view.samples.at(-1);
  const minutes = (last.at - first.at) / 60000;
  return minutes < RATE_FROM / 60000 ? "" : t("per-minute", numbers.format(Math.round((of(last) - of(first)) / minutes)));
}

view.retry = async (row, what) => {
  if (!row.unknown || await sure(t("sure.retry", what), t("retry"))) {
    send("/dead-letters/retry", { id: row.id }, "letter-said");
  }
};

view.discard = async (row, what) => {
  if (await sure(t("sure.discard", what), t("discard"))) {
    send("/dead-letters/discard", { id: row.id }, "letter-said");
  }
};

view.pause = (row) => send("/watches/pause", { id: row.id, paused: !row.paused }, "watch-said");

/** All, or those of a group. */
const those = (group) => (group === "" ? {} : { group });

view.retryAll = async (count, group) => {
  if (await sure(t("sure.retry-all", numbers.format(count)), t("retry"))) {
    send("/dead-letters/retry", { all: "yes", ...those(group) }, "letter-said");
  }
};

view.discardAll = async (count, group) => {
  const newest = view.newest;
  if (await sure(t("sure.discard-all", numbers.format(count)), t("discard"))) {
    send("/dead-letters/discard", { all: "yes", newest, ...those(group) }, "letter-said");
  }
};

view.show = (group) => {
  view.group = group;
  view.befores = [];
  ask();
};

byId("retry-all").addEventListener("click", () => view.retryAll(view.total, ""));
byId("discard-all").addEventListener("click", () => view.discardAll(view.total, ""));

// Some browsers do not open what is folded when a link leads into it.
byId("verdict-reasons").addEventListener("click", (event) => {
  byId("internals").open ||= ["#memory", "#modules"].includes(event.target.hash);
});

function onTurn(button, turn) {
  document.querySelector(button).addEventListener("click", () => {
    turn();
    ask();
  });
}

onTurn("#letter-pager .back", () => view.befores.pop());
onTurn("#letter-pager .on", () => view.befores.push(view.oldest));
onTurn("#watch-pager .back", () => view.watchPage--);
onTurn("#watch-pager .on", () => view.watchPage++);

let typing = 0;
byId("watch-filter").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    view.filter = byId("watch-filter").value.trim();
    view.watchPage = 0;
    ask();
  }, 250);
});

ask();
