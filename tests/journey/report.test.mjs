// The report as a page, as a manager opens it: axe by day and by night, nothing
// that a phone has to scroll sideways, figures beside every chart.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { AxeBuilder, launch, root, run } from "./support.mjs";

const config = `inbox: ./inbox
identities: [./identity.txt]
forms: ./forms.json
ledger: ./ledger.sqlite3
allocations: ./allocations.csv
iros: ./iros.yaml
site: https://my-review.northmoor.example
duty: duty.iro@northmoor.example
mail: { from: my-review@northmoor.example, smtp: "smtp://127.0.0.1:9" }
`;

let folder;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "my-review-report-"));
  mkdirSync(join(folder, "inbox"));
  const children = "child,name,date_of_birth,iro,came_into_care\nC-1,Robin Example,2014-01-01,amira,2020-01-06\n";
  writeFileSync(join(folder, "allocations.csv"), children);
  chmodSync(join(folder, "allocations.csv"), 0o600);
  writeFileSync(join(folder, "iros.yaml"), "- { id: amira, name: Amira Khan, email: amira@northmoor.example }\n");
  writeFileSync(join(folder, "courier.yaml"), config);
  const counts = join(root, "tests/courier/reports/annual.csv");
  const options = { cwd: folder, stdio: ["ignore", "pipe", "ignore"] };
  const page = run("my-review-courier", ["report", "--import", counts, "--by-iro", "--format", "html"], options);
  writeFileSync(join(folder, "report.html"), page);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(options) {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(pathToFileURL(join(folder, "report.html")).href);
  return page;
}

for (const colorScheme of ["light", "dark"]) {
  test(`the report passes axe (${colorScheme})`, async () => {
    const page = await open({ colorScheme, viewport: { width: 1100, height: 900 } });
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
    await page.context().close();
  });
}

test("on the smallest phone only the tables scroll sideways, and by keyboard too", async () => {
  const page = await open({ viewport: { width: 320, height: 640 } });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 320, `${wide}`);
  const reached = await page.evaluate(() => {
    const scrolls = [...document.querySelectorAll(".wide")].filter((one) => one.scrollWidth > one.clientWidth);
    return [scrolls.length, scrolls.filter((one) => one.tabIndex === 0).length];
  });
  assert.ok(reached[0] > 0 && reached[0] === reached[1], `${reached}`);
  await page.context().close();
});

test("every chart has a name, and its figures in a table beside it", async () => {
  const page = await open({});
  const charts = await page.$$eval("figure", (figures) =>
    figures.map((one) => ({
      name: one.querySelector("svg").getAttribute("aria-label"),
      bars: one.querySelectorAll("rect").length,
      rows: one.parentElement.querySelectorAll("tbody tr").length,
    })),
  );
  assert.ok(charts.length > 0);
  for (const { name, bars, rows } of charts) {
    assert.match(name, /The table has the figures\.$/);
    assert.ok(bars > 0 && rows >= 2, `${bars} ${rows}`);
  }
  await page.context().close();
});
