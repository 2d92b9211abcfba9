// A draft that comes out of its file in pieces is the draft that went in.
import { deepEqual, equal, throws } from "node:assert/strict";
import { test } from "node:test";
import { FORMAT, type Draft } from "../src/draft-file";
import { DraftReader } from "../src/draft-read";

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256);
const attachment = (id: string, length: number) => ({ id, question: "draw", media_type: "image/png", bytes: bytes(length) });
const DRAFT = {
  format: FORMAT, form: "every-kind", form_version: "0", title: 'A "title" \\ with signs', saved_at: "2026-11-20T10:00:00Z",
  place: "#check", token: null, who: { bytes: "not these" }, about: { bytes: "nor these" }, last_words: null,
  turns: { only_alone: false, alone: [], concealed: [] },
  answers: [{
    question: "words", kind: "words", ask: '{"bytes":"AAAA"}', kept: { bytes: "AAAA", ends: "\\" }, mark: null, words: null, only: null,
  }],
  attachments: [attachment("a1", 0), attachment("a2", 1), attachment("a3", 2), attachment("a4", 300)],
} as unknown as Draft;

const written = (draft: object, more = "") =>
  new TextEncoder().encode(JSON.stringify(draft, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value)) + more);

function read(text: Uint8Array, length = text.length): Draft {
  const reader = new DraftReader();
  for (let at = 0; at < text.length; at += length) reader.add(text.subarray(at, at + length));
  return reader.draft();
}

test("it is the same, wherever the pieces are cut", () => {
  const text = written(DRAFT, "    ");
  for (const length of [1, 2, 3, 5, 64, 1000, text.length]) deepEqual(read(text, length), DRAFT, `pieces of ${length}`);
});

test("the attachments may stand anywhere in it, and their bytes before their names", () => {
  const { attachments, ...rest } = DRAFT;
  const turned = attachments.map(({ id, question, media_type, bytes }) => ({ bytes, media_type, question, id }));
  deepEqual(read(written({ attachments: turned, ...rest }), 7), DRAFT);
  const spaced = JSON.stringify({ ...rest, attachments: [] }, null, 2);
  equal(read(new TextEncoder().encode(spaced), 9).title, DRAFT.title);
});

test("what is no draft is refused, and so are bytes that are none", () => {
  const text = (draft: object) => () => read(written(draft), 11);
  throws(text({ ...DRAFT, format: "my-review/draft/0" }), /no draft/);
  throws(text({ ...DRAFT, answers: "none" }), /no draft/);
  throws(text({ ...DRAFT, attachments: {} }), /no draft/);
  throws(text({ ...DRAFT, attachments: [{ id: "a1", question: "draw", media_type: "image/png" }] }), /no draft/);
  throws(text({ ...DRAFT, attachments: [{ id: "a1", bytes: 5 }] }), /no draft/);
  throws(text({ ...DRAFT, attachments: [{ id: "a1", bytes: "AAA" }] }), /whole bytes/);
  throws(text({ ...DRAFT, attachments: [{ id: "a1", bytes: "AA!A" }] }));
  throws(() => read(written(DRAFT).subarray(0, 400), 11));
  throws(() => read(new TextEncoder().encode("holiday")));
});
