"use strict";

/* Asks for the present state again and again, as long as the page is seen, and shows it. */

const EVERY = 3000;
const CURVES_EVERY = 60000;
const LIMIT = 10000;
const RATE_OVER = 60000;
const RATE_FROM = 10000;

/** What is asked for. `befores` leads back to the newest dead letters. */
const view = {
  filter: "", watchPage: 0, befores: [], newest: 0, oldest: 0, tag: "", timer: 0, asking: null, curvesAt: 0, lostAt: null, samples: [],
};

function address() {
  const query = new URLSearchParams({ watches: view.watchPage, tag: view.tag });
  if (view.filter !== "") {
    query.set("filter", view.filter);
  }
  if (view.befores.length > 0) {
    query.set("before", view.befores.at(-1));
  }
  if (Date.now() - view.curvesAt >= CURVES_EVERY) {
    query.set("curves", "yes");
  }
  return "/dashboard.json?" + query;
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
    view.timer = setTimeout(ask, EVERY);
  }
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
  if (letters.rows.length === 0 && view.befores.length > 0) {
    view.befores.pop();
    ask();
    return;
  }
  view.oldest = letters.rows.at(-1)?.id ?? 0;
  if (view.befores.length === 0) {
    view.newest = letters.rows[0]?.id ?? 0;
  }
  view.total = letters.total;
  drawLetters(letters, view);
  view.watchPage = state.watches.page;
  drawWatches(state.watches);
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
  const words = { bad: "Something is wrong", look: "Working, with warnings", good: "All is well" };
  byId("verdict").className = "verdict " + kind;
  say(byId("verdict-text"), words[kind]);
  document.title = words[kind] + " · Sluice";
  whenChanged("reasons", [state.problems, state.notes], () => {
    byId("verdict-reasons").replaceChildren(
      ...state.problems.map((problem) => make("li", {}, problem)),
      ...state.notes.map((note) => make("li", {}, make("a", { href: note.href }, note.text))));
  });
  const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  byId("link").textContent = `Running for ${duration(state.uptime)}. As of ${time}.`;
}

function lost() {
  view.lostAt ??= new Date();
  // What comes after may be another run: its counts begin again.
  view.samples = [];
  view.curvesAt = 0;
  byId("verdict").className = "verdict lost";
  const since = view.lostAt.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  say(byId("verdict-text"), "No connection since " + since);
  document.title = "No connection · Sluice";
  drawn.delete("reasons");
  byId("verdict-reasons").replaceChildren();
  say(byId("link"), "The bot does not answer, or the way to it is broken. What is shown below is from before. Trying again.");
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
      say(card.querySelector(".bound"), " of " + shown(unit, gauge.bound));
    }
    if (unit !== "TOTAL") {
      seenNow(gauge.key, gauge.value);
    }
    if (unit === "TOTAL") {
      say(card.querySelector(".rate"), rate(gauge.key));
    } else if (gauge.key === "waiting") {
      say(card.querySelector(".rate"), onDisk(state.gauges));
    }
  }
  const counts = state.counts;
  say(byId("counts"), `Since the start: ${numbers.format(counts.skipped)} left out by filters and rules, `
    + `${numbers.format(counts.retried)} tries repeated, ${plural(counts.flood_waits, "wait", "waits")} that Telegram asked for, `
    + `the queue full ${plural(counts.full_events, "time", "times")}.`);
}

/** Only a durable queue has something on the disk. */
function onDisk(gauges) {
  const backlog = gauges.find((gauge) => gauge.key === "backlog");
  return backlog === undefined ? "" : `${numbers.format(backlog.value)} of ${numbers.format(backlog.bound ?? 0)} on disk`;
}

/** Per minute over the last minute, or over as long as the page is open; a few seconds would say too little. */
function rate(key) {
  const of = (sample) => sample.gauges.find((gauge) => gauge.key === key)?.value ?? 0;
  const first = view.samples[0];
  const last = view.samples.at(-1);
  const minutes = (last.at - first.at) / 60000;
  return minutes < RATE_FROM / 60000 ? "" : numbers.format(Math.round((of(last) - of(first)) / minutes)) + " per min";
}

async function send(path, fields) {
  let said = "That did not reach the bot. Nothing was changed.";
  try {
    const answer = await fetch(path, {
      method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" }, signal: AbortSignal.timeout(LIMIT),
    });
    said = answer.ok ? (await answer.json()).said : "The bot refused that: " + (await answer.text()).slice(0, 200);
  } catch (fault) {
    if (fault.name === "TimeoutError") {
      said = "No answer came: look whether it was done.";
    }
  }
  byId("letter-said").textContent = said;
  ask();
}

view.retry = async (row, what) => {
  if (!row.unknown || await sure(`Retry ${what}? Its outcome is unknown: it may have arrived, and would then be there twice.`, "Retry it")) {
    send("/dead-letters/retry", { id: row.id });
  }
};

view.discard = async (row, what) => {
  if (await sure(`Discard ${what} for good? It will not be sent any more.`, "Discard it")) {
    send("/dead-letters/discard", { id: row.id });
  }
};

byId("retry-all").addEventListener("click", async () => {
  if (await sure("Retry all dead letters? Those with an unknown outcome are left here, since they may have arrived.", "Retry all")) {
    send("/dead-letters/retry", { all: "yes" });
  }
});

byId("discard-all").addEventListener("click", async () => {
  const newest = view.befores.length > 0 ? view.newest : byId("letter-list").firstElementChild?.dataset.id ?? 0;
  if (await sure(`Discard all ${numbers.format(view.total)} dead letters for good? They will not be sent any more.`, "Discard all")) {
    send("/dead-letters/discard", { all: "yes", newest });
  }
});

byId("letter-pager").querySelector(".back").addEventListener("click", () => {
  view.befores.pop();
  ask();
});

byId("letter-pager").querySelector(".on").addEventListener("click", () => {
  view.befores.push(view.oldest);
  ask();
});

byId("watch-pager").querySelector(".back").addEventListener("click", () => {
  view.watchPage--;
  ask();
});

byId("watch-pager").querySelector(".on").addEventListener("click", () => {
  view.watchPage++;
  ask();
});

let typing = 0;
byId("watch-filter").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    view.filter = byId("watch-filter").value.trim();
    view.watchPage = 0;
    ask();
  }, 250);
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    clearTimeout(view.timer);
  } else {
    ask();
  }
});

ask();
