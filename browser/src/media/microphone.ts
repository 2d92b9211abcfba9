// The microphone and the camera: asked for, recorded, let go of.
export type Medium = "voice" | "video";

/** Why there is no recording. */
export type Trouble = "refused" | "none" | "busy" | "cannot";

/** What mail programs play, the best first. The codecs are named: under the bare
 *  type a browser may record one that others cannot play. */
const TYPES: Record<Medium, string[]> = {
  voice: ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"],
  video: [
    "video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/mp4;codecs=avc1.4D401E,mp4a.40.2",
    "video/webm;codecs=vp8,opus", "video/webm", "video/mp4",
  ],
};

export interface Caps {
  seconds: number;
  bits: number;
  bytes: number;
}

const SOUND_BITS = 48_000;

/** Whether this browser can record at all. */
export function canRecord(): boolean {
  return typeof MediaRecorder === "function" && navigator.mediaDevices !== undefined && typeOf("voice") !== undefined;
}

function typeOf(medium: Medium): string | undefined {
  return TYPES[medium].find((type) => MediaRecorder.isTypeSupported(type));
}

export class Take {
  private readonly parts: Promise<Uint8Array<ArrayBuffer>>[] = [];
  private size = 0;
  private started = 0;
  private timer = 0;
  private readonly recorder: MediaRecorder;
  /** Called ten times a second with the seconds that are recorded. */
  onTick: (seconds: number) => void = () => undefined;
  /** Called when it is over, however it ended. */
  onEnd: () => void = () => undefined;
  /** The recording; null if there is nothing on it. */
  readonly bytes: Promise<Uint8Array<ArrayBuffer> | null>;

  private constructor(readonly stream: MediaStream, type: string, private readonly caps: Caps, medium: Medium) {
    this.recorder = new MediaRecorder(stream, {
      mimeType: type,
      audioBitsPerSecond: Math.min(SOUND_BITS, caps.bits),
      ...(medium === "video" ? { videoBitsPerSecond: caps.bits - SOUND_BITS } : {}),
    });
    this.bytes = new Promise((resolve) => {
      this.recorder.addEventListener("stop", () => {
        this.letGo();
        void joined(this.parts).then(resolve, () => resolve(null));
      });
    });
    this.recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size === 0) return;
      this.size += data.size;
      // Out of the Blob at once: it may be written to the disk.
      this.parts.push(data.arrayBuffer().then((buffer) => new Uint8Array(buffer)));
      // Encoders keep to a bit rate only roughly; one more second must still fit.
      if (this.size + this.caps.bits / 8 > this.caps.bytes) this.stop();
    });
    // A device that is pulled out, or taken by a call.
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stop());
  }

  /** Asks for the devices and starts.
   *  @throws Trouble */
  static async start(medium: Medium, caps: Caps): Promise<Take> {
    const type = canRecord() ? typeOf(medium) : undefined;
    if (!type) throw "cannot" satisfies Trouble;
    const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24, max: 30 }, facingMode: "user" };
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: medium === "video" ? video : false });
    } catch (error) {
      throw troubleOf(error);
    }
    try {
      const take = new Take(stream, type, caps, medium);
      take.record();
      return take;
    } catch {
      for (const track of stream.getTracks()) track.stop();
      throw "cannot" satisfies Trouble;
    }
  }

  /** Without the codecs: what a mail program is told. */
  get mediaType(): string {
    return this.recorder.mimeType.split(";")[0]?.trim() ?? "";
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1000;
  }

  stop(): void {
    if (this.recorder.state !== "inactive") this.recorder.stop();
  }

  private record(): void {
    this.recorder.start(1000);
    this.started = performance.now();
    this.timer = window.setInterval(() => {
      this.onTick(this.seconds);
      if (this.seconds >= this.caps.seconds) this.stop();
    }, 100);
  }

  private letGo(): void {
    clearInterval(this.timer);
    for (const track of this.stream.getTracks()) track.stop();
    this.onEnd();
  }
}

function troubleOf(error: unknown): Trouble {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "cannot";
  }
}

async function joined(parts: Promise<Uint8Array<ArrayBuffer>>[]): Promise<Uint8Array<ArrayBuffer> | null> {
  const pieces = await Promise.all(parts);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length === 0) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
    piece.fill(0);
  }
  return whole;
}

