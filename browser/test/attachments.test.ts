import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { Attachments } from "../src/attachments";
import { paint, Strokes, type Stroke } from "../src/media/strokes";
import { clock, room, type Tools } from "../src/media/tools";

const bytes = (...all: number[]) => Uint8Array.from(all);

test("ids are never used twice, and what is taken away is overwritten", () => {
  const store = new Attachments();
  const mine = bytes(1, 2, 3);
  equal(store.put("draw", "image/png", mine), "a1");
  store.remove("a1");
  deepEqual([...mine], [0, 0, 0]);
  equal(store.put("draw", "image/png", bytes(4)), "a2");
  equal(store.size(), 1);
  equal(store.size("a2"), 0);
  store.clear();
  deepEqual(store.all, []);
});

test("bytes that are still being made follow, the last ones win", async () => {
  const store = new Attachments();
  let first: (made: Uint8Array<ArrayBuffer>) => void = () => undefined;
  const late = bytes(9, 9);
  const id = store.put("draw", "image/png", new Promise((resolve) => (first = resolve)));
  equal(store.of("draw").length, 1, "the answer is there at once");
  store.put("draw", "image/png", Promise.resolve(bytes(7)), id);
  await store.ready();
  first(late);
  await new Promise((done) => setTimeout(done));
  deepEqual([...(store.of("draw")[0]?.bytes ?? [])], [7]);
  deepEqual([...late], [0, 0], "what came too late is overwritten");
  store.put("say", "audio/mp4", Promise.reject(new Error("no sound")));
  await store.ready();
  deepEqual(store.of("say"), [], "what cannot be made is no answer");
});

test("a draft comes back as it was, and the next id is a new one", () => {
  const store = new Attachments();
  let told = 0;
  store.watch("draw", () => (told += 1));
  const kept = [{ id: "a7", question: "draw", media_type: "image/png", bytes: bytes(1) }];
  const before = store.version;
  store.restore(kept);
  deepEqual(store.all, kept);
  ok(told > 0 && store.version > before);
  equal(store.put("draw", "image/png", bytes(2)), "a8");
});

test("one more may have what is left of all, and no more than each", () => {
  const attachments = new Attachments();
  const tools = { attachments, limits: { total: 10, each: 6 } } as unknown as Tools;
  equal(room(tools), 6);
  const id = attachments.put("draw", "image/png", new Uint8Array(7));
  equal(room(tools), 3);
  equal(room(tools, id), 6, "its own place counts as free");
  attachments.put("draw", "image/png", new Uint8Array(7));
  equal(room(tools), 0);
});

test("to start again can be taken back as any line can", () => {
  const strokes = new Strokes();
  const line = () => strokes.begin({ colour: "#000", width: 1, points: [{ x: 0, y: 0 }] });
  line();
  line();
  strokes.draw({ x: 1, y: 1 });
  deepEqual(strokes.shown.map(({ points }) => points.length), [1, 2]);
  strokes.clean();
  line();
  equal(strokes.shown.length, 1);
  ok(strokes.isClean);
  strokes.undo();
  strokes.undo();
  equal(strokes.shown.length, 2);
  strokes.undo();
  strokes.undo();
  equal(strokes.canUndo, false);
  strokes.undo();
  deepEqual(strokes.shown, []);
});

test("a length is minutes and seconds", () => {
  deepEqual([0, 9.9, 60, 119.99, 300].map(clock), ["0:00", "0:09", "1:00", "1:59", "5:00"]);
});

test("a line drawn piece by piece is the same curve as the whole line", () => {
  const points = [[0, 0], [10, 2], [14, 9], [30, 9], [31, 40], [5, 44]].map(([x = 0, y = 0]) => ({ x, y }));
  /** The curves that are drawn, each with where it begins. */
  const curves = (draw: (paper: CanvasRenderingContext2D) => void) => {
    let at: number[] = [];
    const drawn: number[][] = [];
    const paper = {
      beginPath: () => undefined,
      stroke: () => undefined,
      moveTo: (...to: number[]) => (at = to),
      lineTo: (...to: number[]) => (at = to),
      quadraticCurveTo: (...curve: number[]) => {
        drawn.push([...at, ...curve]);
        at = curve.slice(2);
      },
    };
    draw(paper as unknown as CanvasRenderingContext2D);
    return drawn;
  };
  const line = (count: number): Stroke => ({ colour: "#000", width: 1, points: points.slice(0, count) });
  const whole = curves((paper) => paint(paper, line(points.length)));
  equal(whole.length, points.length - 2);
  for (const step of [1, 2, 3]) {
    const pieces = curves((paper) => {
      for (let known = 1; known < points.length; known += step) {
        paint(paper, line(Math.min(points.length, known + step)), known);
      }
    });
    deepEqual(pieces, whole, `${step} at a time`);
  }
});
