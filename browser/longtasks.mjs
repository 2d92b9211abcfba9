// Measures how long the form keeps a slow phone's main thread busy:
//   npm run longtasks -- SITE [FORM] [ROUNDS] [--counted]
// SITE is a built site (default ../public), FORM the form's id or its folder below
// SITE, such as cy/forms/my-review-8-11 (default: the one with the most
// questions), ROUNDS how often it is walked (default 5).
//
// A phone whose processor is 6 times slower than this machine's: every question
// is answered, and the browser's own trace says how long each task on the main
// thread took, in the thread's own time. Each step counts with its median over
// the rounds; the least and the most stand beside it. The floor, a press on a
// button of an empty page, is taken anew in every round.
//
// The browser is slowed by its own switch, which stops the thread again and again
// for five times as long as it ran, and on a busy machine for five times as long
// as others ran as well: measure on a quiet one. With --counted it runs at full
// speed and what its thread needed is multiplied by 6. That hardly changes with
// the load, and leaves out what the stopping itself costs (the floor is half).
import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, extname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const SLOWER = 6;
const LIMIT_MS = 50;
const FLOOR = "(floor: a press on an empty page)";

const { values: { counted }, positionals } = parseArgs({ allowPositionals: true, options: { counted: { type: "boolean", default: false } } });
const here = dirname(fileURLToPath(import.meta.url));
const site = resolve(positionals[0] ?? join(here, "../public"));
const rounds = Number(positionals[2] ?? 5);
/** How often the thread's own time stands for what a slow phone needs. */
const times = counted ? SLOWER : 1;
const definition = (form) => {
  const html = readFileSync(join(site, form, "index.html"), "utf8");
  return JSON.parse(/id="form-data">(.*?)<\/script>/s.exec(html)[1]).definition;
};
const questions = (form) => definition(form).sections.flatMap((section) => section.questions).length;
const forms = readdirSync(join(site, "forms"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `forms/${name}`);
const asked = positionals[1] ?? forms.sort((a, b) => questions(b) - questions(a))[0];
const form = asked.includes("/") ? asked : `forms/${asked}`;

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const EMPTY = "<!doctype html><title>Empty</title><p hidden>On<button type=button>Press</button>";
const server = createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (path === "/empty") return void response.writeHead(200, { "Content-Type": TYPES[".html"] }).end(EMPTY);
  const file = join(site, path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** A page on a slow processor, and a way to time what happens on it. */
async function open(path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  if (!counted) await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
      .observe({ type: "longtask", buffered: true });
  });
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  /** Does it, waits until the page is quiet, and returns the tasks' lengths. */
  const time = async (act) => {
    events.length = 0;
    await page.evaluate(() => void (globalThis.longTasks.length = 0));
    await new Promise((done) => setTimeout(done, 100));
    const ended = new Promise((done) => client.once("Tracing.tracingComplete", done));
    await client.send("Tracing.start", {
      transferMode: "ReportEvents",
      traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] },
    });
    await act();
    await new Promise((done) => setTimeout(done, 500));
    await client.send("Tracing.end");
    await ended;
    const wall = await page.evaluate(() => Math.max(0, ...globalThis.longTasks));
    return { wall, ...longest(events) };
  };
  return { page, time, close: () => context.close() };
}

/** The page's longest task and what it was spent on. */
function longest(events) {
  const main = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  const mine = events.filter(({ ph, pid, tid }) => ph === "X" && main.has(`${pid} ${tid}`));
  const tasks = mine.filter(({ name }) => name === "ThreadControllerImpl::RunTask" || name === "RunTask");
  // Only the page's own renderer was slowed; another's tasks are not its.
  const task = tasks.reduce((most, one) => ((one.tdur ?? 0) > (most?.tdur ?? 0) ? one : most), undefined);
  if (!task) return { cpu: 0, parts: "" };
  const inside = mine.filter((one) => one.pid === task.pid && one.tid === task.tid && one !== task && one.ts >= task.ts && one.ts + (one.dur ?? 0) <= task.ts + task.dur);
  const sums = new Map();
  for (const { name, tdur = 0 } of inside) sums.set(name, (sums.get(name) ?? 0) + times * tdur / 1000);
  const parts = [...sums].filter(([, ms]) => ms >= 4).sort((a, b) => b[1] - a[1]).slice(0, 7).map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(", ");
  return { cpu: (times * task.tdur) / 1000, parts };
}

const results = new Map();
const note = (name, result) => results.set(name, [...(results.get(name) ?? []), result]);

/** Looks where to press, and returns the press: only that is timed, for a test
 *  tool's own scripts run on the same thread. */
async function tap(control) {
  const page = control.page();
  await control.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await control.boundingBox();
  return () => page.touchscreen.tap(x + width / 2, y + height / 2);
}

/** How to write or choose something in the question on the screen. */
async function answer(page) {
  const question = page.locator("[data-question]:visible").first();
  const kind = await question.getAttribute("data-kind");
  for (const control of [question.locator("[data-rank^=add]").first(), question.locator(".question__body .options").first().locator("label.option").last(), question.locator(".question__body :is(textarea, input[type=text])").first()]) {
    if (!(await control.isVisible())) continue;
    const press = await tap(control);
    if (!(await control.evaluate((element) => element.matches("textarea, input")))) return press;
    return async () => {
      await press();
      await page.keyboard.type(kind === "date" ? "3" : "Words. And", { delay: 60 });
    };
  }
  return async () => undefined;
}

async function walk() {
  const { page, time, close } = await open();
  await page.goto(`${origin}/empty`);
  await page.evaluate(() => {
    const [button] = document.getElementsByTagName("button");
    const [text] = document.getElementsByTagName("p");
    text.after(button);
    button.onclick = () => ((text.hidden = !text.hidden), text.toggleAttribute("tabindex"), text.focus());
  });
  note(FLOOR, await time(await tap(page.locator("button"))));
  note("(the page is loaded)", await time(async () => {
    await page.goto(`${origin}/${form}/#i=4T9X-K2MD-7QHP-W3NC`);
    await page.locator("[data-step=start] .form-next").waitFor();
    await page.waitForTimeout(1500);
  }));
  note("start", await time(await tap(page.locator("[data-step=start] .form-next"))));
  const who = page.locator("[data-step=who] label.option").first();
  if (await who.isVisible()) note("who: choose", await time(await tap(who)));
  else {
    // A form for those who speak for themselves asks for their name only.
    await page.locator("#helper-name").tap();
    note("who: write", await time(() => page.keyboard.type("Jo Wren", { delay: 60 })));
  }
  const going = page.locator("[data-step=who] .form-actions [data-do=next]");
  if (await going.isVisible()) note("who: next", await time(await tap(going)));
  for (let steps = 0; steps < 200; steps += 1) {
    const view = await page.locator(".form").getAttribute("data-view");
    if (view === "check") break;
    const name = view === "question" ? await page.locator("[data-question]:visible").getAttribute("data-question") : view;
    if (view === "question") note(`${name}: answer`, await time(await answer(page)));
    if ((await page.locator(".form").getAttribute("data-view")) !== view) continue;
    note(`${name}: next`, await time(await tap(page.locator("[data-do=next]:visible").first())));
  }
  note("check: back", await time(await tap(page.locator(".form-back"))));
  await close();
}

for (let round = 0; round < rounds; round += 1) await walk();
await browser.close();
server.close();

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const middle = (numbers) => numbers[(numbers.length - 1) >> 1];
const ms = (number) => number.toFixed(0).padStart(6);
const worst = { least: 0, median: 0, most: 0 };
console.log(`${form}, ${questions(form)} questions, ${rounds} rounds, ${SLOWER} times slower${counted ? " (counted)" : ""}; milliseconds of the longest task`);
console.log(" least median   most | clock median (over 50 only) | step | where, in the round with the least");
for (const [name, all] of results) {
  const cpu = sorted(all.map((one) => one.cpu));
  const [least, median, most] = [cpu[0], middle(cpu), cpu.at(-1)];
  if (!name.startsWith("(")) {
    for (const [key, value] of Object.entries({ least, median, most })) worst[key] = Math.max(worst[key], value);
  }
  const { parts } = all.find((one) => one.cpu === least);
  console.log(`${ms(least)} ${ms(median)} ${ms(most)} | ${ms(middle(sorted(all.map(({ wall }) => wall))))} | ${median > LIMIT_MS ? "LONG " : ""}${name} | ${median > 35 ? parts : ""}`);
}
const floor = sorted(results.get(FLOOR).map(({ cpu }) => cpu));
console.log(`longest while answering, of ${LIMIT_MS} ms: ${worst.median.toFixed(0)} by medians, ${worst.least.toFixed(0)} by the least and ${worst.most.toFixed(0)} by the most of each step; floor ${middle(floor).toFixed(0)}`);
process.exitCode = worst.median > LIMIT_MS ? 1 : 0;
