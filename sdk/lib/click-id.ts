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
  let digits = '';
  for (const byte of random) digits += (byte + 256).toString(16).slice(1);
  const time = now.toString(16).padStart(12, '0');
  const variant = '89ab'[Number(random[9]) & 3];
  return `${time}7${digits.slice(0, 3)}${variant}${digits.slice(3, 18)}`;
}
