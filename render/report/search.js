// The register: filters and search over data.js. The address keeps what was asked, so that it can be sent.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const { stages, pairs, sponsors, rows } = window.gongwatchData;
  const { say, sayDay, onLanguage } = window.gongwatch;
  const page = 100;
  const simple = new Map();
  const signs = Array.from(pairs);
  for (let i = 0; i + 1 < signs.length; i += 2) simple.set(signs[i], signs[i + 1]);
  // Width, case, script, accents and punctuation aside.
  const fold = (text) => Array.from(text.normalize("NFKD").toLowerCase(), (sign) => simple.get(sign) || sign).join("")
    .replace(/[\u0300-\u036f]/g, "").replace(/[^\p{L}\p{N}#\n]+/gu, " ").trim();
  const list = rows.map(([id, en, zh, stage, on, filed, board, code, by, others, hkex]) => ({
    id, en, zh, stage: stages[stage][0], group: stages[stage][1], on, filed, board: ["", "main", "gem"][board], code,
    by: by.map((place) => sponsors[place]),
    text: fold([en, zh, others, code, code.replace(/^0+/, ""), hkex || "", "#" + id, ...by.map((place) => sponsors[place])].join("\n")),
  }));
  for (const one of list) one.houses = fold(one.by.join("\n"));

  const field = Object.fromEntries(["q", "stage", "board", "sponsor", "since", "until", "sort"].map((id) => [id, document.getElementById(id)]));
  const body = document.getElementById("rows");
  const more = document.getElementById("more");
  let found = [];
  let shown = 0;

  const element = (tag, css, text) => {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text) made.textContent = text;
    return made;
  };
  const name = (one) => {
    const link = element("a", "ipo");
    link.href = "ipo/" + one.id + ".html";
    for (const [css, lang, text] of [["en", "en", one.en], ["zh", "zh-Hant", one.zh]]) {
      if (!text) continue;
      const part = element("bdi", css, text);
      part.lang = lang;
      link.append(part);
    }
    if (!link.childNodes.length) link.textContent = "#" + one.id;
    return link;
  };
  const filedAt = 3;
  const row = (one) => {
    const made = element("tr");
    const cells = [name(one), element("span", "stage " + one.group, say("stage." + one.stage)), element("span", "day", sayDay(one.on)), element("span", "day", sayDay(one.filed)),
      one.board ? say("board." + one.board) : "", one.code, one.by.slice(0, 4).join(", ")];
    for (const [at, cell] of cells.entries()) {
      const place = element("td");
      if (at === filedAt) place.dataset.label = say("col.filed");  // on a phone, which shows no heads
      if (cell) place.append(cell);
      made.append(place);
    }
    return made;
  };
  const draw = (count) => {
    const part = found.slice(shown, shown + count).map(row);
    body.append(...part);
    shown += part.length;
    more.hidden = shown >= found.length;
    more.textContent = say("register.more", Math.min(page, found.length - shown));
  };
  const orders = {
    newest: (a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : b.id - a.id),
    oldest: (a, b) => (!a.on - !b.on) || (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id - b.id),
    name: (a, b) => (a.en || a.zh).localeCompare(b.en || b.zh),
    filed: (a, b) => (a.filed < b.filed ? 1 : a.filed > b.filed ? -1 : b.id - a.id),
  };
  const asked = () => Object.fromEntries(Object.entries(field).map(([id, input]) => [id, input.value.trim()]));
  const search = () => {
    const want = asked();
    const words = fold(want.q).split(" ").filter(Boolean);
    const house = fold(want.sponsor);
    found = list.filter((one) =>
      (!want.stage || (want.stage[0] === "+" ? one.group === want.stage.slice(1) : one.stage === want.stage)) &&
      (!want.board || one.board === want.board) && (!house || one.houses.includes(house)) &&
      (!want.since || one.on >= want.since) && (!want.until || (one.on && one.on <= want.until)) &&
      words.every((word) => one.text.includes(word)));
    found.sort(orders[want.sort] || orders.newest);
    body.replaceChildren();
    shown = 0;
    draw(page);
    document.getElementById("found").textContent = found.length ? say("register.found", found.length) : say("register.none");
    const hash = Object.entries(want).filter(([id, value]) => value && !(id === "sort" && value === "newest"))
      .map(([id, value]) => id + "=" + encodeURIComponent(value)).join("&");
    if (location.hash.slice(1) !== hash) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };
  const read = () => {
    const told = new URLSearchParams(location.hash.slice(1));
    for (const [id, input] of Object.entries(field)) input.value = told.get(id) ?? (id === "sort" ? "newest" : "");
    if (field.sort.selectedIndex < 0) field.sort.value = "newest";
    if (field.stage.selectedIndex < 0) field.stage.value = "";
    if (field.board.selectedIndex < 0) field.board.value = "";
    search();
  };
  for (const input of Object.values(field)) input.addEventListener("input", search);
  more.addEventListener("click", () => draw(page));
  document.getElementById("clear").addEventListener("click", () => { history.replaceState(null, "", location.pathname); read(); field.q.focus(); });
  window.addEventListener("hashchange", read);
  onLanguage(read);
  read();
});
