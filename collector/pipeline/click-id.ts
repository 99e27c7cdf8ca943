import { createHash } from 'node:crypto';

/** Client-minted click IDs are believed within this distance of the server's clock (protocol section 7). */
const MAX_CLOCK_DISTANCE_MS = 48 * 3600 * 1000;

/**
 * Reads a click ID as people and networks send it: dashes, upper case and surrounding space are accepted.
 * Returns the 32 lower-case hex digits, or null where it is no UUID.
 */
export function readClickId(text: string): string | null {
  const id = text.trim().replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(id) ? id : null;
}

/** A UUID as Postgres prints it → our 32 digits. */
export function fromUuid(uuid: string): string {
  return uuid.replaceAll('-', '');
}

/** 32 hex digits as Postgres writes a UUID. */
export function toUuid(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The instant in a UUIDv7 (RFC 9562, section 5.7), or null where the ID is of another version. */
export function mintedAt(id: string): Date | null {
  if (id[12] !== '7' || !'89ab'.includes(id[16] ?? '')) return null;
  return new Date(Number.parseInt(id.slice(0, 12), 16));
}

/** Whether a browser may bring this ID as a new click: a UUIDv7 whose clock is within 48 hours of ours. */
export function isMintable(id: string, now: Date): boolean {
  const at = mintedAt(id);
  return at !== null && Math.abs(at.getTime() - now.getTime()) <= MAX_CLOCK_DISTANCE_MS;
}

/**
 * The ID of the click that stands for a (flow, subid) in flow mode: always the same for the same pair, so two
 * collectors make the same click without asking each other. A UUIDv8 (RFC 9562, section 5.8).
 */
export function flowClickId(flowId: string, subid: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([flowId, subid]))
    .digest('hex');
  const variant = (0x8 | (Number.parseInt(hex[16] ?? '0', 16) & 0x3)).toString(16);
  return `${hex.slice(0, 12)}8${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`;
}
