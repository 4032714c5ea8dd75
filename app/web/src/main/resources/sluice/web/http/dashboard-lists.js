"use strict";

/* Dead letters, warnings, watches, cleanups and modules. */

function drawLetters(letters, view) {
  const none = letters.total === 0;
  say(byId("letter-count"), none
    ? "No dead letters: whatever was to be sent has been sent, or still waits."
    : plural(letters.total, "message was not delivered.", "messages were not delivered.") + " The newest first.");
  byId("letter-all").hidden = none;
  const list = byId("letter-list");
  whenChanged("letters", letters.rows, (rows) => {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const key = focused === null ? "" : focused.dataset.key;
    const place = focused === null ? -1 : [...list.querySelectorAll("button")].indexOf(focused);
    list.replaceChildren(...rows.map((row) => letter(row, view)));
    if (focused !== null) {
      // Whoever works with the keyboard stays where they were, or comes to what stands there now.
      const buttons = [...list.querySelectorAll("button")];
      const next = buttons.find((button) => button.dataset.key === key) ?? buttons[Math.min(place, buttons.length - 1)];
      (next ?? byId("letters")).focus();
    }
  });
  pager(byId("letter-pager"), view.befores.length > 0, letters.older);
}

function letter(row, view) {
  const to = chatName(row.destinationTitle, row.destination);
  const way = "source" in row
    ? [make("bdi", {}, chatName(row.sourceTitle, row.source)), ` #${row.message} → `, make("bdi", {}, to)]
    : ["To ", make("bdi", {}, to)];
  const what = "source" in row ? `message ${row.message} to ${to}` : `text to ${to}`;
  const words = make("div", { class: "words" },
    make("p", { class: "way" }, ...way),
    make("p", {}, row.reason[0].toUpperCase() + row.reason.slice(1) + (row.detail === "" ? "" : ": " + row.detail)),
    make("p", { class: "muted" }, age(row.at), " · ", row.unknown ? "not repeated by itself" : row.help),
    row.unknown ? make("p", { class: "unknown" }, row.help) : null,
    (row.content ?? "") === "" ? null : make("p", { class: "quote" }, row.content));
  const retry = make("button", { type: "button", "data-key": "retry-" + row.id }, "Retry",
    make("span", { class: "unseen" }, " " + what));
  retry.addEventListener("click", () => view.retry(row, what));
  const discard = make("button", { type: "button", "data-key": "discard-" + row.id }, "Discard",
    make("span", { class: "unseen" }, " " + what));
  discard.addEventListener("click", () => view.discard(row, what));
  return make("li", { "data-id": row.id }, words, make("div", { class: "buttons" }, retry, discard));
}

function drawWarnings(warnings) {
  whenChanged("warnings", warnings, () => {
    byId("warning-list").replaceChildren(...(warnings.length === 0
      ? [make("li", { class: "none" }, "No warnings since the start.")]
      : warnings.map((line) => make("li", {},
        make("span", { class: line.error ? "kind error" : "kind" }, line.error ? "Error" : "Warning"),
        make("span", { class: "text" }, line.text),
        make("span", { class: "when" }, line.times > 1 ? numbers.format(line.times) + " times, last " : "", age(line.last))))));
  });
}

function drawWatches(watches) {
  const from = watches.matching === 0 ? 0 : watches.first + 1;
  const range = `${numbers.format(from)} to ${numbers.format(watches.first + watches.rows.length)} of `;
  const part = watches.matching === watches.total ? "" : `, out of ${numbers.format(watches.total)}`;
  let text = (watches.pages > 1 ? range : "") + plural(watches.matching, "watch", "watches") + part;
  if (watches.total === 0) {
    text = "No watches yet. Write /watch to the bot, or put some into sluice.yaml.";
  } else if (watches.matching === 0) {
    text = `None of ${plural(watches.total, "watch", "watches")} has that in it.`;
  } else if (watches.paused > 0 && part === "") {
    text += `, ${numbers.format(watches.paused)} paused`;
  }
  say(byId("watch-count"), text);
  whenChanged("watches", watches.rows, (rows) => {
    const columns = [["From", false], ["To", false], ["State", false], ["Taken in", true], ["Delivered", true],
      ["Filtered", true], ["Duplicates", true], ["Failed", true]];
    fill(byId("watch-table"), columns, rows.map((row) => [
      chat(row.sourceTitle, row.source),
      chat(row.destinationTitle, row.destination),
      row.state === "paused" ? make("span", { class: "tag look" }, "paused") : row.state,
      ...["taken", "delivered", "filtered", "duplicates"].map((key) => numbers.format(row[key])),
      row.failed > 0 ? make("strong", {}, numbers.format(row.failed)) : "0",
    ]));
  });
  pager(byId("watch-pager"), watches.page > 0, watches.page + 1 < watches.pages);
}

function drawCleanups(cleanups) {
  say(byId("cleanups-none"), cleanups.length === 0 ? "None since the start; the first comes after cleanup.interval." : "");
  byId("cleanups-none").hidden = cleanups.length > 0;
  whenChanged("cleanups", cleanups, () => {
    const concerns = [...new Set(cleanups.flatMap((run) => run.parts.map((part) => part.concern)))];
    const columns = [["When", false], ["Why", false], ["Took", true], ...concerns.map((name) => [name, true])];
    fill(byId("cleanups-table"), columns, cleanups.map((run) => [
      age(run.at),
      run.pressure ? make("span", { class: "tag look" }, "memory short") : "interval",
      oneDigit.format(run.parts.reduce((sum, part) => sum + part.micros, 0) / 1000) + " ms",
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
    const columns = [["Module", false], ["Role", false], ["State", false], ["Version", false], ["From", false], ["Reason", false]];
    fill(byId("modules-table"), columns, modules.map((module) => [
      module.name,
      module.roles.join(", ") || NOTHING,
      module.state === "failed" || module.reason !== ""
        ? make("span", { class: "tag bad" }, module.state === "failed" ? "failed" : module.state + ", with faults")
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
