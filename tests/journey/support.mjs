// A council for a test: portal, site, letterbox, courier and mail server, each
// the real program, on loopback and in a folder that goes away.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { settled } from "../settled.mjs";

export { settled };

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(root, "browser/package.json"));
export const { chromium } = require("playwright-core");
const Axe = require("@axe-core/playwright").default;

export const program = (name) => join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", name);
export const python = join(root, ".venv/bin/python");
const script = (name) => join(root, "tests/journey", name);

/** Runs a program to its end and returns what it printed. */
export function run(name, args, options = {}) {
  const path = existsSync(program(name)) ? program(name) : name;
  return execFileSync(path, args, { encoding: "utf8", ...options });
}

/** Starts a program and waits for a line that matches. */
export async function start(path, args, pattern, options = {}) {
  const child = spawn(path, args, { stdio: ["pipe", "pipe", "pipe"], ...options });
  let said = "";
  child.stdout.on("data", (data) => (said += data));
  child.stderr.on("data", (data) => (said += data));
  for (let tries = 0; tries < 300; tries += 1) {
    const match = pattern.exec(said);
    if (match) return { child, match, said: () => said };
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  child.kill();
  throw new Error(`${path} did not start: ${said}`);
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Serves a folder as any static host would, and counts what it was asked. */
export async function serve(folder) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const found = existsSync(file) && extname(file) !== "";
    const sent = found ? file : join(folder, "404.html");
    response.writeHead(found ? 200 : 404, { "Content-Type": types[extname(sent)] ?? "application/octet-stream" });
    response.end(readFileSync(sent));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, asked, url: `http://127.0.0.1:${server.address().port}` };
}

const children = `child,name,pronouns,date_of_birth,iro,came_into_care,last_review,review_date,language,form,child_email,carer_email,parent_email
NM-1041,Robin Fellgate,they/them,2016-03-27,bev-thackray,2025-01-10,2026-07-01,2027-01-15,en,my-review-8-11,,,
NM-1042,Zoë Hartwell,she/her,2015-11-02,yusuf-rahim,2024-05-01,2026-08-01,2027-02-01,en,my-review-8-11,,,
`;
const iros = `- { id: bev-thackray, name: Bev Thackray, email: bev.thackray@northmoor.example }
- { id: yusuf-rahim, name: Yusuf Rahim, email: yusuf.rahim@northmoor.example }
`;

/** Everything a council runs, with the Northmoor portal and perhaps a form more. */
export class Council {
  static async open({ form = null, inbox = null, environment = {} } = {}) {
    const council = new Council();
    council.form = form;
    // An inbox elsewhere than in the council's folder, and what it needs to be known.
    council.inbox = inbox;
    council.environment = { ...process.env, ...environment };
    council.folder = mkdtempSync(join(tmpdir(), "my-review-journey-"));
    council.stops = [() => rmSync(council.folder, { recursive: true, force: true })];
    const at = (name) => join(council.folder, name);
    for (const name of ["portal", "public", "inbox", "mail"]) mkdirSync(at(name));
    council.live = council.keygen("identity.txt", "--classic");
    council.recovery = council.keygen("recovery.txt", "--classic");
    council.site = await serve(at("public"));
    council.stops.push(() => council.site.server.close());
    council.letterbox = await start(
      program("my-review-letterbox"),
      ["--inbox", inbox ?? at("inbox"), "--listen", "127.0.0.1:0", "--origin", council.site.url],
      /http:\/\/127\.0\.0\.1:\d+/,
      { env: council.environment },
    );
    council.stops.push(() => council.letterbox.child.kill());
    council.letterboxUrl = council.letterbox.match[0];
    council.build(at("portal"), at("public"));
    council.mail = await start(python, [script("smtp_server.py"), at("mail")], /^\d+$/m);
    council.stops.push(() => council.mail.child.stdin.end());
    council.configure(at);
    return council;
  }

  /** Makes a key and returns its recipient. */
  keygen(name, ...options) {
    const args = ["keygen", "--no-passphrase", "--out", join(this.folder, name), ...options];
    return run("my-review-courier", args, { stdio: ["ignore", "pipe", "ignore"] }).trim();
  }

  build(portal, out) {
    for (const part of ["content", "forms", "themes"]) cpSync(join(root, part), join(portal, part), { recursive: true });
    if (this.form) cpSync(this.form, join(portal, "forms", basename(this.form)));
    const yaml = readFileSync(join(root, "site.yaml"), "utf8")
      .replace(/^base_url:.*$/m, `base_url: ${this.site.url}`)
      .replace(/^letterbox:.*$/m, `letterbox: ${this.letterboxUrl}`)
      .replace(/^recipients:\n(?: .*\n)+/m, `recipients:\n  - ${this.live}\n  - ${this.recovery}\n`);
    writeFileSync(join(portal, "site.yaml"), yaml);
    run("my-review", ["build", portal, "--out", out], { stdio: "pipe" });
  }

  configure(at) {
    const keep = (name, text) => writeFileSync(at(name), text, { mode: 0o600 });
    keep("allocations.csv", this.form ? children.replaceAll("my-review-8-11", basename(this.form, ".yaml")) : children);
    keep("iros.yaml", iros);
    keep("smtp-password", "correct horse\n");
    keep("courier.yaml", `inbox: ${this.inbox ?? "./inbox"}
identities: [./identity.txt]
forms: ./public/forms.json
ledger: ./ledger.sqlite3
allocations: ./allocations.csv
iros: ./iros.yaml
site: ${this.site.url}
duty: duty.iro@northmoor.example
manager: iro.manager@northmoor.example
advocacy: childrens.rights@northmoor.example
alarm_after_minutes: 60
mail:
  from: "My Review <my-review@northmoor.example>"
  smtp: smtps://courier@localhost:${this.mail.match[0]}
  password_file: ./smtp-password
retention: { days_after_delivery: 90 }
`);
  }

  /** Runs the courier; the certificate of the mail server is trusted. */
  courier(...args) {
    const env = { ...this.environment, SSL_CERT_FILE: join(this.folder, "mail/ca.pem") };
    return run("my-review-courier", ["--config", join(this.folder, "courier.yaml"), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  }

  invitations() {
    return JSON.parse(this.courier("invite", "--print", "--format", "json"));
  }

  status() {
    return JSON.parse(this.courier("status", "--format", "json"));
  }

  /** The delivered messages, as Python's own parser reads them. */
  messages() {
    return JSON.parse(execFileSync(python, [script("read_mail.py"), join(this.folder, "mail")], { encoding: "utf8" }));
  }

  /** What Zoë's carer sends by the public link, under a name and with an id. */
  byCarer(name, id) {
    const catalogue = JSON.parse(readFileSync(join(this.folder, "public/forms.json"), "utf8"));
    const form = catalogue.forms.find((one) => one.id === "my-review-8-11");
    return {
      format: "my-review/response/1",
      id,
      form: form.id,
      form_version: form.version,
      language: "en",
      invitation: null,
      about: { name, date_of_birth: "2015-11-02", iro: null },
      filled_in_by: { who: "helper", helper: { role: "carer", name: "Sam" } },
      sent_at: "2026-11-20T19:42:05Z",
      answers: [{ question: "proud", value: "Her swimming badge", words: "helper", only_my_iro: false }],
      attachments: [],
    };
  }

  /** A response sealed by an implementation of age that is not ours. */
  sealWithPyrage(response) {
    return execFileSync(python, [script("seal_with_pyrage.py"), this.live], { input: JSON.stringify(response) });
  }

  post(sealed) {
    return fetch(`${this.letterboxUrl}/responses`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream" },
      body: sealed,
    });
  }

  close() {
    for (const stop of this.stops.reverse()) stop();
  }
}

/** Chromium as Debian packages it, without its calls home. */
export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", ...more],
  });
}

/** Axe for a page without frames, which are taken away before: so one run in the
 *  page itself sees all of it. A second page to put results together takes longer
 *  than the rules do. */
export class AxeBuilder extends Axe {
  constructor(options) {
    super(options);
    this.setLegacyMode(true);
  }
}

/** Presses a button of the form, and waits until the form has done what it does on
 *  a press: it draws first, and acts then. */
export async function press(page, name) {
  await page.getByRole("button", { name, exact: true }).click();
  await settled(page);
}
