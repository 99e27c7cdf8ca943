/** A login as it is kept; null where it is none: 2 to 64 letters, digits and . _ @ + - */
export function readLogin(typed: string): string | null {
  const login = typed.trim().toLowerCase();
  return /^[\p{L}\p{N}._@+-]{2,64}$/u.test(login) ? login : null;
}
