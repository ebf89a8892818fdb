// Language, light, the search box and sortable tables. Sets text and attributes only; never markup.
"use strict";
(() => {
  const root = document.documentElement;
  const languages = ["en", "zh-Hant", "zh-Hans"];
  const kept = {
    get(name) { try { return localStorage.getItem("gongwatch-" + name); } catch { return null; } },
    set(name, value) { try { localStorage.setItem("gongwatch-" + name, value); } catch { /* private mode: holds for this page */ } },
  };
  const preferred = () => {
    const wanted = kept.get("language");
    if (languages.includes(wanted)) return wanted;
    const browser = navigator.language || "en";
    if (!browser.startsWith("zh")) return "en";
    return /hans|cn|sg/i.test(browser) ? "zh-Hans" : "zh-Hant";
  };
  let language = preferred();
  root.classList.add("scripted");
  root.lang = language;
  if (language !== "en") root.classList.add("wait");
  const light = kept.get("light");
  if (light === "light" || light === "dark") root.dataset.light = light;

  const say = (key, number) => {
    const all = window.gongwatchWords || {};
    let text = (all[language] || {})[key] || (all.en || {})[key] || key;
    if (number === undefined) return text;
    const forms = text.split("|");
    text = forms.length > 1 && Number(number) !== 1 ? forms[1] : forms[0];
    return text.replace("{}", number);
  };
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const sayDay = (iso, short) => {
    const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(iso);
    if (!found) return iso;
    const [, year, month, day, time] = found;
    const clock = time ? (language === "en" ? ", " : " ") + time : "";
    if (language === "en") return Number(day) + " " + months[month - 1] + (short ? "" : " " + year) + clock;
    return (short ? "" : year + "年") + Number(month) + "月" + Number(day) + "日" + clock;
  };
  const translate = (within) => {
    for (const element of within.querySelectorAll("[data-t]")) element.textContent = say(element.dataset.t, element.dataset.n);
    for (const element of within.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", say(element.dataset.tLabel));
    for (const element of within.querySelectorAll("[data-t-hint]")) element.setAttribute("placeholder", say(element.dataset.tHint));
    for (const element of within.querySelectorAll("time")) element.textContent = sayDay(element.dateTime, "short" in element.dataset);
  };
  const changed = [];
  window.gongwatch = { say, sayDay, onLanguage: (act) => changed.push(act), language: () => language };

  const speak = (wanted) => {
    language = wanted;
    root.lang = wanted;
    translate(document);
    for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === wanted);
    for (const act of changed) act();
    root.classList.remove("wait");
  };

  const wireSwitches = () => {
    for (const button of document.querySelectorAll("[data-lang]")) {
      button.addEventListener("click", () => { kept.set("language", button.dataset.lang); speak(button.dataset.lang); });
    }
    document.getElementById("light")?.addEventListener("click", () => {
      const dark = root.dataset.light ? root.dataset.light === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.light = dark ? "light" : "dark";
      kept.set("light", root.dataset.light);
    });
  };

  const wireSearch = () => {
    const box = document.getElementById("find");
    if (!box) return;
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) location.href = (root.dataset.root || "") + "register.html#q=" + encodeURIComponent(box.value);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName || "")) return;
      event.preventDefault();
      (document.getElementById("q") || box).focus();
    });
    for (const link of document.querySelectorAll("a[data-ask]")) link.href = "register.html#" + link.dataset.ask;
    for (const link of document.querySelectorAll("a.sponsor")) link.href = "register.html#sponsor=" + encodeURIComponent(link.textContent);
  };

  const wireTables = () => {
    for (const table of document.querySelectorAll("table.sortable")) {
      const heads = [...table.tHead.rows[0].cells].filter((cell) => !cell.hasAttribute("aria-hidden"));
      heads.forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const numbers = head.classList.contains("n");
          const down = head.getAttribute("aria-sort") === "descending" ? false : head.getAttribute("aria-sort") === "ascending" ? true : numbers;
          for (const other of heads) other.removeAttribute("aria-sort");
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          const value = (row) => row.cells[column].textContent;
          const order = (a, b) => numbers ? parseFloat(value(a)) - parseFloat(value(b)) : value(a).localeCompare(value(b));
          const rows = [...table.tBodies[0].rows].sort((a, b) => down ? order(b, a) : order(a, b));
          table.tBodies[0].append(...rows);
        });
      });
    }
  };

  document.addEventListener("DOMContentLoaded", () => { wireSwitches(); wireSearch(); wireTables(); speak(language); });
})();
