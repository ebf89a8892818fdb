// One Chromium for a test file, and pages that note everything that should not happen.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const worlds = process.env.GONGWATCH_WORLDS;
const program = [process.env.GONGWATCH_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));

export async function start() {
  if (!program) throw new Error("no Chromium: install packages/browser.txt or set GONGWATCH_CHROMIUM");
  // Root (containers, CI) cannot use Chromium's sandbox; the pages are our own.
  return chromium.launch({ executablePath: program, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
}

export function address(site, path) {
  const [file, hash] = path.split("#");
  return pathToFileURL(`${worlds}/${site}/${file}`).href + (hash === undefined ? "" : "#" + hash);
}

// A page and the list of its troubles: errors, policy reports, dialogs, requests that leave the folder.
export async function open(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(120_000);  // machines that build at the same time are slow
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push("error: " + error.message));
  // Chromium asks for a page's icon late, sometimes for the blank page that comes after it.
  const lateIcon = (text) => text.endsWith("/gong.svg");
  page.on("console", (message) => { if (message.type() !== "log" && !lateIcon(message.text())) troubles.push("console: " + message.text()); });
  page.on("dialog", (dialog) => { troubles.push("dialog: " + dialog.message()); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith("file://")) troubles.push("request: " + request.url()); });
  // What the next page breaks off is no trouble of this one.
  page.on("requestfailed", (request) => { if (request.failure()?.errorText !== "net::ERR_ABORTED" && !lateIcon(request.url())) troubles.push("failed: " + request.url()); });
  return { page, troubles, close: () => context.close() };
}
