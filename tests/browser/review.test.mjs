// The review page in Chromium: turned by keys, facts point to their words, nothing of the pages runs.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { address, open, start } from "./browser.mjs";

let browser, tab;
before(async () => { browser = await start(); tab = await open(browser); await tab.page.goto(address("review", "index.html")); });
after(async () => { await browser.close(); });

describe("the review page", () => {
  const shown = () => tab.page.locator(".case:visible h2").allTextContents();

  it("shows one case at a time, turned by j and k, kept in the address", async () => {
    const cases = await tab.page.locator(".case").count();
    assert.ok(cases > 20);
    const [first] = await shown();
    assert.match(first, new RegExp(`1 of ${cases}`));
    await tab.page.keyboard.press("j");
    await tab.page.keyboard.press("j");
    assert.match((await shown())[0], /3 of/);
    await tab.page.waitForURL(/#c3$/);
    await tab.page.keyboard.press("k");
    assert.match((await shown())[0], /2 of/);
    assert.equal((await shown()).length, 1);
    await tab.page.keyboard.press("k");
    await tab.page.keyboard.press("k");
    assert.deepEqual(await shown(), [first]);
  });

  it("shows what differs first, the command that accepts it, and lights the words of a field", async () => {
    await tab.page.click(".cases a:text-is('aastocks/hearing-joint-sponsors')");
    const here = tab.page.locator(".case:visible");
    assert.equal(await here.locator(".accept").textContent(), "gongwatch fixture accept aastocks/hearing-joint-sponsors");
    assert.equal(await here.locator("tr.same:visible").count(), 0);
    assert.ok((await here.locator("tr.added:visible, tr.changed:visible, tr.gone:visible").count()) > 0);
    await tab.page.keyboard.press("s");
    assert.ok((await here.locator("tr.same:visible").count()) > 20);
    const row = here.locator("tr[data-fact='rankings/0']").first();
    await row.hover();
    assert.ok((await here.locator("mark.rankings.lit").count()) > 0);
  });

  it("runs nothing, asks for nothing and leaves no error", async () => {
    assert.equal(await tab.page.locator(".page script, .page img, .page iframe").count(), 0);
    await tab.page.goto(address("diff", "index.html"));
    assert.match(await tab.page.locator("main").textContent(), /Nothing is gained or lost/);
    assert.deepEqual(tab.troubles, []);
  });
});
