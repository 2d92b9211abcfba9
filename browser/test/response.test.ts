import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { test } from "node:test";
import { answersToSend, attachmentsToSend, draftOf, responseText, type Filled } from "../src/response";
import { parseToken, receiptOf, tokenOf } from "../src/token";
import type { Json, PageData } from "../src/types";
import { uuid7 } from "../src/uuid";

const data: PageData = {
  id: "my-review-8-11",
  version: "9f2c4a7be01d33c8",
  language: "en",
  letterbox: "https://letterbox.northmoor.example/responses",
  late: Object.fromEntries(["rest", "rest-style", "seal", "media", "media-style", "draft", "draft-style"].map((name) => [name, { src: "", integrity: "" }])) as PageData["late"],
  strings: {},
  definition: {
    id: "my-review-8-11",
    for: "child",
    to: "iro",
    sections: [{
      id: "home",
      title: "Where I live",
      questions: [
        { id: "feel", kind: "scale", ask: "How?", options: [{ id: "sad", label: "Sad" }, { id: "good", label: "Good" }] },
        { id: "why", kind: "long-text", ask: "Why?", max_length: 5, show_if: { question: "feel", is: "sad" } },
        { id: "likes", kind: "choose-many", ask: "What?", options: [{ id: "art", label: "Art" }] },
      ],
    }],
  },
};

function filled(answers: Record<string, Json>, more: Partial<Filled> = {}): Filled {
  return {
    invitation: null, about: { name: "Ash Wren", date_of_birth: "2016-05-04", iro: null },
    filledInBy: { who: "child" }, answers: new Map(Object.entries(answers)),
    words: () => "own", onlyMyIro: () => false, ...more,
  };
}

test("the keys are in the order of the contract", () => {
  const text = responseText(draftOf(data, filled({ feel: "good" })), uuid7(), new Date("2026-11-20T19:42:05.987Z"));
  const response = JSON.parse(text) as Record<string, unknown>;
  deepEqual(Object.keys(response), ["format", "id", "form", "form_version", "language", "invitation", "about",
    "filled_in_by", "sent_at", "answers", "attachments"]);
  equal(response["sent_at"], "2026-11-20T19:42:05Z");
  deepEqual(response["answers"], [{ question: "feel", value: "good", words: "own", only_my_iro: false }]);
  deepEqual(response["filled_in_by"], { who: "child" });
});

test("what is hidden, empty or does not fit is not sent", () => {
  const ids = (answers: Record<string, Json>) => answersToSend(data, filled(answers)).map((answer) => answer.question);
  deepEqual(ids({ feel: "good", why: "Noisy" }), ["feel"]);
  deepEqual(ids({ feel: "sad", why: "Noisy" }), ["feel", "why"]);
  deepEqual(ids({ feel: "sad", why: " \r\n" }), ["feel"]);
  deepEqual(ids({ feel: "sad", why: "Too long" }), ["feel"]);
  deepEqual(ids({ likes: [] }), []);
  deepEqual(ids({ likes: "not-sure", feel: "not-sure" }), ["feel", "likes"]);
});

test("line ends become LF before they are counted and sent", () => {
  const [, why] = answersToSend(data, filled({ feel: "sad", why: "a\r\nb\rc" }));
  equal(why?.value, "a\nb\nc");
});

test("half a character, which UTF-8 cannot carry, is replaced", () => {
  const [, why] = answersToSend(data, filled({ feel: "sad", why: "a\ud83d" }));
  equal(why?.value, "a\ufffd");
});

test("about is sent only without an invitation, the helper only if there is one", () => {
  const invited = draftOf(data, filled({}, { invitation: "4T9X-K2MD-7QHP-W3NC" }));
  equal(invited.invitation, "4T9X-K2MD-7QHP-W3NC");
  equal(invited.about, null);
  const helped = draftOf(data, filled({}, { filledInBy: { who: "helper", helper: { role: "carer", name: "Sam" } } }));
  deepEqual(helped.filled_in_by, { who: "helper", helper: { role: "carer", name: "Sam" } });
  equal(helped.about?.name, "Ash Wren");
});

test("an attachment goes only with an answer that names it and is sent", () => {
  const one = (id: string, question: string) => ({ id, question, media_type: "image/png", bytes: new Uint8Array(1) });
  const all = [one("a1", "draw"), one("a2", "draw"), one("a3", "hidden"), one("a4", "draw")];
  const answers = [{ question: "draw", value: ["a1", "a4", "a3"], words: "own" as const, only_my_iro: false }];
  deepEqual(attachmentsToSend(answers, all).map(({ id }) => id), ["a1", "a4"]);
  deepEqual(attachmentsToSend([{ ...answers[0]!, value: "not-sure" }], all), []);
});

test("a survey that is only counted says nothing about who answered", () => {
  const survey: PageData = { ...data, definition: { ...data.definition, to: "collect" } };
  const draft = draftOf(survey, filled({}, { invitation: "4T9X-K2MD-7QHP-W3NC" }));
  equal(draft.invitation, null);
  equal(draft.about, null);
});

test("a token is read as people write it", () => {
  for (const text of ["4t9xk2md7qhpw3nc", "4T9X K2MD 7QHP W3NC", "4t9x-K2md-7qhp-w3nc"]) {
    equal(parseToken(text), "4T9X-K2MD-7QHP-W3NC");
  }
  equal(parseToken("oil0-1234-5678-9ABC"), "0110-1234-5678-9ABC");
  for (const text of ["", "4T9X", "4T9X-K2MD-7QHP-W3NCC", "4T9X-K2MD-7QHP-W3NU", "4T9X-K2MD-7QHP-é3NC", "ſ".repeat(16)]) {
    equal(parseToken(text), null, text);
  }
  equal(tokenOf("#i=4t9xk2md7qhpw3nc"), "4T9X-K2MD-7QHP-W3NC");
  equal(tokenOf("#i=4T9X%20K2MD%207QHP%20W3NC"), "4T9X-K2MD-7QHP-W3NC");
  for (const text of ["", "#", "#i=", "#i=%E0%A4%A", "#x=4t9xk2md7qhpw3nc", "#i=nonsense"]) equal(tokenOf(text), null, text);
});

test("the receipt is the first forty bits", () => {
  equal(receiptOf(Uint8Array.from([0xff, 0x00, 0xff, 0x00, 0x1f, 0x77])), "ZW0F-Y00Z");
});

test("an id is a UUID of version 7 whose first bits are the clock", () => {
  const id = uuid7(0x0190f3c26e1b);
  match(id, /^0190f3c2-6e1b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  notEqual(id, uuid7(0x0190f3c26e1b));
  ok(uuid7(2).slice(0, 13) > uuid7(1).slice(0, 13));
});
