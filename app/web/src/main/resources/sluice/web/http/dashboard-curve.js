"use strict";

/* The last 24 hours of a figure: a picture, its words for those who do not see it, and the value under the pointer. */

const HEIGHT = 48;
const SLOT_MINUTES = 6;
const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}

/** Steps, since each value is that of a whole slot; where nothing was measured there is a gap. */
function paths(values, top) {
  const y = (value) => (HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1);
  let line = "";
  let area = "";
  let from = -1;
  values.forEach((value, x) => {
    if (value >= 0) {
      if (from < 0) {
        from = x;
        line += `M${x} ${y(value)}`;
        area += `M${x} ${HEIGHT}V${y(value)}`;
      } else {
        line += `V${y(value)}`;
        area += `V${y(value)}`;
      }
      line += `H${x + 1}`;
      area += `H${x + 1}`;
    }
    if (from >= 0 && (value < 0 || x === values.length - 1)) {
      area += `V${HEIGHT}Z`;
      from = -1;
    }
  });
  return { line, area };
}

function curve(box, unit, label, values) {
  const known = values.filter((value) => value >= 0);
  if (known.length < 2) {
    box.replaceChildren(make("p", { class: "foot" }, t("curve.soon", SLOT_MINUTES)));
    return;
  }
  const least = Math.min(...known);
  const most = Math.max(...known);
  const last = values.at(-1);
  const spoken = t("curve.words", label, shown(unit, least), shown(unit, most), last < 0 ? t("unknown") : shown(unit, last));
  const { line, area } = paths(values, Math.max(most, 1));
  const picture = svg("svg", {
    viewBox: `0 0 ${values.length} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": spoken,
  });
  const mark = svg("line", { class: "mark", y1: 0, y2: HEIGHT, visibility: "hidden" });
  picture.append(svg("path", { class: "area", d: area }), svg("path", { class: "line", d: line }), mark);
  const rest = t(unit === "TOTAL" ? "curve.range-each" : "curve.range", shown(unit, least), shown(unit, most));
  const foot = make("span", {}, rest);
  box.replaceChildren(picture, make("p", { class: "foot", "aria-hidden": "true" }, make("span", {}, t("curve.day")), foot));
  picture.addEventListener("pointermove", (event) => {
    const place = picture.getBoundingClientRect();
    const x = Math.min(values.length - 1, Math.max(0, Math.floor(((event.clientX - place.left) / place.width) * values.length)));
    const time = new Date(clock.now - (values.length - 1 - x) * SLOT_MINUTES * 60000);
    mark.setAttribute("x1", x + 0.5);
    mark.setAttribute("x2", x + 0.5);
    mark.setAttribute("visibility", "visible");
    const hour = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    foot.textContent = `${hour}: ${values[x] < 0 ? t("unknown") : shown(unit, values[x])}`;
  });
  picture.addEventListener("pointerleave", () => {
    mark.setAttribute("visibility", "hidden");
    foot.textContent = rest;
  });
}

/** What the last curves were: the present slot goes on with what is seen now. */
const day = { curves: {} };

function seenNow(key, value) {
  const values = day.curves[key];
  if (values !== undefined && value > values.at(-1)) {
    drawCurves({ [key]: [...values.slice(0, -1), value] });
  }
}

function drawCurves(curves) {
  Object.assign(day.curves, curves);
  for (const [key, values] of Object.entries(curves)) {
    const card = byId("gauge-" + key);
    if (card !== null) {
      whenChanged("curve-" + key, values, () => {
        curve(card.querySelector(".curve"), card.dataset.unit, card.querySelector("h3").textContent, values);
      });
    }
  }
}
