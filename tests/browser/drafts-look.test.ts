// How putting a form aside looks, and sounds to a screen reader.
import { deepEqual } from "node:assert/strict";
import { after, before, test } from "node:test";
import { MINE, pick, violations } from "./locks";
import { heading, press, start } from "./moves";
import { Stage } from "./support";

let stage: Stage;

before(async () => {
  stage = await Stage.open();
});
after(() => stage.close());

for (const [name, options] of [
  ["light", {}], ["dark", { colorScheme: "dark" }], ["forced colours", { forcedColors: "active" }],
  ["320 pixels", { viewport: { width: 320, height: 568 } }], ["400 % zoom", { viewport: { width: 320, height: 256 } }],
] as const) {
  test(`axe finds nothing, nothing scrolls sideways, every target is large enough (${name})`, async () => {
    const { page, context } = await stage.visit("every-kind", { ...options, reducedMotion: "reduce" });
    const found: string[] = [];
    const look = async (state: string) => {
      // What axe says of colours and names is the same at every size.
      const said = "viewport" in options ? [] : await violations(page);
      // Where the system paints, axe cannot see the colours.
      const mine = said.filter((violation) => !("forcedColors" in options && violation.startsWith("color-contrast")));
      found.push(...mine.map((violation) => `${state}: ${violation}`));
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        inner: (document.querySelector(".draft__body")?.scrollWidth ?? 0) - (document.querySelector(".draft__body")?.clientWidth ?? 0),
        small: [...document.querySelectorAll("main button, main input, main summary")]
          .map((control) => ({ control, box: (control.closest("label") ?? control).getBoundingClientRect() }))
          .filter(({ box }) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
          .map(({ control, box }) => `${control.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
      }));
      deepEqual([state, seen.wide <= 0, seen.inner <= 0, seen.small], [state, true, true, []]);
    };
    await start(page);
    await press(page, "Save and finish later");
    await heading(page, "Save and finish later");
    await look("save");
    await press(page, /Keep it on this device/);
    await look("pick");
    await pick(page, MINE);
    await look("picked");
    await press(page, "These are my four");
    await pick(page, MINE);
    await press(page, "Lock it");
    await heading(page, "Saved on this device");
    await look("saved");
    await press(page, "All right");
    await look("start");
    await press(page, "Carry on with it");
    await heading(page, "Choose your four pictures");
    await look("open");
    deepEqual(found, []);
    await context.close();
  });
}
