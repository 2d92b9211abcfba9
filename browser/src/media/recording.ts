// A voice or a video: record, listen, delete, do again.
import { all, announce, focusOn, one, say, stamp } from "../dom";
import { Take, type Caps, type Medium, type Trouble } from "./microphone";
import { clock, pictureOf, room, type Control, type Tools } from "./tools";

/** Shorter than this is not worth a start. */
const LEAST_SECONDS = 5;
/** So long before the end it is said that the end is near. */
const WARN_SECONDS = 15;

type State = "idle" | "asking" | "recording" | "done" | "trouble";

export function recording(question: string, media: string, place: HTMLElement, tools: Tools): Control {
  const { attachments, limits } = tools;
  place.replaceChildren(stamp("media-recording"));
  const states = new Map(all(place, "[data-state]").map((part) => [part.dataset["state"], part]));
  const button = (name: string) => one(place, `[data-media=${name}]`);
  const [mirror, player] = [one(place, ".record__mirror"), one(place, ".record__player")];
  const bar = one(place, "progress");
  const time = one(place, ".record__time");
  let take: Take | null = null;
  /** Grows whenever what was asked for is no longer wanted. */
  let turn = 0;
  /** Whether a recording is over and its bytes are being put together. */
  let finishing = false;
  let medium: Medium = media === "video" ? "video" : "voice";

  /** The recording that is kept, whole. */
  const mine = () => attachments.of(question).find(({ id, bytes }) => id === pictureOf(tools, question) && bytes.length > 0);

  const show = (state: State, focus: HTMLElement | null = null) => {
    for (const [name, part] of states) part.hidden = name !== state;
    if (focus) focusOn(focus);
  };
  const first = () => [button("voice"), button("video")].find((control) => !control.hidden) ?? null;
  button("voice").hidden = media === "video";
  button("video").hidden = media === "voice";

  /** What fits: the kind's own limit, or what the other answers leave. */
  const caps = (which: Medium): Caps => {
    const bits = which === "video" ? limits.video_bits : limits.voice_bits;
    const bytes = room(tools, pictureOf(tools, question));
    const most = which === "video" ? limits.video_seconds : limits.voice_seconds;
    return { bits, bytes, seconds: Math.min(most, Math.floor((bytes * 8) / bits) - 1) };
  };

  const idle = (focus = false) => {
    const which: Medium[] = media === "voice" ? ["voice"] : media === "video" ? ["video"] : ["voice", "video"];
    const lengths = which.map((one) => Math.max(0, caps(one).seconds));
    const full = lengths.every((seconds) => seconds < LEAST_SECONDS);
    one(place, ".record__limit").textContent = full
      ? say("full")
      : which.map((name, at) => say(`most-${name}`, { most: clock(lengths[at] ?? 0) })).join(" ");
    for (const name of ["voice", "video"]) button(name).ariaDisabled = full ? "true" : null;
    show("idle", focus ? first() : null);
  };

  const start = async (which: Medium) => {
    const limit = caps(which);
    if (limit.seconds < LEAST_SECONDS || take) return;
    const now = (turn += 1);
    medium = which;
    one(place, ".record__ask").textContent = say(`asking-${which}`);
    show("asking", one(place, ".record__ask"));
    let made: Take;
    try {
      made = await Take.start(which, limit);
    } catch (trouble) {
      if (now === turn) fail(trouble as Trouble);
      return;
    }
    // The child has gone on while the browser asked.
    if (now !== turn) return made.stop();
    run(made, limit);
  };

  const run = (made: Take, limit: Caps) => {
    take = made;
    const most = clock(limit.seconds);
    let seconds = 0;
    let warned = false;
    bar.setAttribute("max", String(limit.seconds));
    made.onTick = (now) => {
      seconds = Math.min(now, limit.seconds);
      time.textContent = say("time", { at: clock(seconds), most });
      bar.setAttribute("value", String(seconds));
      if (warned || limit.seconds - seconds > WARN_SECONDS) return;
      warned = true;
      announce(say("near", { seconds: Math.round(limit.seconds - seconds) }));
    };
    made.onTick(0);
    if (mirror instanceof HTMLVideoElement) {
      mirror.hidden = medium !== "video";
      mirror.srcObject = medium === "video" ? made.stream : null;
    }
    const known = pictureOf(tools, question);
    const now = turn;
    made.onEnd = () => {
      if (mirror instanceof HTMLVideoElement) mirror.srcObject = null;
      if (take !== made) return;
      take = null;
      if (now !== turn) return;
      // The answer is there at once; its bytes follow.
      finishing = true;
      const id = attachments.put(question, made.mediaType, made.bytes, known);
      place.dispatchEvent(new Event("input", { bubbles: true }));
      void attachments.settled(id).then(() => {
        finishing = false;
        if (now !== turn) return;
        if (!mine()) return fail("cannot");
        one(place, ".record__length").textContent = say(`done-${medium}`, { length: clock(seconds) });
        done(!place.closest("[hidden]"));
      });
    };
    show("recording", button("stop"));
    announce(say("started", { most }));
  };

  const done = (focus: boolean) => {
    const kept = mine();
    if (!kept) return;
    const is = kept.media_type.startsWith("video/") ? "video" : "audio";
    const element = document.createElement(is);
    element.controls = true;
    element.preload = "metadata";
    element.ariaLabel = say(`play-${is}`);
    if (element instanceof HTMLVideoElement) element.playsInline = true;
    element.src = attachments.address(kept);
    player.replaceChildren(element);
    show("done", focus ? one(place, ".record__length") : null);
  };

  const fail = (trouble: Trouble) => {
    one(place, ".record__why").textContent = say(`trouble-${trouble}`);
    show("trouble", one(place, ".record__why"));
  };

  const quiet = () => {
    for (const element of all(player, "audio, video")) {
      if (element instanceof HTMLMediaElement) element.pause();
    }
  };
  const drop = () => {
    turn += 1;
    const known = pictureOf(tools, question);
    player.replaceChildren();
    if (known) attachments.remove(known);
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const name of ["voice", "video"] as const) button(name).addEventListener("click", () => void start(name));
  button("stop").addEventListener("click", () => take?.stop());
  button("retry").addEventListener("click", () => void start(medium));
  button("other").addEventListener("click", () => idle(true));
  button("delete").addEventListener("click", () => {
    drop();
    announce(say("deleted"));
    idle(true);
  });
  button("again").addEventListener("click", () => {
    drop();
    void start(medium);
  });

  // A draft was brought back.
  attachments.watch(question, () => {
    if (!take && !finishing && mine() && player.childElementCount === 0) restored();
  });
  const restored = () => {
    const kept = mine();
    if (!kept) return idle();
    medium = kept.media_type.startsWith("video/") ? "video" : "voice";
    one(place, ".record__length").textContent = say(`kept-${medium}`);
    done(false);
  };
  restored();

  return {
    depart: () => {
      // What is recorded so far is kept; a question that the browser still asks
      // is withdrawn.
      if (take) take.stop();
      else if (!states.get("asking")?.hidden) {
        turn += 1;
        idle();
      }
      quiet();
    },
    problem: () => (take ? { text: say("still"), at: button("stop") } : null),
    clear: () => {
      turn += 1;
      const running = take;
      take = null;
      running?.stop();
      player.replaceChildren();
      idle();
    },
  };
}
