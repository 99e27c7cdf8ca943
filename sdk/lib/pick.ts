/** These values of a record as text, empty ones left out. */
export function pick<Name extends string>(
  names: readonly Name[],
  from: (name: Name) => unknown,
): Partial<Record<Name, string>> {
  const picked: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = from(name) ?? '';
    if (value !== '') picked[name] = String(value);
  }
  return picked;
}
