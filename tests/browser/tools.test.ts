// Being read to, how the page looks, and the booklet.
import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { after, before, test } from "node:test";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { violations } from "./axe";
import { allHere, becomes, heading, next, press, start } from "./moves";
import { Stage } from "./support";

const FRAGMENT = "#i=4T9X-K2MD-7QHP-W3NC";
let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

interface Said {
  text: string;
  voice: string;
}

/** A page whose device has these voices, and remembers what they said. Each
 *  sentence lasts until the test ends it. */
async function withVoices(voices: Partial<SpeechSynthesisVoice>[], options: BrowserContextOptions = {}): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
  const { page, context, faults } = await stage.visit("every-kind", options, FRAGMENT);
  await page.addInitScript((given) => {
    const heard: Said[] = [];
    let now: SpeechSynthesisUtterance | null = null;
    class Spoken extends EventTarget {
      voice: SpeechSynthesisVoice | null = null;
      lang = "";
      rate = 1;
      onstart?: () => void;
      onend?: () => void;
      constructor(readonly text: string) {
        super();
      }
    }
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => given,
      speak: (one: SpeechSynthesisUtterance) => {
        now = one;
        heard.push({ text: one.text.trim(), voice: one.voice?.name ?? "" });
        one.onstart?.({} as SpeechSynthesisEvent);
      },
      cancel: () => {
        now = null;
        heard.push({ text: "(stopped)", voice: "" });
      },
    });
    Object.assign(window, { SpeechSynthesisUtterance: Spoken, heard, say: () => now?.onend?.({} as SpeechSynthesisEvent) });
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  }, voices as SpeechSynthesisVoice[]);
  await page.goto("about:blank");
  await page.goto(`${stage.site}/forms/every-kind/${FRAGMENT}`);
  await allHere(page);
  return { page, context, faults };
}

/** Notes what is to be seen while something is read: a short recording may be over
 *  before a test looks. */
const watchReading = (page: Page) => page.evaluate(() => {
  const seen = { stop: false, lit: 0 };
  Object.assign(window, { seen });
  new MutationObserver(() => {
    seen.lit = Math.max(seen.lit, document.querySelectorAll(".is-read").length);
    seen.stop ||= document.querySelector("[data-listen] [data-when=reading]")?.checkVisibility() ?? false;
  }).observe(document, { subtree: true, attributes: true });
});
const wasRead = (page: Page) => page.waitForFunction(() => {
  const { seen } = window as unknown as { seen: { stop: boolean; lit: number } };
  return seen.stop && seen.lit === 1;
});

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Said[] }).heard);
/** The voice comes to the end of its sentence. */
const sayOn = (page: Page) => page.evaluate(() => (window as unknown as { say: () => void }).say());
const listen = (page: Page) => page.getByRole("button", { name: "Listen" });
const LOCAL = { name: "Alba", lang: "en-GB", localService: true, default: false };
const REMOTE = { name: "Cloud", lang: "en-GB", localService: false, default: true };

test("a voice of the device reads the question, its hint and its options, marking each; never a remote one", async () => {
  const { page, context, faults } = await withVoices([REMOTE, { ...LOCAL, name: "Deutsch", lang: "de-DE" }, LOCAL]);
  await start(page);
  await next(page);
  await listen(page).click();
  await becomes(() => heard(page), [{ text: "What should we call you?", voice: "Alba" }]);
  await page.locator(".is-read").getByText("What should we call you?").waitFor();
  await sayOn(page);
  await page.locator(".is-read").getByText("The name you like best.").waitFor();
  await press(page, "Stop");
  equal(await page.locator(".is-read").count(), 0);
  deepEqual((await heard(page)).map(({ text }) => text), ["What should we call you?", "The name you like best.", "(stopped)"]);
  // Moving on stops it too, and what comes late from the voice changes nothing.
  await listen(page).click();
  await page.locator(".is-read").waitFor();
  await press(page, "Skip");
  await heading(page, "What is your news?");
  await becomes(async () => (await heard(page)).at(-1)?.text, "(stopped)");
  const before = await heard(page);
  await sayOn(page);
  deepEqual(await heard(page), before);
  ok((await heard(page)).every(({ voice }) => voice === "Alba" || voice === ""));
  deepEqual(faults, []);
  await context.close();
});

test("options are read, and what the child wrote is not", async () => {
  const { page, context } = await withVoices([LOCAL]);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Secret");
  for (let at = 0; at < 4; at += 1) await press(page, "Skip");
  await heading(page, "Where should we meet?");
  await listen(page).click();
  for (let said = 1; said <= 3; said += 1) {
    await becomes(async () => (await heard(page)).length, said);
    await sayOn(page);
  }
  deepEqual((await heard(page)).map(({ text }) => text).slice(0, 3), ["Where should we meet?", "At home", "At school"]);
  await context.close();
});

test("with remote voices only, or none of the language, there is no button; with a recording there is", async () => {
  for (const voices of [[], [REMOTE], [{ ...LOCAL, lang: "fr-FR" }]]) {
    const { page, context, faults } = await withVoices(voices);
    await page.waitForLoadState("load");
    equal(await listen(page).count(), 0);
    await start(page);
    await next(page);
    equal(await listen(page).count(), 0);
    await press(page, "Skip");
    await press(page, "Skip");
    await heading(page, "How do you feel?");
    const asked = page.waitForRequest(/forms\/audio\/feel\.[0-9a-f]{8}\.wav$/);
    await watchReading(page);
    await listen(page).click();
    await asked;
    await wasRead(page);
    deepEqual((await heard(page)).map(({ text }) => text).filter((text) => text !== "(stopped)"), []);
    // It lasts a second, and then the button offers it again.
    await listen(page).waitFor();
    deepEqual(faults, []);
    await context.close();
  }
});

test("when a recording does not come, a voice reads instead", async () => {
  const { page, context } = await withVoices([LOCAL]);
  await context.route(/feel\.[0-9a-f]+\.wav/, (route) => route.abort());
  await start(page);
  await next(page);
  await press(page, "Skip");
  await press(page, "Skip");
  await listen(page).click();
  await page.waitForFunction(() => (window as unknown as { heard: Said[] }).heard.some(({ text }) => text === "How do you feel?"));
  await context.close();
});

const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage }));
const look = (page: Page, name: string) => page.getByRole("group", { name }).getByRole("button", { name: "Usual" }).locator("xpath=..");

test("how it looks: at once, kept only when asked, there before the next page is drawn, and forgotten", async () => {
  const { page, context, faults } = await stage.visit("every-kind", {}, FRAGMENT);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  const usual = await size();
  await press(page, "How it looks");
  await look(page, "Size of the letters").getByRole("button", { name: "Larger" }).click();
  ok((await size()) >= usual * 1.4);
  await look(page, "Colours").getByRole("button", { name: "Black and white" }).click();
  await look(page, "Shape of the letters").getByRole("button", { name: "Easy to read" }).click();
  await look(page, "Space between").getByRole("button", { name: "Wide" }).click();
  equal(await kept(page), "{}");
  await page.reload();
  equal(await size(), usual);

  await press(page, "How it looks");
  await look(page, "Size of the letters").getByRole("button", { name: "Larger" }).click();
  await page.getByLabel("Remember this on this device").check();
  equal(await kept(page), JSON.stringify({ "my-review-looks": JSON.stringify({ size: "larger" }) }));
  // It is there before the body is.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.body) Object.assign(window, { first: window["first" as keyof Window] ?? document.documentElement.dataset["size"] });
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${stage.site}/`);
  equal(await page.evaluate(() => window["first" as keyof Window]), "larger");
  ok((await size()) >= usual * 1.4);
  await press(page, "How it looks");
  await page.getByLabel("Remember this on this device").uncheck();
  equal(await kept(page), "{}");
  await page.reload();
  equal(await size(), usual);
  deepEqual(faults, []);
  await context.close();
});

test("each way to look changes what it names: letters, their shape, the space between, the colours", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  const shown = () => page.evaluate(() => {
    const [body, bar] = [getComputedStyle(document.body), getComputedStyle(document.querySelector(".page-header") ?? document.body)];
    return { size: parseFloat(body.fontSize), font: body.fontFamily, line: parseFloat(body.lineHeight), letters: parseFloat(body.letterSpacing) || 0, ink: body.color, paper: body.backgroundColor, head: bar.backgroundColor };
  });
  const usual = await shown();
  await press(page, "How it looks");
  const choose = async (group: string, name: string) => {
    await look(page, group).getByRole("button", { name }).click();
    return shown();
  };
  const large = await choose("Size of the letters", "Larger");
  ok(large.size >= usual.size * 1.4, `${large.size}`);
  const wide = await choose("Space between", "Wide");
  ok(wide.line > large.line * 1.2 && wide.letters > large.letters, JSON.stringify(wide));
  const easy = await choose("Shape of the letters", "Easy to read");
  notEqual(easy.font, wide.font);
  ok(/Atkinson|Lexend|OpenDyslexic/.test(easy.font), easy.font);
  const calm = await choose("Colours", "Calm");
  notEqual(calm.head, usual.head);
  const strong = await choose("Colours", "Black and white");
  deepEqual([strong.ink, strong.paper], ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
  await context.close();
});

test("the panel by keyboard alone; axe finds nothing in any look, and nothing scrolls sideways", async () => {
  for (const options of [{ viewport: { width: 320, height: 640 } }, { colorScheme: "dark" }, { forcedColors: "active" }] as BrowserContextOptions[]) {
    const { page, context, faults } = await stage.visit("every-kind", options, FRAGMENT);
    await page.getByRole("button", { name: "How it looks" }).focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-looks]").waitFor();
    await page.keyboard.press("Tab");
    equal(await page.evaluate(() => document.activeElement?.textContent), "Usual");
    for (const colours of ["Usual", "Calm", "Black and white"]) {
      await look(page, "Colours").getByRole("button", { name: colours }).press("Space");
      await look(page, "Space between").getByRole("button", { name: "Wide" }).press("Space");
      deepEqual(await violations(page, { without: options.forcedColors ? ["color-contrast"] : [] }), [], colours);
    }
    await look(page, "Size of the letters").getByRole("button", { name: "Larger" }).press("Space");
    const wide = await page.evaluate(() => [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)));
    equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, wide.join("\n"));
    await page.keyboard.press("Escape");
    await becomes(() => page.evaluate(() => document.activeElement?.getAttribute("aria-expanded")), "false");
    deepEqual(faults, []);
    await context.close();
  }
});

test("a form that is being filled in prints nothing of the answers but from the check page", async () => {
  const { page, context } = await stage.visit("every-kind", {}, FRAGMENT);
  await start(page);
  await next(page);
  await page.getByRole("textbox").fill("Secret");
  await page.emulateMedia({ media: "print" });
  equal(await page.getByRole("textbox").isVisible(), false);
  ok(await page.getByText(/The empty booklet is on a page of its own.*forms\/every-kind\/print\//).isVisible());
  await context.close();
});

test("the booklet: without script, every question whole and with boxes, nothing to type into, in both sizes", async () => {
  const pages: number[] = [];
  for (const print of ["print", "large-print"]) {
    const context = await stage.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${stage.site}/forms/every-kind/${print}/`);
    equal(await page.locator("main :is(input, textarea, select, button)").locator("visible=true").count(), 0);
    await page.emulateMedia({ media: "print" });
    const questions = page.locator(".booklet-question:not(.booklet-cover *)");
    ok((await questions.count()) >= 12);
    for (const words of ["What is your full name?", "How do you feel?", "Write 1 next to the best one", "Skip this one if it is not about you."]) {
      ok(await page.getByText(words).first().isVisible(), words);
    }
    ok((await page.locator(".booklet-options--scale .symbol").count()) >= 3);
    const split = await questions.evaluateAll((all) => all.filter((one) => getComputedStyle(one).breakInside !== "avoid").map((one) => one.className));
    ok(split.every((name) => /people|expectations|words/.test(name)), split.join());
    for (const words of ["This is for a printer", "Get help now", "How it looks"]) {
      equal(await page.getByText(words, { exact: true }).first().isVisible(), false, words);
    }
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    pages.push((pdf.match(/\/Type \/Page\b(?!s)/g) ?? []).length);
    await context.close();
  }
  const [usual = 0, large = 0] = pages;
  ok(usual >= 3 && large > usual, `${usual} and ${large} pages`);
});
