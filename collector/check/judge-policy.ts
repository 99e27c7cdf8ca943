import type { Facts } from './facts.ts';
import { type Finding, fail, ok, warn } from './finding.ts';
import type { Violation } from './in-page.ts';

const NAME = 'Policy';
const NEEDED = new Set(['script-src', 'connect-src']);

/** What the page's Content-Security-Policy does to the script and to what it sends. */
export function judgePolicy({ violations, tags, target }: Facts): Finding {
  const origins = [target.collectorUrl, ...tags.map(({ src }) => src)]
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
  const ours = violations.filter(
    ({ directive, blocked }) =>
      // Where a request is blocked, the script tries a picture: that need not be allowed.
      NEEDED.has(toDirective(directive)) &&
      origins.some((origin) => blocked === origin || blocked.startsWith(`${origin}/`)),
  );
  const enforced = ours.filter(({ reportOnly }) => !reportOnly);
  const [first] = enforced.length > 0 ? enforced : ours;
  if (!first) return ok(NAME, 'None of the page’s policies blocks anything.');
  const names = [
    ...new Set((enforced.length > 0 ? enforced : ours).map(({ directive }) => toDirective(directive))),
  ];
  const { origin } = new URL(first.blocked);
  if (names.includes('script-src') && isByNonce(first)) {
    const hint = 'It says «strict-dynamic»: give the script tag the page’s nonce.';
    return fail(NAME, `The page’s Content-Security-Policy blocks ${origin} (script-src).`, hint);
  }
  // Where the script is kept out, what it would send was never tried: both are needed.
  const needed = names.includes('script-src') ? ['script-src', 'connect-src'] : names;
  const code = needed.map((name) => mend(name, origin, first)).join('; ');
  return enforced.length > 0
    ? fail(
        NAME,
        `The page’s Content-Security-Policy blocks ${origin} (${names.join(', ')}).`,
        'Let the policy say so instead.',
        code,
      )
    : warn(
        NAME,
        `A Content-Security-Policy that only reports would block ${origin} (${names.join(', ')}).`,
        'Before it is enforced, let it say so instead.',
        code,
      );
}

/** The directive that people write: `script-src-elem` falls back to `script-src`. */
function toDirective(directive: string): string {
  return directive.replace(/-(elem|attr)$/, '');
}

function isByNonce({ policy }: Violation): boolean {
  return policy.includes("'strict-dynamic'");
}

/** A directive with the origin added: one of its own ends what `default-src` has allowed, so that is repeated. */
function mend(name: string, origin: string, { policy }: Violation): string {
  const directives = new Map(
    policy.split(/[;,]/).map((part): [string, string[]] => {
      const [directive = '', ...sources] = part.trim().split(/\s+/);
      return [directive.toLowerCase(), sources];
    }),
  );
  const written = name === 'script-src' && directives.has('script-src-elem') ? 'script-src-elem' : name;
  const sources = directives.get(written) ?? directives.get('default-src') ?? [];
  const kept = sources.filter((source) => source !== "'none'" && source !== origin);
  return [written, ...kept, origin].join(' ');
}
