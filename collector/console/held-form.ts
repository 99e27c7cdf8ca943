/** The names of the fields for a person's own password. */
const PASSWORDS = /^(?:old|fresh|(?:confirm-)?password)$/;

/** What a form that is held up takes along, to be sent again: all but passwords, which are typed anew. */
export function toHeld(form: ReadonlyMap<string, readonly string[]>): URLSearchParams {
  return new URLSearchParams(
    [...form].flatMap(([name, values]) =>
      PASSWORDS.test(name) ? [] : values.map((value): [string, string] => [name, value]),
    ),
  );
}
