// Takes the pictures of docs/pictures, from the real pages in a real browser:
// node tests/journey/screenshots.mjs
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Council, launch, press, root } from "./support.mjs";

const folder = join(root, "docs/pictures");
mkdirSync(folder, { recursive: true });
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 860 };

const council = await Council.open();
const browser = await launch();

async function open(path, options) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(council.site.url + path);
  return page;
}

async function take(page, name) {
  // A pointer that was left on something would light it up.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

/** Opens a child's form by its link, at a question. */
async function question(options, id) {
  const link = council.invitations().find((one) => one.role === "child");
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await page.goto(link.url);
  await press(page, "Start");
  await page.getByLabel("Me, on my own").check();
  await press(page, "Next");
  while (!(await page.locator(`[data-question="${id}"]:visible`).count())) {
    // The list of parts stands between; from there, "Next" leads on.
    const skips = await page.getByRole("button", { name: "Skip", exact: true }).count();
    await press(page, skips ? "Skip" : "Next");
  }
  return page;
}

try {
  await take(await open("/", { viewport: desktop }), "home");
  await take(await open("/", { viewport: phone, colorScheme: "dark" }), "home-phone-dark");
  await take(await open("/forms/my-review-8-11/", { viewport: phone }), "form-start-phone");
  const scale = await question({ viewport: desktop }, "home-feel");
  await scale.getByLabel("OK", { exact: true }).locator("visible=true").first().check();
  await take(scale, "form-question");
  await take(await question({ viewport: phone }, "home-feel"), "form-question-phone");
  await take(await question({ viewport: phone, colorScheme: "dark" }, "meeting-people"), "form-people-phone-dark");
  await take(await open("/people/bev-thackray/", { viewport: phone }), "person-phone");
} finally {
  await browser.close();
  council.close();
}
console.log(`pictures are in ${folder}`);
