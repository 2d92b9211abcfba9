// Days and times as the page's language writes them.

/** The councils are English: theirs is not the American way round. */
const locale = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

/** A day, `2026-12-03`, without a time zone. */
export function dayOf(text: string): string {
  return new Date(`${text}T12:00:00Z`).toLocaleDateString(locale(), { dateStyle: "long", timeZone: "UTC" });
}

/** The day on which something happens here. */
export function dayAt(time: number): string {
  return new Date(time).toLocaleDateString(locale(), { dateStyle: "full" });
}

export function moment(time: number): string {
  return new Date(time).toLocaleString(locale(), { dateStyle: "full", timeStyle: "short" });
}
