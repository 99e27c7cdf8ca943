/**
 * Reads a click ID as people and networks write it: dashes, upper case and surrounding space are accepted.
 * Returns the 32 lower-case hex digits; nothing where it is something else (an unreplaced macro, for one).
 */
export function readClickId(text: unknown): string | undefined {
  const id = `${text}`.replace(/[-\s]/g, '').toLowerCase();
  return /^[0-9a-f]{32}$/.exec(id)?.[0];
}

/** Whether an ID is of the version we mint, UUIDv7. Other trackers' IDs are often 32 hex digits too. */
export const isOurs = (id: unknown): boolean => /^.{12}7.{3}[89ab]/.test(`${id}`);

const randomDigit = () => ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16);

/** Makes a click ID: a UUIDv7 (RFC 9562, section 5.7) without its dashes, 72 bits of it random. */
export const mintClickId = (now: number, digit = randomDigit): string =>
  // The time has eleven digits until the year 2527.
  `0${now.toString(16)}7xxx8xxxxxxxxxxxxxxx`.replace(/x/g, digit);
