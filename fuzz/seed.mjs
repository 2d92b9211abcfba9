// Writes the corpora' first seeds: for `open` C2SP's public vectors (npm cctv-age,
// installed in browser/) and the keys that open them, for the others what stands
// below: node fuzz/seed.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import * as cctv from "../browser/node_modules/cctv-age/index.js";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
mkdirSync(here("corpus/open"), { recursive: true });
const keys = new Set();
for (const [name, bytes] of Object.entries(cctv.default ?? cctv)) {
  const raw = Buffer.from(bytes);
  const end = raw.indexOf("\n\n");
  const head = raw.subarray(0, end).toString();
  for (const [, key] of head.matchAll(/^identity: (.+)$/gm)) keys.add(key);
  const body = raw.subarray(end + 2);
  const file = /^compressed: zlib$/m.test(head) ? inflateSync(body) : body;
  // Small seeds find more in the same time.
  if (file.length <= 8192) writeFileSync(here(`corpus/open/${name}`), file);
}
writeFileSync(here("keys.txt"), `# The public keys of C2SP's vectors; they protect nothing.\n${[...keys].join("\n")}\n`);

// What a form sends, and what it could: small, so that they are varied fast.
const response = (more) => JSON.stringify({
  format: "my-review/response/1",
  id: "0190f3c2-6e1b-7cc2-9d7e-1d7c2d5f9a10",
  form: "mine",
  form_version: "9f2c4a7be01d33c8",
  language: "en",
  invitation: null,
  about: null,
  filled_in_by: { who: "child" },
  sent_at: "2026-11-20T19:42:05Z",
  answers: [],
  attachments: [],
  ...more,
});
const answer = (value) => ({ answers: [{ question: "q", value, words: "own", only_my_iro: false }] });
const responses = {
  empty: response({}),
  invited: response({ invitation: "4T9X-K2MD-7QHP-W3NC", ...answer("ok") }),
  about: response({ about: { name: "Zoë Example", date_of_birth: "2016-04-02", iro: "Amira" } }),
  helped: response({ filled_in_by: { who: "helper", helper: { role: "social-worker", name: "Sam" } } }),
  people: response(answer([{ name: "Ann", role: "aunt", wanted: true }])),
  expectations: response(answer({ told: "not-sure" })),
  number: response(answer(10)),
  file: response({ ...answer(["a1"]), attachments: [{ id: "a1", question: "q", media_type: "image/png", bytes: "iVBORw0K" }] }),
  strange: response({ answers: [{ question: "\u202e", value: [null, 1e300, -0.5, { "": [] }], words: "written-for-me" }] }),
};
const row = "C-1,Zoë Example,they/them,2016-04-02,amira,2026-12-01 00:00:00,a@b.example";
const columns = "child,name,pronouns,date_of_birth,iro,review_date,carer_email";
const lists = {
  plain: `${columns}\n${row}\n`,
  excel: `\ufeff${columns.replaceAll(",", ";")}\r\n${row.replaceAll(",", ";").replace("2016-04-02", "02/04/2016")}\r\n;;;;;;\r\n`,
  quoted: `child,name,date_of_birth,iro\n"C ""1""","Two\nLines",,"a,b"\n`,
  wrong: "child,name,date_of_birth,iro\nC-1,,31/02/2015,\nC-1,B,soon,a\n",
};
for (const [target, seeds] of Object.entries({ response: responses, allocations: lists })) {
  mkdirSync(here(`corpus/${target}`), { recursive: true });
  for (const [name, text] of Object.entries(seeds)) writeFileSync(here(`corpus/${target}/${name}`), text);
}
