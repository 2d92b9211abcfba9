// Photos, chosen or taken: made smaller here, and drawn anew, so that nothing
// that the camera wrote beside the picture (where, when, with what) leaves the
// device.
import { announce, button, focusOn, make, one, say, stamp } from "../dom";
import { encode, room, type Control, type Tools } from "./tools";

const JPEG = "image/jpeg";

/** How a picture is made smaller until it fits: a share of the longer edge, and
 *  the quality. */
const STEPS: [number, number][] = [[1, 0.85], [1, 0.7], [0.75, 0.7], [0.5, 0.7], [0.5, 0.5], [0.25, 0.5]];

export function photo(question: string, place: HTMLElement, tools: Tools): Control {
  const { attachments, limits } = tools;
  place.replaceChildren(stamp("media-photo"));
  const list = one(place, ".photos__list");
  const status = one(place, ".photos__status");
  const ways = [...place.querySelectorAll<HTMLInputElement>("input[type=file]")];
  let turn = 0;

  const mine = () => attachments.of(question).filter(({ media_type }) => media_type === JPEG);

  const draw = () => {
    const kept = mine().filter(({ bytes }) => bytes.length > 0);
    list.replaceChildren(...kept.map((one, at) => {
      const picture = document.createElement("img");
      picture.src = attachments.address(one);
      picture.alt = say("photo-alt", { number: at + 1 });
      const out = button("button button--quiet", say("photo-remove", { number: at + 1 }));
      out.addEventListener("click", () => {
        attachments.remove(one.id);
        tell(say("photo-removed"));
        place.dispatchEvent(new Event("input", { bubbles: true }));
        focusOn(ways[0] ?? status);
      });
      return make("li", "photos__photo", picture, out);
    }));
    list.hidden = kept.length === 0;
    const full = mine().length >= limits.photos || room(tools) < limits.photo_bytes;
    for (const way of ways) {
      way.disabled = full;
      way.closest(".file-button")?.classList.toggle("is-off", full);
    }
    if (full) status.textContent = say(mine().length >= limits.photos ? "photo-enough" : "full", { most: limits.photos });
  };
  const tell = (text: string) => {
    status.textContent = text;
    draw();
  };

  const take = async (files: File[]) => {
    const now = turn;
    for (const file of files.slice(0, limits.photos - mine().length)) {
      status.textContent = say("photo-reading");
      const bytes = await shrunk(file, Math.min(limits.photo_bytes, room(tools)), limits.photo_edge);
      if (now !== turn) return void bytes?.fill(0);
      if (!bytes) {
        tell(say("photo-unreadable"));
        continue;
      }
      attachments.put(question, JPEG, bytes);
      tell(say("photo-added", { number: mine().length }));
      place.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  for (const way of ways) {
    way.addEventListener("change", () => {
      const files = [...(way.files ?? [])];
      // The page need not remember what the file is called.
      way.value = "";
      void take(files);
    });
    // The box itself is no answer yet.
    way.addEventListener("input", (event) => event.stopPropagation());
  }
  // A camera is at hand where fingers are.
  const camera = place.querySelector<HTMLElement>("[data-media=camera]");
  if (camera) camera.hidden = !matchMedia("(pointer: coarse)").matches;
  attachments.watch(question, draw);
  draw();

  return {
    depart: () => announce(""),
    problem: () => null,
    clear: () => {
      turn += 1;
      status.textContent = "";
    },
  };
}

/** The picture as a JPEG of at most so many bytes; null if it cannot be read. */
async function shrunk(file: File, most: number, edge: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const image = await read(file);
  if (!image) return null;
  const longer = Math.max(image.width, image.height);
  for (const [share, quality] of STEPS) {
    const scale = Math.min(1, (edge * share) / longer);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    const paper = canvas.getContext("2d");
    if (!paper) return null;
    // What is see-through becomes paper, not black.
    paper.fillStyle = "#ffffff";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    const bytes = await encode(canvas, JPEG, quality);
    if (!bytes || bytes.length <= most) {
      image.close();
      return bytes;
    }
  }
  image.close();
  return null;
}

async function read(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}
