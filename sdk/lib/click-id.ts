/**
 * Reads a click ID as people and networks write it: dashes, upper case and surrounding space are accepted.
 * Returns the 32 lower-case hex digits, or null where it is something else (an unreplaced macro, for one).
 */
export function readClickId(text: unknown): string | null {
  const id = String(text).replace(/-/g, '').trim().toLowerCase();
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}

/** Whether an ID is of the version we mint, UUIDv7. Other trackers' IDs are often 32 hex digits too. */
export function isOurs(id: string): boolean {
  return /^.{12}7.{3}[89ab]/.test(id);
}

/** Makes a click ID: a UUIDv7 (RFC 9562, section 5.7) without its dashes. */
export function mintClickId(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(10))): string {
  let id = now.toString(16).padStart(12, '0');
  random.forEach((byte, index) => {
    const fixed = index === 0 ? 0x70 | (byte & 0x0f) : index === 2 ? 0x80 | (byte & 0x3f) : byte;
    id += (fixed + 0x100).toString(16).slice(1);
  });
  return id;
}

/** The instant in a UUIDv7, in milliseconds. */
export function mintedAt(id: string): number {
  return Number.parseInt(id.slice(0, 12), 16);
}
