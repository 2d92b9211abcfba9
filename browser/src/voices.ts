// The voices that may read to a child: those of the device itself. Others send
// the words to somebody else's computer and are never used.

/** A voice of the device itself that speaks the language; the nearest first. */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const wanted = language.toLowerCase();
  const primary = wanted.split("-")[0];
  const near = (voice: SpeechSynthesisVoice) => {
    const spoken = voice.lang.toLowerCase().replace("_", "-");
    if (spoken.split("-")[0] !== primary) return 0;
    return 1 + Number(spoken.endsWith("-gb")) + 2 * Number(voice.default) + 4 * Number(spoken === wanted);
  };
  const own = (window.speechSynthesis?.getVoices() ?? []).filter(({ localService }) => localService);
  return own.filter(near).sort((one, other) => near(other) - near(one))[0];
}

/** The language that an element is written in. */
export function languageOf(element: Element): string {
  return element.closest("[lang]")?.getAttribute("lang") ?? "en";
}

/** The recording of what stands in the place; none if there is none. */
export function recordingOf(place: HTMLElement): string | undefined {
  return place.dataset["audio"] || undefined;
}

export function canRead(place: HTMLElement): boolean {
  return Boolean(recordingOf(place) || voiceFor(languageOf(place)));
}
