// A built site, a letterbox that does as it is told, and a browser.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions, type Page } from "playwright-core";
import type { Answer, Response } from "../../browser/src/types";
import { receiptOf } from "../../browser/src/token";
import { allHere } from "./moves";

declare const REPOSITORY: string;

export type Reply =
  | "store" | "cut" | "silence" | "wrong receipt" | "sign-in page" | { status: number; headers?: Record<string, string> };

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".wav": "audio/wav",
};

/** Chromium as Debian packages it, without its calls home. */
export const LAUNCH = {
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};

/** What a test stands on. */
export class Stage {
  /** What the letterbox does with the next requests; then it stores. */
  replies: Reply[] = [];
  /** Every body that was posted, stored or not. */
  posted: Buffer[] = [];
  headers: IncomingMessage["headers"][] = [];
  private constructor(
    readonly browser: Browser, readonly site: string, private readonly servers: Server[],
    private readonly folder: string, private readonly identity: string,
  ) {}

  /** @param council the portal's folder: one with a form of every kind, or the real one. */
  static async open(launch: LaunchOptions = {}, council = join(REPOSITORY, "tests/browser/portal")): Promise<Stage> {
    const folder = mkdtempSync(join(tmpdir(), "my-review-page-"));
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity), await identityToRecipient(await generateX25519Identity())];
    const stage: { it?: Stage } = {};
    const letterbox = createServer((request, response) => void stage.it?.letterbox(request, response));
    const pages = createServer((request, response) => serve(join(folder, "public"), request, response));
    const [box, site] = [await listen(letterbox), await listen(pages)];

    const portal = join(folder, "portal");
    for (const part of ["site.yaml", "content", "forms", "themes"].filter((name) => existsSync(join(council, name)))) {
      cpSync(join(council, part), join(portal, part), { recursive: true });
    }
    const file = join(portal, "site.yaml");
    writeFileSync(file, readFileSync(file, "utf8")
      .replace(/^recipients:.*\n(?: .*\n)*/m, `recipients: [${recipients.join(", ")}]\n`)
      .replace(/^letterbox:.*$/m, `letterbox: ${box}`));
    const built = spawnSync(tool(), ["build", portal, "--out", join(folder, "public")], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(built.stderr);

    const browser = await chromium.launch({ ...LAUNCH, ...launch, args: [...(LAUNCH.args ?? []), ...(launch.args ?? [])] });
    stage.it = new Stage(browser, site, [letterbox, pages], folder, identity);
    return stage.it;
  }

  async close(): Promise<void> {
    await this.browser.close();
    for (const server of this.servers) server.closeAllConnections();
    for (const server of this.servers) server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A fresh browser window on a form, with all of its first scripts there; nothing
   *  on it moves unless a test wants that. A page that breaks its own rules fails
   *  the test. */
  async visit(form: string, options: BrowserContextOptions = {}, fragment = ""): Promise<{ page: Page; context: BrowserContext; faults: string[] }> {
    this.replies = [];
    this.posted = [];
    this.headers = [];
    const context = await this.browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !/Failed to load resource|net::ERR|CORS|Access to fetch/.test(message.text())) faults.push(message.text());
    });
    await page.goto(`${this.site}/forms/${form}/${fragment}`);
    if (options.javaScriptEnabled ?? true) await allHere(page);
    return { page, context, faults };
  }

  /** Opens what was posted. */
  async open(sealed: Uint8Array = this.posted.at(-1) ?? new Uint8Array()): Promise<Response> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.identity);
    return JSON.parse(await decrypter.decrypt(Uint8Array.from(sealed), "text")) as Response;
  }

  private async letterbox(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const cross = {
      "Access-Control-Allow-Origin": request.headers.origin ?? "*",
      "Access-Control-Allow-Headers": "content-type",
      "Access-Control-Expose-Headers": "Retry-After",
    };
    if (request.method === "OPTIONS") return void response.writeHead(204, cross).end();
    const body = await readAll(request);
    this.posted.push(body);
    this.headers.push(request.headers);
    const reply = this.replies.shift() ?? "store";
    if (reply === "silence") return;
    if (reply === "cut") return void request.socket.destroy();
    if (reply === "sign-in page") return void response.writeHead(200, { ...cross, "Content-Type": "text/html" }).end("<p>Sign in</p>");
    if (typeof reply === "object") return void response.writeHead(reply.status, { ...cross, ...reply.headers }).end("{}");
    const receipt = reply === "store" ? receiptOf(createHash("sha256").update(body).digest()) : "0000-0000";
    response.writeHead(201, { ...cross, "Content-Type": "application/json" }).end(JSON.stringify({ receipt }));
  }
}

/** The answers by question. */
export function byQuestion(response: Response): Record<string, Answer> {
  return Object.fromEntries(response.answers.map((answer) => [answer.question, answer]));
}

function tool(): string {
  const target = process.env["CARGO_TARGET_DIR"] ?? join(REPOSITORY, "target");
  const found = ["debug", "release"].map((profile) => join(target, profile, "my-review")).find(existsSync);
  if (!found) throw new Error("Build the tool first: cargo build --bin my-review");
  return found;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serve(root: string, request: IncomingMessage, response: ServerResponse): void {
  const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
