// The review page: one case at a time, turned by keys; a field shows where it was read.
"use strict";
// At once: cases that are not shown need no layout.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  const cases = [...document.querySelectorAll(".case")];
  const links = [...document.querySelectorAll(".cases a")];
  if (!cases.length) return;
  let at = 0;
  const show = (place) => {
    at = Math.min(Math.max(place, 0), cases.length - 1);
    cases.forEach((one, i) => one.classList.toggle("here", i === at));
    links.forEach((link, i) => (i === at ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    links[at]?.scrollIntoView({ block: "nearest" });
  };
  const turn = (place) => { show(place); history.replaceState(null, "", "#c" + (at + 1)); scrollTo(0, 0); };
  const read = () => show(Math.max(0, parseInt(location.hash.slice(2), 10) - 1 || 0));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "n") turn(at + 1);
    if (event.key === "k" || event.key === "p") turn(at - 1);
    if (event.key === "s") document.documentElement.classList.toggle("all");
  });
  const light = (facts, on) => {
    for (const mark of cases[at].querySelectorAll("mark[data-of]")) if (mark.dataset.of.split(" ").some((one) => facts.includes(one))) mark.classList.toggle("lit", on);
    for (const row of cases[at].querySelectorAll("tr[data-fact]")) if (facts.includes(row.dataset.fact)) row.classList.toggle("lit", on);
  };
  const factsOf = (element) => {
    const held = element.closest?.("tr[data-fact], mark[data-of]");
    return held ? (held.dataset.of || held.dataset.fact).split(" ").filter(Boolean) : [];
  };
  document.addEventListener("mouseover", (event) => light(factsOf(event.target), true));
  document.addEventListener("mouseout", (event) => light(factsOf(event.target), false));
  document.addEventListener("click", (event) => {
    const [fact] = factsOf(event.target);
    if (!fact) return;
    const other = event.target.closest("tr") ? `mark[data-of~="${fact}"]` : `tr[data-fact="${fact}"]`;
    cases[at].querySelector(other)?.scrollIntoView({ block: "center" });
  });
  addEventListener("hashchange", read);
  read();
});
