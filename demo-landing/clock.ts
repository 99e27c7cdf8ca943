/** The time of day, `14:05:09`. */
export function clock(at: Date): string {
  return at.toTimeString().slice(0, 8);
}
