// Forms that a child put aside on this device. Each is an age file that only
// four pictures open; beside it stand which form it is and when it was saved,
// and nothing of whose it is.
//
// In IndexedDB, because with recordings one can be larger than all of
// localStorage, and because it takes bytes as they are.

export interface KeptDraft {
  /** Random, so that two children's drafts of one form stand side by side. */
  key: string;
  form: string;
  /** Milliseconds since 1970. */
  saved: number;
}

const NAME = "my-review-drafts";
const ABOUT = "about";
const SEALED = "sealed";
const DAY_MS = 24 * 60 * 60 * 1000;
export const DAYS_KEPT = 14;
const STORES = [ABOUT, SEALED];

/** When a draft is removed. */
export function endOf({ saved }: Pick<KeptDraft, "saved">): number {
  return saved + DAYS_KEPT * DAY_MS;
}

/** Removes what is past its time, and the store itself once it is empty. */
export async function tidy(now: number): Promise<void> {
  const kept = await all();
  const late = kept.filter((draft) => endOf(draft) <= now);
  for (const { key } of late) await remove(key);
}

/** The drafts of a form, the newest first. None if the browser keeps nothing. */
export async function find(form: string): Promise<KeptDraft[]> {
  return (await all()).filter((draft) => draft.form === form).sort((one, other) => other.saved - one.saved);
}

export async function read(key: string): Promise<Uint8Array<ArrayBuffer>> {
  const found = await inStore<Uint8Array<ArrayBuffer> | undefined>("readonly", (store) => store(SEALED).get(key));
  if (!found) throw new Error("the draft is gone");
  return found;
}

/** Throws if the browser has no room, or keeps nothing; then all is as before. */
export async function write(draft: KeptDraft, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await inStore("readwrite", (store) => {
      store(SEALED).put(sealed, draft.key);
      return store(ABOUT).put(draft);
    }, true);
  } catch (error) {
    // Not even the empty store, which would tell that somebody was here.
    await dropEmpty().catch(() => undefined);
    throw error;
  }
}

export async function remove(key: string): Promise<void> {
  await inStore("readwrite", (store) => {
    store(SEALED).delete(key);
    return store(ABOUT).delete(key);
  });
  await dropEmpty();
}

/** Removes the store if nothing is in it. Throws if that cannot be seen: then it
 *  stays. */
async function dropEmpty(): Promise<void> {
  const left = await inStore<KeptDraft[]>("readonly", (store) => store(ABOUT).getAll());
  if (!left || left.length > 0) return;
  await new Promise<void>((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    // Another tab that has it open lets go of it when it is done.
    request.onsuccess = request.onerror = request.onblocked = () => done();
  });
}

async function all(): Promise<KeptDraft[]> {
  try {
    return (await inStore<KeptDraft[]>("readonly", (store) => store(ABOUT).getAll())) ?? [];
  } catch {
    return [];
  }
}

/** Does one thing in one transaction, and returns its result once that is on the
 *  disk. Nothing, if there is no such store and `make` is not said: a visit
 *  leaves none behind. */
async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: (name: string) => IDBObjectStore) => IDBRequest,
  make = false,
): Promise<T | undefined> {
  const database = await open(make);
  if (!database) return undefined;
  try {
    return await new Promise<T>((done, fail) => {
      const transaction = database.transaction(STORES, mode, { durability: "strict" });
      const request = act((name) => transaction.objectStore(name));
      transaction.oncomplete = () => done(request.result as T);
      transaction.onabort = () => fail(transaction.error ?? new Error("the browser kept nothing"));
    });
  } finally {
    database.close();
  }
}

function open(make: boolean): Promise<IDBDatabase | null> {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME);
    let missing = false;
    request.onupgradeneeded = () => {
      if (make) return STORES.forEach((name) => request.result.createObjectStore(name, name === ABOUT ? { keyPath: "key" } : {}));
      missing = true;
      request.transaction?.abort();
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      done(request.result);
    };
    request.onerror = () => (missing ? done(null) : fail(request.error));
    request.onblocked = () => fail(new Error("another tab holds the drafts"));
  });
}
