"use strict";

/* Shows all bots, and what the buttons do. */

const query = new URLSearchParams(location.search);

const view = {
  every: 5000, filter: byId("bot-filter").value.trim(), page: Number(query.get("page") ?? 0) || 0, timer: 0, asking: null, lostAt: null,
};

/** The address of a page of the list, of which a reload shows the same. */
function place(page) {
  const query = new URLSearchParams({ page });
  if (view.filter !== "") {
    query.set("filter", view.filter);
  }
  return "?" + query;
}

const address = () => "/bots.json" + place(view.page);

function draw(state) {
  clock.now = state.now;
  view.lostAt = null;
  view.page = state.page;
  drawVerdict(state);
  for (const [key, value] of Object.entries({ bots: state.bots, ...state.sums })) {
    say(byId("sum-" + key.toLowerCase()).querySelector(".value"), numbers.format(value));
  }
  say(byId("bot-count"), counted(state));
  whenChanged("rows", state.rows, (rows) => {
    const table = byId("bot-table");
    const columns = [...table.tHead.rows[0].cells].map((cell) => [cell.textContent, cell.classList.contains("number")]);
    keepFocus(table, byId("bot-filter"), () => fill(table, columns, rows.map((row) => cells(row, state.shared))));
  });
  turn(".back", state.page - 1, state.page > 0);
  turn(".on", state.page + 1, state.page + 1 < state.pages);
  refreshAges();
}

function drawVerdict(state) {
  const good = state.withProblems === 0 && state.problems.length === 0;
  const text = state.withProblems > 0
    ? t("bad", numbers.format(state.withProblems), numbers.format(state.bots))
    : t(good ? "verdict.good" : "verdict.bad");
  byId("verdict").className = "verdict " + (good ? "good" : "bad");
  say(byId("verdict-text"), text);
  document.title = text + " · Sluice";
  whenChanged("reasons", state.problems, (problems) => {
    byId("verdict-reasons").replaceChildren(...problems.map((problem) => make("li", {}, problem)));
  });
  const states = ["running", "starting", "paused", "failed", "invalid", "elsewhere"];
  say(byId("link"), t(state.shared ? "states.shared" : "states", ...states.map((key) => numbers.format(state.states[key]))));
}

const lost = drawLost;

function counted(state) {
  if (state.matching === 0) {
    return state.bots === 0 ? t("none") : t("watches.no-match", plural(state.bots, "count"));
  }
  const matching = plural(state.matching, "count");
  const text = state.pages > 1
    ? t("watches.range", numbers.format(state.first + 1), numbers.format(state.first + state.rows.length), matching)
    : matching;
  return state.matching === state.bots ? text : t("watches.part", text, numbers.format(state.bots));
}

function cells(row, shared) {
  const paused = row.state === "paused";
  const tag = { running: "", elsewhere: "", paused: "tag look" }[row.state] ?? "tag bad";
  const runs = row.state === "running";
  const well = runs ? t("well") : row.detail || NOTHING;
  const button = entryButton("pause-" + row.name, t(paused ? "resume" : "pause"), row.name,
    () => send("/pause", { bot: row.name, paused: !paused }, "bot-said"));
  return [
    make("a", { href: "/bots/" + row.name + "/", "data-key": row.name }, row.name),
    make("span", { class: tag }, t("state." + row.state)),
    ...(shared ? [row.node || NOTHING, row.since > 0 ? age(row.since) : NOTHING] : []),
    row.problems.length === 0 ? well : row.problems.map((problem) => make("span", { class: "problem" }, problem.text)),
    ...["received", "delivered", "waiting"].map((key) => (runs ? numbers.format(row[key]) : NOTHING)),
    row.deadLetters > 0 ? make("strong", {}, numbers.format(row.deadLetters)) : runs ? "0" : NOTHING,
    row.lastPoll > 0 ? age(row.lastPoll) : runs ? t("never") : NOTHING,
    button,
  ];
}

function turn(kind, page, there) {
  const link = byId("bot-pager").querySelector(kind);
  link.hidden = !there;
  link.href = place(page);
  link.onclick = (event) => {
    event.preventDefault();
    show(page);
  };
}

function show(page) {
  view.page = page;
  history.replaceState(null, "", place(page));
  ask();
}

let typing = 0;
byId("bot-filter").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    view.filter = byId("bot-filter").value.trim();
    show(0);
  }, 250);
});

ask();
