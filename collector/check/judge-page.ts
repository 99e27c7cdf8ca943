import type { Facts, Hurdle } from './facts.ts';
import type { Finding } from './finding.ts';

const NAME = 'Page';

/** Whether the page opens at all. */
export function judgePage({ page, target }: Facts): Finding {
  if (page.hurdle !== null) {
    const at = isSame(page.url, target.url) ? '' : `It leads to ${page.url}. `;
    const [text, hint] = explainHurdle(page.hurdle);
    return { name: NAME, level: 'fail', text: at + text, hint };
  }
  if (page.status === null || page.status >= 400) {
    const text = `${page.url} answers HTTP ${page.status ?? 0}.`;
    return { name: NAME, level: 'fail', text, hint: explainStatus(page.status ?? 0) };
  }
  const moved = isSame(page.url, target.url) ? '' : `, at ${page.url}`;
  return { name: NAME, level: 'ok', text: `HTTP ${page.status}${moved}`, hint: null };
}

/** `https://shop.example` is opened as `https://shop.example/`. */
function isSame(opened: string, asked: string): boolean {
  return opened === new URL(asked).href;
}

function explainStatus(status: number): string {
  if (status === 401 || status === 407)
    return 'The page asks for a password: check it where it is open to everybody, or while it is.';
  if (status === 403 || status === 429 || status === 503)
    return 'Visitors may see the page all the same: a protection against robots often answers so. Let visitors through whose user agent ends in «SubpixelCheck».';
  return status >= 500
    ? 'The site itself is out of order: mend it, then check again.'
    : 'Is the address right?';
}

function explainHurdle({ kind, detail }: Hurdle): [text: string, hint: string] {
  switch (kind) {
    case 'private':
      return [
        `${detail} is inside a private network, where the console opens no pages.`,
        'Give the public address of the page; or run «subpixel check URL» on the command line, which may go there; or set SUBPIXEL_CHECK_PRIVATE=1.',
      ];
    case 'dns':
      return [`The name is not known: ${detail}.`, 'Is it spelt right, and does its DNS entry exist?'];
    case 'connect':
      return [`No connection: ${detail}.`, 'Does the site run, and may the collector’s machine reach it?'];
    case 'certificate':
      return [
        `The certificate is not valid (${detail}): visitors see a warning, not the page.`,
        'Renew it, or mend its chain or name.',
      ];
    case 'timeout':
      return [`${detail} sends no page in twelve seconds.`, 'Is the site overloaded? Check again later.'];
    case 'other':
      return [`The page does not open: ${detail}.`, 'Open it in a browser of your own to see what it says.'];
  }
}
