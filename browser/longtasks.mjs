// Measures how long the form keeps a slow phone's main thread busy:
//   npm run longtasks -- SITE [FORM] [ROUNDS] [--counted] [--parts]
// SITE is a built site (default ../public), FORM the form's id or its folder below
// SITE, such as cy/forms/my-review-8-11 (default: the one with the most
// questions), ROUNDS how often it is walked (default 5).
//
// A phone whose processor is 6 times slower than this machine's: every question
// is answered, and the browser's own trace says how long each task on the main
// thread took, in the thread's own time; those of other pages, such as one that
// the browser keeps ready, do not count. With --parts it also says what a long task
// was spent on: to note that costs the browser time, too, about 8 in 100 of what is
// printed. Each step counts with its median over the rounds; the least and the
// most stand beside it. The floor, a press on a
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
/** By this mark the page is found again among all that the browser traced. */
const MINE = "this is the page";
/** What the browser is to trace: all tasks, and what they are spent on. */
const TRACED = ["toplevel", "blink.user_timing"];
const PARTS = ["devtools.timeline", "disabled-by-default-devtools.timeline"];
const FLOOR = "(floor: a press on an empty page)";

const flag = { type: "boolean", default: false };
const { values: { counted, parts: asksParts }, positionals } = parseArgs({ allowPositionals: true, options: { counted: flag, parts: flag } });
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
  /** Calls a function in the page, with values for which there is JSON. */
  const look = async (act, ...given) => {
    const expression = `(${act})(${given.map((value) => JSON.stringify(value)).join(", ")})`;
    const { result, exceptionDetails } = await client.send("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  /** Does it, waits until the page is quiet, and returns the tasks' lengths. */
  const time = async (act) => {
    events.length = 0;
    await look(() => void (globalThis.longTasks.length = 0));
    await new Promise((done) => setTimeout(done, 100));
    const ended = new Promise((done) => client.once("Tracing.tracingComplete", done));
    await client.send("Tracing.start", {
      transferMode: "ReportEvents",
      traceConfig: { includedCategories: asksParts ? [...TRACED, ...PARTS] : TRACED },
    });
    await act();
    await new Promise((done) => setTimeout(done, 500));
    await look((name) => void performance.mark(name), MINE);
    await client.send("Tracing.end");
    await ended;
    const wall = await look(() => Math.max(0, ...globalThis.longTasks));
    return { wall, ...longest(events) };
  };
  return { page, look, time, close: () => context.close() };
}

/** The page's longest task and what it was spent on. */
function longest(events) {
  const page = events.find(({ name }) => name === MINE);
  if (!page) throw new Error("the trace does not tell which thread is the page's");
  const mine = events.filter(({ ph, pid, tid }) => ph === "X" && pid === page.pid && tid === page.tid);
  const tasks = mine.filter(({ name }) => name === "ThreadControllerImpl::RunTask" || name === "RunTask");
  const task = tasks.reduce((most, one) => ((one.tdur ?? 0) > (most?.tdur ?? 0) ? one : most), undefined);
  if (!task) return { cpu: 0, parts: "" };
  const inside = mine.filter((one) => one !== task && one.ts >= task.ts && one.ts + (one.dur ?? 0) <= task.ts + task.dur);
  const sums = new Map();
  for (const { name, tdur = 0 } of inside) sums.set(name, (sums.get(name) ?? 0) + times * tdur / 1000);
  const parts = [...sums].filter(([, ms]) => ms >= 4).sort((a, b) => b[1] - a[1]).slice(0, 7).map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(", ");
  return { cpu: (times * task.tdur) / 1000, parts };
}

const results = new Map();
const note = (name, result) => results.set(name, [...(results.get(name) ?? []), result]);

/** Looks where to press, and returns the press: only that is timed. */
async function tap({ page, look }, ...selectors) {
  const found = await look((wanted) => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0;
    const element = wanted.map((selector) => [...document.querySelectorAll(selector)].filter(seen)).find((all) => all.length > 0)?.[0];
    if (!element) return null;
    element.scrollIntoViewIfNeeded();
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2, writes: element.matches("textarea, input:not([type=radio], [type=checkbox])") };
  }, selectors);
  return found && Object.assign(() => page.touchscreen.tap(found.x, found.y), { writes: found.writes });
}

/** How to write or choose something in the question on the screen. */
async function answer(phone, { id, kind }) {
  const body = `[data-question="${id}"] .question__body`;
  const press = await tap(phone, `${body} [data-rank^=add]`, `${body} .options > label.option:last-child`, `${body} :is(textarea, input[type=text])`);
  if (!press?.writes) return press ?? (async () => undefined);
  return async () => {
    await press();
    await phone.page.keyboard.type(kind === "date" ? "3" : "Words. And", { delay: 60 });
  };
}

/** What is on the screen. */
const where = (phone) => phone.look(() => {
  const { view } = document.querySelector(".form").dataset;
  const question = [...document.querySelectorAll("[data-question]:not([hidden])")].find((element) => element.checkVisibility());
  return { view, id: question?.dataset.question, kind: question?.dataset.kind };
});

async function walk() {
  const phone = await open();
  const { page, look, time, close } = phone;
  const timed = async (name, selector) => {
    const press = await tap(phone, selector);
    if (press) note(name, await time(press));
    return press;
  };
  await page.goto(`${origin}/empty`);
  await look(() => {
    const [button] = document.getElementsByTagName("button");
    const [text] = document.getElementsByTagName("p");
    text.after(button);
    button.onclick = () => ((text.hidden = !text.hidden), text.toggleAttribute("tabindex"), text.focus());
  });
  await timed(FLOOR, "button");
  note("(the page is loaded)", await time(async () => {
    await page.goto(`${origin}/${form}/#i=4T9X-K2MD-7QHP-W3NC`);
    await new Promise((done) => setTimeout(done, 1500));
  }));
  await timed("start", "[data-step=start] .form-next");
  if (!(await timed("who: choose", "[data-step=who] label.option"))) {
    // A form for those who speak for themselves asks for their name only.
    await (await tap(phone, "#helper-name"))();
    note("who: write", await time(() => page.keyboard.type("Jo Wren", { delay: 60 })));
  }
  await timed("who: next", "[data-step=who] .form-actions [data-do=next]");
  for (let steps = 0; steps < 200; steps += 1) {
    const { view, id, kind } = await where(phone);
    if (view === "check") break;
    const name = view === "question" ? id : view;
    if (view === "question") note(`${name}: answer`, await time(await answer(phone, { id, kind })));
    if ((await where(phone)).view !== view) continue;
    await timed(`${name}: next`, "[data-do=next]");
  }
  await timed("check: back", ".form-back");
  await close();
}

for (let round = 0; round < rounds; round += 1) await walk();
await browser.close();
server.close();

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
/** Of an even count, halfway between the two in the middle. */
const middle = (numbers) => (numbers[(numbers.length - 1) >> 1] + numbers[numbers.length >> 1]) / 2;
const ms = (number) => number.toFixed(0).padStart(6);
const worst = { least: 0, median: 0, most: 0 };
console.log(`${form}, ${questions(form)} questions, ${rounds} rounds, ${SLOWER} times slower${counted ? " (counted)" : ""}; milliseconds of the longest task`);
console.log(` least median   most | clock median (over 50 only) | step${asksParts ? " | where, in the round with the least" : ""}`);
for (const [name, all] of results) {
  const cpu = sorted(all.map((one) => one.cpu));
  const [least, median, most] = [cpu[0], middle(cpu), cpu.at(-1)];
  if (!name.startsWith("(")) {
    for (const [key, value] of Object.entries({ least, median, most })) worst[key] = Math.max(worst[key], value);
  }
  const { parts } = all.find((one) => one.cpu === least);
  console.log(`${ms(least)} ${ms(median)} ${ms(most)} | ${ms(middle(sorted(all.map(({ wall }) => wall))))} | ${median > LIMIT_MS ? "LONG " : ""}${name}${asksParts && median > 35 ? ` | ${parts}` : ""}`);
}
const floor = sorted(results.get(FLOOR).map(({ cpu }) => cpu));
console.log(`longest while answering, of ${LIMIT_MS} ms: ${worst.median.toFixed(0)} by medians, ${worst.least.toFixed(0)} by the least and ${worst.most.toFixed(0)} by the most of each step; floor ${middle(floor).toFixed(0)}`);
process.exitCode = worst.median > LIMIT_MS ? 1 : 0;
