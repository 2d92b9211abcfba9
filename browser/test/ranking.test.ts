import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { waitSeconds } from "../src/post";
import { Ranking } from "../src/ranking";

test("the order is that of pressing, and each thing is there once", () => {
  const ranking = new Ranking();
  for (const id of ["b", "a", "b", "c"]) ranking.add(id);
  deepEqual(ranking.order, ["b", "a", "c"]);
});

test("up and down stop at the ends", () => {
  const ranking = new Ranking();
  for (const id of ["a", "b", "c"]) ranking.add(id);
  ranking.move("c", "up");
  deepEqual(ranking.order, ["a", "c", "b"]);
  ranking.move("a", "up");
  ranking.move("b", "down");
  ranking.move("nobody", "up");
  deepEqual(ranking.order, ["a", "c", "b"]);
  equal(ranking.canMove("a", "up"), false);
  equal(ranking.canMove("a", "down"), true);
});

test("what is taken off can come back, at the end", () => {
  const ranking = new Ranking();
  for (const id of ["a", "b"]) ranking.add(id);
  ranking.remove("a");
  ranking.add("a");
  deepEqual(ranking.order, ["b", "a"]);
  ranking.clear();
  deepEqual(ranking.order, []);
});

test("Retry-After: seconds, a date, nonsense, too much", () => {
  const now = Date.parse("2026-11-20T19:42:05Z");
  equal(waitSeconds("7", now), 7);
  equal(waitSeconds("0", now), 1);
  equal(waitSeconds("Fri, 20 Nov 2026 19:42:25 GMT", now), 20);
  equal(waitSeconds("Fri, 20 Nov 2020 19:42:25 GMT", now), 1);
  equal(waitSeconds(null, now), 30);
  equal(waitSeconds("soon", now), 30);
  equal(waitSeconds("86400", now), 600);
});

test("what is dragged goes to its new place, and nowhere that is not there", () => {
  const ranking = new Ranking();
  for (const id of ["a", "b", "c"]) ranking.add(id);
  equal(ranking.carry(0, 2), "a");
  deepEqual(ranking.order, ["b", "c", "a"]);
  equal(ranking.carry(2, 1), "a");
  deepEqual(ranking.order, ["b", "a", "c"]);
  equal(ranking.carry(3, 0), null);
  equal(ranking.carry(0, 3), null);
  deepEqual(ranking.order, ["b", "a", "c"]);
});
