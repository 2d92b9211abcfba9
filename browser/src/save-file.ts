/** Gives the bytes to the browser's downloads. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken the bytes well before a minute is over.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
