// Drawings, recordings and photos, in memory and nowhere else. An answer names
// them by id; they travel in the response beside it.
//
// As bytes, not as Blobs: a browser may write a large Blob to the disk.

export interface Attachment {
  readonly id: string;
  /** The question that it answers. */
  readonly question: string;
  /** Without parameters, such as `audio/mp4`. */
  readonly media_type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The figures of `src/form/limits.rs`, which the page brings. */
export interface Limits {
  /** All attachments of a response together, in bytes. */
  total: number;
  /** One attachment, in bytes. */
  each: number;
  /** Photos in answer to one question. */
  photos: number;
  /** The longer edge of a photo, in pixels. */
  photo_edge: number;
  photo_bytes: number;
  voice_seconds: number;
  voice_bits: number;
  video_seconds: number;
  video_bits: number;
  /** Words beside a picture or in its place, in characters. */
  words: number;
}

export class Attachments {
  private list: Attachment[] = [];
  private readonly making = new Map<string, Promise<void>>();
  private readonly addresses = new Map<string, string>();
  private readonly watchers = new Map<string, (() => void)[]>();
  private last = 0;
  private changes = 0;

  /** All of them, in the order in which they were made. Await [`ready`] before
   *  their bytes are read: a picture that was only just drawn is still being
   *  written. */
  get all(): readonly Attachment[] {
    return this.list;
  }

  /** Those that answer a question. */
  of(question: string): Attachment[] {
    return this.list.filter((one) => one.question === question);
  }

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** The bytes of all together, without those with this id. */
  size(without = ""): number {
    return this.list.reduce((sum, { id, bytes }) => sum + (id === without ? 0 : bytes.length), 0);
  }

  /** Adds one, or puts it in the place of the one with this id. Bytes that are
   *  still being made may be promised; null, and it is taken away again. */
  put(
    question: string,
    media_type: string,
    bytes: Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer> | null>,
    id = `a${(this.last += 1)}`,
  ): string {
    if (bytes instanceof Uint8Array) {
      this.making.delete(id);
      this.set({ id, question, media_type, bytes });
      return id;
    }
    const before = this.list.find((one) => one.id === id);
    this.set({ id, question, media_type, bytes: before?.bytes ?? new Uint8Array() });
    const made: Promise<void> = bytes.catch(() => null).then((done) => {
      // Taken away, or drawn over, in the meantime.
      if (this.making.get(id) !== made) return void done?.fill(0);
      this.making.delete(id);
      if (done) this.set({ id, question, media_type, bytes: done });
      else this.remove(id);
    });
    this.making.set(id, made);
    return id;
  }

  remove(id: string): void {
    const gone = this.list.find((one) => one.id === id);
    if (!gone) return;
    this.list = this.list.filter((one) => one.id !== id);
    this.making.delete(id);
    this.forget(gone);
    this.changed(gone.question);
  }

  /** Resolves when the bytes of this one are no longer being made. */
  settled(id: string): Promise<void> {
    return this.making.get(id) ?? Promise.resolve();
  }

  /** Resolves when no bytes are still being made. */
  async ready(): Promise<void> {
    while (this.making.size > 0) await Promise.all(this.making.values());
  }

  /** Takes the place of everything: what a kept draft held. */
  restore(list: readonly Attachment[]): void {
    this.clear();
    this.list = list.map((one) => ({ ...one }));
    for (const { id } of this.list) this.last = Math.max(this.last, Number(/^a(\d+)$/.exec(id)?.[1] ?? 0));
    for (const question of this.watchers.keys()) this.changed(question);
  }

  /** Forgets everything, and overwrites it first. */
  clear(): void {
    const gone = this.list;
    this.list = [];
    this.making.clear();
    for (const one of gone) this.forget(one);
    for (const question of new Set(gone.map(({ question }) => question))) this.changed(question);
  }

  /** An address under which the page can show or play it, until it is gone. */
  address(attachment: Attachment): string {
    const known = this.addresses.get(attachment.id);
    if (known) return known;
    const made = URL.createObjectURL(new Blob([attachment.bytes], { type: attachment.media_type }));
    this.addresses.set(attachment.id, made);
    return made;
  }

  /** Calls back when the attachments of a question have changed. */
  watch(question: string, changed: () => void): void {
    this.watchers.set(question, [...(this.watchers.get(question) ?? []), changed]);
  }

  private set(attachment: Attachment): void {
    const at = this.list.findIndex((one) => one.id === attachment.id);
    const before = this.list[at];
    if (before) {
      if (before.bytes !== attachment.bytes) this.forget(before);
      this.list = this.list.with(at, attachment);
    } else {
      this.list = [...this.list, attachment];
    }
    this.changed(attachment.question);
  }

  private forget({ id, bytes }: Attachment): void {
    bytes.fill(0);
    const address = this.addresses.get(id);
    if (address) URL.revokeObjectURL(address);
    this.addresses.delete(id);
  }

  private changed(question: string): void {
    this.changes += 1;
    for (const call of this.watchers.get(question) ?? []) call();
  }
}

/** Words as an attachment's bytes, and back. */
export function wordsOf(attachment: Attachment): string {
  return new TextDecoder().decode(attachment.bytes);
}

export const WORDS = "text/plain";
