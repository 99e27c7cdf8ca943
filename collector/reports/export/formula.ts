// Spreadsheets skip white space and what is invisible, and take the full-width signs for the others.
const BEGINS_A_FORMULA = /^[\s\p{Cc}\p{Cf}'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** Whether a spreadsheet that opens a CSV file might run this text instead of showing it. */
export function looksLikeFormula(text: string): boolean {
  return BEGINS_A_FORMULA.test(text);
}

/** What may stand in a CSV cell: an apostrophe in front makes a spreadsheet take the rest as text. */
export function guardFormula(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

/** Takes away what `guardFormula` has put there: `'+7 999…` is a phone again. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && looksLikeFormula(text.slice(1)) ? text.slice(1) : text;
}
