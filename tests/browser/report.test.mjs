// The report in Chromium, from files: no errors, no outside requests, filters filter, links lead somewhere, nothing told by others runs.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { address, open, start, worlds } from "./browser.mjs";

const tops = ["index.html", "changes.html", "calendar.html", "sponsors.html", "figures.html", "register.html", "about.html"];
let browser;
before(async () => { browser = await start(); });
after(async () => { await browser.close(); });

const pagesOf = (site, most = 40) => [...readdirSync(`${worlds}/${site}`).filter((name) => name.endsWith(".html")),
  ...readdirSync(`${worlds}/${site}/ipo`).slice(0, most).map((name) => "ipo/" + name)];
const count = (page) => page.locator("#rows tr").count();

describe("pages", () => {
  for (const site of ["demo-site", "many-site", "hostile-site"]) {
    it(`of ${site} load without errors, reports of the policy or requests that leave the folder`, async () => {
      const { page, troubles, close } = await open(browser);
      for (const path of pagesOf(site)) {
        await page.goto(address(site, path));
        assert.deepEqual(troubles, [], path);
        assert.ok((await page.title()).endsWith("– Gongwatch"), path);
        assert.equal(await page.locator("main").count(), 1, path);
        assert.ok((await page.locator("h1").count()) === 1, path);
      }
      await close();
    });
  }

  it("have links that lead somewhere", async () => {
    const { page, close } = await open(browser);
    for (const path of pagesOf("demo-site")) {
      await page.goto(address("demo-site", path));
      for (const href of await page.$$eval("a[href], link[href]", (links) => links.map((link) => link.href))) {
        if (href.startsWith("file:")) assert.ok(existsSync(fileURLToPath(href.split("#")[0])), `${path} → ${href}`);
        else assert.match(href, /^https?:\/\/[^/]+\//, `${path} → ${href}`);
      }
    }
    await close();
  });

  it("are no wider than a phone", async () => {
    const { page, close } = await open(browser, { viewport: { width: 360, height: 740 } });
    for (const site of ["demo-site", "hostile-site"]) {
      for (const path of pagesOf(site, 12)) {
        await page.goto(address(site, path));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${site}/${path} is ${wide} px too wide`);
      }
    }
    await close();
  });

  it("tell an IPO's story on a phone before what stands beside it", async () => {
    const { page, close } = await open(browser, { viewport: { width: 390, height: 844 } });
    for (const path of pagesOf("demo-site", 6).filter((name) => name.startsWith("ipo/"))) {
      await page.goto(address("demo-site", path));
      const top = (css) => page.$eval(css, (box) => box.getBoundingClientRect().top);
      assert.ok((await top(".timeline")) < (await top(".story aside")), path);
      assert.ok((await top(".timeline")) < 844, `${path}: the timeline begins below the first screen`);
    }
    await close();
  });

  it("say on a phone, which shows no heads of columns, which day is the filing's; charts stay readable", async () => {
    const { page, close } = await open(browser, { viewport: { width: 390, height: 844 } });
    await page.goto(address("demo-site", "register.html"));
    const labels = await page.$$eval("#rows td[data-label]", (cells) => cells.filter((cell) => cell.textContent).map((cell) => getComputedStyle(cell, "::before").content));
    assert.ok(labels.length > 3);
    for (const label of labels) assert.match(label, /^"Filed\b/);
    await page.goto(address("demo-site", "figures.html"));
    for (const tall of await page.$$eval(".charts .chart text", (texts) => texts.map((text) => text.getBoundingClientRect().height)))
      assert.ok(tall >= 9, `words of a chart are ${tall} px tall`);
    await close();
  });

  it("show all of their navigation and whole words of sponsors' names on a phone", async () => {
    const { page, close } = await open(browser, { viewport: { width: 360, height: 740 } });
    await page.goto(address("demo-site", "sponsors.html"));
    for (const right of await page.$$eval("nav a", (links) => links.map((link) => link.getBoundingClientRect().right)))
      assert.ok(right <= 360, `a link of the navigation ends at ${right}`);
    const broken = await page.$$eval(".league tbody th bdi", (names) => names.filter((name) => {
      const text = name.firstChild;
      return [...text.data.matchAll(/[A-Za-z]+/g)].some((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map((box) => box.top)).size > 1;
      });
    }).map((name) => name.textContent));
    assert.deepEqual(broken, []);
    await close();
  });

  it("can be read without script: every IPO is reachable from the front page", async () => {
    const { page, troubles, close } = await open(browser, { javaScriptEnabled: false });
    const seen = new Set();
    const todo = ["index.html"];
    while (todo.length) {
      const path = todo.pop();
      if (seen.has(path)) continue;
      seen.add(path);
      if (path.startsWith("ipo/") || !path.endsWith(".html")) continue;  // a calendar is downloaded
      await page.goto(address("demo-site", path));
      const base = address("demo-site", "");
      for (const href of await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.href))) {
        if (href.startsWith(base)) todo.push(href.slice(base.length).split("#")[0]);
      }
    }
    const ipos = readdirSync(`${worlds}/demo-site/ipo`);
    assert.equal([...seen].filter((path) => path.startsWith("ipo/")).length, ipos.length);
    assert.deepEqual(troubles, []);
    await close();
  });
});

describe("the register", () => {
  let tab;
  before(async () => { tab = await open(browser); });
  after(async () => { await tab.close(); });
  const go = async (hash = "") => { await tab.page.goto("about:blank"); await tab.page.goto(address("many-site", "register.html" + hash)); };
  const found = async () => parseInt(await tab.page.locator("#found").textContent(), 10) || 0;

  it("shows all, a page of them at first", async () => {
    await go();
    assert.equal(await found(), 1200);
    assert.equal(await count(tab.page), 100);
    await tab.page.click("#more");
    assert.equal(await count(tab.page), 200);
  });

  it("filters by stage, board, sponsor and day, together", async () => {
    await go();
    await tab.page.selectOption("#stage", "phip");
    const phip = await found();
    assert.ok(phip > 0 && phip < 1200);
    for (const text of await tab.page.locator("#rows .stage").allTextContents()) assert.equal(text, "PHIP posted");
    await tab.page.selectOption("#board", "main");
    const main = await found();
    assert.ok(main <= phip);
    await tab.page.fill("#sponsor", "cicc");
    const house = await found();
    assert.ok(house > 0 && house < main);
    for (const text of await tab.page.locator("#rows td:last-child").allTextContents()) assert.match(text, /CICC/);
    await tab.page.click("#clear");
    assert.equal(await found(), 1200);
    await tab.page.fill("#since", "2025-11-09");
    const recent = await found();
    assert.ok(recent > 0 && recent < 100);
    await tab.page.fill("#until", "2025-11-08");
    assert.equal(await found(), 0);
  });

  it("finds names in either script of Chinese, in any case and width, and codes", async () => {
    await go();
    const rows = await tab.page.evaluate(() => window.gongwatchData.rows.map(([id, en, zh, , , , , code]) => ({ id, en, zh, code })));
    const pairs = new Map(await tab.page.evaluate(() => { const s = Array.from(window.gongwatchData.pairs); return s.map((c, i) => [c, s[i + 1]]).filter((_, i) => i % 2 === 0); }));
    const one = rows.find((row) => Array.from(row.zh).some((sign) => pairs.has(sign)));
    const simple = Array.from(one.zh, (sign) => pairs.get(sign) || sign).join("");
    assert.notEqual(simple, one.zh);
    for (const words of [one.zh, simple, simple.slice(0, 4), one.en.toUpperCase(), "#" + one.id]) {
      await tab.page.fill("#q", words);
      const links = await tab.page.locator("#rows a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      assert.ok(links.includes(`ipo/${one.id}.html`), words);
    }
    const listed = rows.find((row) => row.code);
    await tab.page.fill("#q", listed.code);
    assert.ok((await found()) >= 1);
    await tab.page.fill("#q", "no such company 查無此人");
    assert.equal(await found(), 0);
    assert.match(await tab.page.locator("#found").textContent(), /Nothing fits/);
  });

  it("keeps what was asked in the address, and takes it from there", async () => {
    await go("#stage=%2Bheard&sort=oldest");
    const heard = await found();
    assert.ok(heard > 0 && heard < 1200);
    assert.equal(await tab.page.inputValue("#stage"), "+heard");
    await tab.page.fill("#q", "limited");
    await tab.page.waitForURL(/q=limited/);
    await go("#stage=bogus&board=<script>&sort=x");
    assert.equal(await found(), 1200);
    assert.deepEqual(tab.troubles, []);
  });

  it("answers at once with 1200, and the front page's links and search box come here", async () => {
    await tab.page.goto(address("many-site", "index.html"));
    await tab.page.keyboard.press("/");
    await tab.page.keyboard.type("holdings");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL(/register\.html#q=holdings/);
    assert.ok((await found()) > 0);
    await tab.page.goto(address("many-site", "index.html"));
    await tab.page.click(".group.filed .more a");
    await tab.page.waitForURL(/register\.html#stage=%2Bfiled/);
    assert.ok((await found()) > 24);
    await tab.page.goto(address("many-site", "sponsors.html"));
    await tab.page.click("a.sponsor");
    await tab.page.waitForURL(/register\.html#sponsor=/);
    assert.ok((await found()) > 0);
  });
});

describe("language, light and keyboard", () => {
  it("switches to Chinese in both scripts and keeps it", async () => {
    const { page, troubles, close } = await open(browser);
    await page.goto(address("demo-site", "index.html"));
    assert.match(await page.locator("nav").textContent(), /Pipeline/);
    await page.click("[data-lang=zh-Hant]");
    assert.match(await page.locator("nav").textContent(), /進程/);
    assert.equal(await page.getAttribute("html", "lang"), "zh-Hant");
    await page.goto(address("demo-site", "figures.html"));
    assert.match(await page.locator("main").textContent(), /每月通過聆訊/);
    await page.click("[data-lang=zh-Hans]");
    assert.match(await page.locator("main").textContent(), /每月通过聆讯/);
    const left = await page.$$eval("[data-t]", (all) => all.filter((one) => /[a-z]{4}/i.test(one.textContent)).map((one) => one.textContent));
    assert.deepEqual(left.filter((text) => !/gongwatch/.test(text)), []);
    assert.deepEqual(troubles, []);
    await close();
  });

  it("speaks a Chinese browser's language from the start", async () => {
    for (const [locale, lang] of [["zh-HK", "zh-Hant"], ["zh-CN", "zh-Hans"]]) {
      const { page, close } = await open(browser, { locale });
      await page.goto(address("demo-site", "index.html"));
      assert.equal(await page.getAttribute("html", "lang"), lang);
      await close();
    }
  });

  it("follows the system's light and can be told otherwise", async () => {
    const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const { page, close } = await open(browser, { colorScheme: "dark" });
    await page.goto(address("demo-site", "index.html"));
    const dark = await paper(page);
    await page.click("#light");
    assert.notEqual(await paper(page), dark);
    await page.reload();
    assert.notEqual(await paper(page), dark);
    await close();
  });

  it("has text that stands out enough from its paper, in both lights", async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, close } = await open(browser, { colorScheme });
      for (const path of ["index.html", "register.html", "figures.html"]) {
        await page.goto(address("many-site", path));
        const worst = await page.evaluate(() => {
          const parts = (color) => color.match(/[\d.]+/g).slice(0, 3).map((n) => { const c = n / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
          const lightness = (color) => { const [r, g, b] = parts(color); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const paper = lightness(getComputedStyle(document.documentElement).backgroundColor);
          let least = [99, ""];
          for (const one of document.querySelectorAll("body *")) {
            if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
            const style = getComputedStyle(one);
            const ink = lightness(one instanceof SVGElement ? style.fill : style.color);
            const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            if (contrast < least[0]) least = [contrast, one.className?.baseVal ?? one.className];
          }
          return least;
        });
        assert.ok(worst[0] >= 4.5, `${colorScheme} ${path}: ${worst}`);
      }
      await close();
    }
  });

  it("is told to a screen reader: one heading of the page, names of controls, table heads, charts with names", async () => {
    const { page, close } = await open(browser);
    for (const path of tops) {
      await page.goto(address("many-site", path));
      const nameless = await page.$$eval("a, button, input, select, svg[role=img]", (all) => all.filter((one) =>
        one.checkVisibility() && !(one.textContent.trim() && !(one instanceof SVGElement)) && !one.getAttribute("aria-label") && !one.labels?.length && !one.placeholder).map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(nameless, [], path);
      assert.equal(await page.locator("th:not([scope]):not([aria-hidden])").count(), 0, path);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip", path);
    }
    await close();
  });

  it("sorts the league by any column", async () => {
    const { page, close } = await open(browser);
    await page.goto(address("many-site", "sponsors.html"));
    await page.click("thead th:nth-child(6) button");
    const listed = (await page.locator("tbody td:nth-child(6)").allTextContents()).map(Number);
    assert.deepEqual(listed, [...listed].sort((a, b) => b - a));
    assert.equal(await page.getAttribute("thead th:nth-child(6)", "aria-sort"), "descending");
    await close();
  });
});

describe("what others wrote", () => {
  it("runs nothing, on any page, when pointed at or in the register", async () => {
    const { page, troubles, close } = await open(browser);
    for (const path of pagesOf("hostile-site")) {
      await page.goto(address("hostile-site", path));
      assert.notEqual(await page.title(), "owned", path);
      assert.equal(await page.locator("main script, main img, main iframe, main form, main svg[onload], [onerror], [onmouseover], [onclick]").count(), 0, path);
    }
    await page.goto(address("hostile-site", "register.html"));
    assert.ok((await page.locator("#rows").textContent()).includes("<script>document.title='owned'</script>"));
    await page.fill("#q", "<script>alert(1)</script>");
    await page.hover("#rows, h1");
    assert.equal(await page.locator("#rows script, #rows img").count(), 0);
    assert.deepEqual(troubles, []);
    await close();
  });

  it("cannot turn the direction of what follows, and long names stay small", async () => {
    const { page, close } = await open(browser);
    await page.goto(address("hostile-site", "stage-listed.html"));
    for (const file of pagesOf("hostile-site")) assert.doesNotMatch(readFileSync(`${worlds}/hostile-site/${file}`, "utf8"), /[\u202a-\u202e\u2066-\u2069]/, file);
    const tall = await page.$$eval("tbody tr", (rows) => Math.max(0, ...rows.map((row) => row.getBoundingClientRect().height)));
    assert.ok(tall < 200, `a row of ${tall} px`);
    await close();
  });

  it("is kept out by the policy even if it were markup", async () => {
    const { page, close } = await open(browser);
    await page.goto(address("demo-site", "index.html"));
    const ran = await page.evaluate(() => {
      try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"window.owned=1\">"); } catch (error) { return error.name; }
      return "let in";
    });
    assert.equal(ran, "TypeError");
    assert.equal(await page.evaluate(() => window.owned), undefined);
    await close();
  });
});
