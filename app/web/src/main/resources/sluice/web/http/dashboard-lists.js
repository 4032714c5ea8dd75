"use strict";

/* Watches, dead letters, warnings, cleanups and modules. */

function drawLetters(letters, view) {
  const none = letters.total === 0;
  say(byId("letter-count"), none ? t("letters.none") : plural(letters.total, "letters"));
  byId("letter-all").hidden = none;
  drawGroups(letters.groups, view);
  const list = byId("letter-list");
  whenChanged("letters", letters.rows, (rows) => {
    keepFocus(list, byId("letters"), () => list.replaceChildren(...rows.map((row) => letter(row, view))));
  });
  pager(byId("letter-pager"), view.befores.length > 0, letters.older);
}

/** A line for each chat and reason, where there are several. */
function drawGroups(groups, view) {
  const list = byId("letter-groups");
  list.hidden = groups.length < 2 && view.group === "";
  whenChanged("groups", [groups, view.group], () => {
    keepFocus(list, byId("letters"), () => list.replaceChildren(...groups.map((group) => groupLine(group, view))));
  });
}

function groupLine(group, view) {
  const count = numbers.format(group.count);
  const name = t("group.name", count, group.to);
  const chosen = view.group === group.name;
  const button = (verb, text, act) => entryButton(verb + "-" + group.name, text, name, act);
  return make("li", { class: chosen ? "chosen" : "" },
    make("div", { class: "words" },
      make("p", { class: "way" }, make("bdi", {}, name)),
      make("p", {}, capital(group.reason)),
      make("p", { class: "muted" }, group.help)),
    make("div", { class: "buttons" },
      button("show", chosen ? t("group.all") : t("group.show"), () => view.show(chosen ? "" : group.name)),
      button("retry", t("group.retry", count), () => view.retryAll(group.count, group.name)),
      button("discard", t("group.discard", count), () => view.discardAll(group.count, group.name))));
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function letter(row, view) {
  const to = chatName(row.destinationTitle, row.destination);
  const way = "source" in row
    ? [make("bdi", {}, chatName(row.sourceTitle, row.source)), ` #${row.message} → `, make("bdi", {}, to)]
    : [make("bdi", {}, t("letter.to", to))];
  const what = "source" in row ? t("letter.message", row.message, to) : t("letter.text", to);
  const content = make("div", { class: "words" },
    make("p", { class: "way" }, ...way),
    make("p", {}, capital(row.reason) + (row.detail === "" ? "" : ": " + row.detail)),
    make("p", { class: "muted" }, age(row.at), " · ", row.unknown ? t("letter.not-automatic") : row.help),
    row.unknown ? make("p", { class: "unknown" }, row.help) : null,
    (row.content ?? "") === "" ? null : make("p", { class: "quote" }, row.content));
  const button = (verb, text, act) => entryButton(verb + "-" + row.id, text, what, act);
  return make("li", { "data-id": row.id }, content, make("div", { class: "buttons" },
    button("retry", t("retry"), () => view.retry(row, what)),
    button("discard", t("discard"), () => view.discard(row, what))));
}

function drawWarnings(warnings) {
  whenChanged("warnings", warnings, () => {
    byId("warning-list").replaceChildren(...(warnings.length === 0
      ? [make("li", { class: "none" }, t("warnings.none"))]
      : warnings.map((line) => make("li", {},
        make("span", { class: line.error ? "kind error" : "kind" }, t(line.error ? "error" : "warning")),
        make("span", { class: "text" }, line.text),
        make("span", { class: "when" },
          line.times > 1 ? t("warning.times", numbers.format(line.times)) + " " : "", age(line.last))))));
  });
}

function drawWatches(watches, view) {
  const count = plural(watches.matching, "watches");
  let text = count;
  if (watches.total === 0) {
    text = t("watches.none");
  } else if (watches.matching === 0) {
    text = t("watches.no-match", plural(watches.total, "watches"));
  } else if (watches.pages > 1) {
    text = t("watches.range", numbers.format(watches.first + 1), numbers.format(watches.first + watches.rows.length), count);
  }
  if (watches.matching > 0 && watches.matching !== watches.total) {
    text = t("watches.part", text, numbers.format(watches.total));
  } else if (watches.paused > 0 && watches.matching > 0) {
    text = t("watches.paused", text, numbers.format(watches.paused));
  }
  say(byId("watch-count"), text);
  whenChanged("watches", watches.rows, (rows) => {
    const columns = [[t("column.watch"), false], [t("column.state"), false], [t("column.received"), true], [t("column.delivered"), true],
      [t("column.filtered"), true], [t("column.failed"), true], [t("column.waiting"), true], [t("column.seen"), false],
      [t("column.actions"), false]];
    const table = byId("watch-table");
    keepFocus(table, byId("watches"), () => fill(table, columns, rows.map((row) => [
      watchName(row),
      [row.paused ? make("span", { class: "tag look" }, t("paused")) : row.how,
        row.fixed ? make("span", { class: "id" }, t("fixed")) : ""],
      ...["taken", "delivered", "filtered"].map((key) => numbers.format(row[key])),
      row.failed > 0 ? make("strong", {}, numbers.format(row.failed)) : "0",
      numbers.format(row.waiting),
      row.lastSeen === 0 ? t("never") : age(row.lastSeen),
      watchActions(row, view),
    ])));
  });
  pager(byId("watch-pager"), watches.page > 0, watches.page + 1 < watches.pages);
}

function watchActions(row, view) {
  const name = row.name || chatName(row.sourceTitle, row.source) + " → " + chatName(row.destinationTitle, row.destination);
  const link = make("a", { class: "button", href: prefix + "/watches/edit?id=" + encodeURIComponent(row.id), "data-key": "edit-" + row.id },
    t(row.fixed ? "test" : "edit"), unseen(name));
  if (row.fixed) {
    return [link];
  }
  const pause = entryButton("pause-" + row.id, t(row.paused ? "resume" : "pause"), name, () => view.pause(row));
  return [make("span", { class: "buttons" }, link, pause)];
}

/** What a watch is called, the chats that it connects, what is being copied, and what keeps it from working. */
function watchName(row) {
  const end = (title, id) => make("span", { class: "end" }, make("bdi", {}, chatName(title, id)),
    title === "" ? "" : make("span", { class: "id" }, String(id)));
  return [
    row.name === "" ? "" : make("bdi", { class: "name" }, row.name),
    make("span", { class: "way" }, end(row.sourceTitle, row.source), make("span", { class: "to" }, " → "),
      end(row.destinationTitle, row.destination)),
    row.copying === "" ? "" : make("a", { class: "copying", href: prefix + "/watches/edit?id=" + encodeURIComponent(row.id) + "#posts" }, row.copying),
    ...row.problems.map((problem) => make("span", { class: "problem" }, problem)),
  ];
}

function drawCleanups(cleanups) {
  say(byId("cleanups-none"), cleanups.length === 0 ? t("cleanups.none") : "");
  byId("cleanups-none").hidden = cleanups.length > 0;
  whenChanged("cleanups", cleanups, () => {
    const concerns = [...new Set(cleanups.flatMap((run) => run.parts.map((part) => part.concern)))];
    const columns = [[t("column.when"), false], [t("column.why"), false], [t("column.took"), true],
      ...concerns.map((name) => [name, true])];
    fill(byId("cleanups-table"), columns, cleanups.map((run) => [
      age(run.at),
      run.pressure ? make("span", { class: "tag look" }, t("low-memory")) : t("interval"),
      t("millis", oneDigit.format(run.parts.reduce((sum, part) => sum + part.micros, 0) / 1000)),
      ...concerns.map((name) => {
        const part = run.parts.find((candidate) => candidate.concern === name);
        if (part === undefined) {
          return NOTHING;
        }
        return part.state === "cleaned" ? numbers.format(part.removed) : make("span", { class: "tag bad" }, part.state);
      }),
    ]));
  });
}

function drawModules(modules) {
  byId("modules-none").hidden = true;
  whenChanged("modules", modules, () => {
    const columns = ["module", "role", "state", "version", "from", "reason"].map((key) => [t("column." + key), false]);
    fill(byId("modules-table"), columns, modules.map((module) => [
      module.name,
      module.roles.join(", ") || NOTHING,
      module.state === "failed" || module.reason !== ""
        ? make("span", { class: "tag bad" }, module.state === "failed" ? t("failed") : t("faults", module.state))
        : module.state,
      module.version,
      module.from,
      module.reason || NOTHING,
    ]));
  });
}

function pager(nav, back, on) {
  nav.hidden = !back && !on;
  nav.querySelector(".back").disabled = !back;
  nav.querySelector(".on").disabled = !on;
}
