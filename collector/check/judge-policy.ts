import type { Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Violation } from './in-page.ts';

const NAME = 'Policy';

/** What the page's Content-Security-Policy does to the script and to what it sends. */
export function judgePolicy({ violations, tags, target }: Facts): Finding {
  const origins = [target.collectorUrl, ...tags.map(({ src }) => src)]
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url).origin);
  const ours = violations.filter(({ blocked }) =>
    origins.some((origin) => blocked === origin || blocked.startsWith(`${origin}/`)),
  );
  const enforced = ours.filter(({ reportOnly }) => !reportOnly);
  const told = enforced.length > 0 ? enforced : ours;
  const [first] = told;
  if (!first)
    return { name: NAME, level: 'ok', text: 'None of the page’s policies blocks anything.', hint: null };
  const { origin } = new URL(first.blocked);
  const names = [...new Set(told.map(({ directive }) => toDirective(directive)))];
  const isReport = enforced.length === 0;
  // Where the script is kept out, what it would send was never tried: both are needed.
  const needed = names.includes('script-src') ? ['script-src', 'connect-src'] : names;
  return {
    name: NAME,
    level: isReport ? 'warn' : 'fail',
    text: isReport
      ? `The Content-Security-Policy that only reports would block ${origin} (${names.join(', ')}).`
      : `The page’s Content-Security-Policy blocks ${origin} (${names.join(', ')}).`,
    hint: needed.map((name) => explainDirective(name, origin, first)).join(' '),
  };
}

/** The directive that people write: `script-src-elem` falls back to `script-src`. */
function toDirective(directive: string): string {
  return directive.replace(/-(elem|attr)$/, '');
}

/** What the header should say, ready to be copied: a directive of its own ends what `default-src` gave it. */
function explainDirective(name: string, origin: string, { policy }: Violation): string {
  const directives = new Map(
    policy.split(/[;,]/).map((part): [string, string[]] => {
      const [directive = '', ...sources] = part.trim().split(/\s+/);
      return [directive.toLowerCase(), sources];
    }),
  );
  const specific = name === 'script-src' ? directives.get('script-src-elem') : undefined;
  const written = specific ? 'script-src-elem' : name;
  const sources = specific ?? directives.get(name) ?? directives.get('default-src') ?? [];
  if (name === 'script-src' && sources.includes("'strict-dynamic'"))
    return 'The policy says «strict-dynamic»: give the script tag the page’s nonce.';
  const kept = sources.filter((source) => source !== "'none'" && source !== origin);
  return `Let it say «${[written, ...kept, origin].join(' ')}».`;
}
