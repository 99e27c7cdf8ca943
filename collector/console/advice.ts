import type { ErrorCode, Warning } from '../pipeline/postback.ts';
import type { LogDetail } from '../storage/log.ts';
import type { Phrase } from './text/phrases.ts';

const FOR_ERRORS: Readonly<Record<ErrorCode, Phrase>> = {
  access: 'Copy the postback URL or the tag again, then repeat the request.',
  'bad-click':
    'Nothing was stored. Mend the postback URL at the network, then let it send the postback again.',
  'bad-flow': 'Nothing was stored. Mend «flow» and «subid» in the postback URL, then send it again.',
  db: 'The sender was asked to try again. If this goes on, look at /readyz and at the collector’s own log.',
  'no-changes': 'This is not a fault: networks repeat themselves. There is nothing to do.',
  'no-click': 'Nothing was stored. Add the click to the postback URL, then let the network send it again.',
};

const FOR_WARNINGS: Readonly<Record<Warning, Phrase>> = {
  'bad-currency': 'Send an ISO 4217 code such as USD.',
  'bad-price': 'Send the payout as a plain number with a decimal point, such as 12.50.',
  'bad-value': 'Mend the value that the steps name.',
  cleaned: 'Look for a broken export or a wrong character set at the sender.',
  cut: 'Send shorter text, or leave it so: the rest was stored.',
  ignored: 'Send status and money from the network’s server: a page may not set them.',
  limit: 'Send fewer parameters.',
  'no-rate': 'Leave out «convert», or convert at the sender.',
  stale: 'Nothing to do: the lead keeps its decision.',
  'too-many': 'Send fewer custom fields: a lead keeps 50.',
  undecoded: 'Ask the network to send UTF-8.',
  'unmapped-status':
    'Say below what the word means and replay the postbacks that said it, or list it in sta, sth, stc, stt or stn of the postback URL.',
};

/** Protocol section 7: such a postback is kept. */
const FOR_LATE_CLICK: Phrase =
  'If the click comes within 24 hours, this postback is applied by itself. If not, mend the offer link or the postback URL, then let the network send it again.';

/** One entry stands for all that the same sender sent in that minute. */
const FOR_RATE_LIMIT: Phrase =
  'Browsers send what was refused again. If these are real visitors, raise SUBPIXEL_RATE_PER_NETWORK or SUBPIXEL_RATE_PER_KEY; if all of them seem to come from one address, count your proxies in SUBPIXEL_PROXY_HOPS.';

type Judged = Pick<LogDetail, 'error' | 'reason' | 'warnings' | 'settledBy'>;

/** What a person can do about an entry: a line for its error, then one for each kind of warning. */
export function adviceFor({ error, reason, warnings, settledBy }: Judged): Phrase[] {
  if (settledBy !== null) return ['This is settled: a later entry did what this one could not.'];
  if (reason === 'rate-limit') return [FOR_RATE_LIMIT];
  const forWarnings = warnings.map((warning) => FOR_WARNINGS[warning]);
  // «There is nothing to do» does not go with what is to be done.
  if (error === 'no-changes' && forWarnings.length > 0) return forWarnings;
  const forError =
    error === 'bad-click' && reason === 'unknown' ? FOR_LATE_CLICK : error && FOR_ERRORS[error];
  return [...(forError ? [forError] : []), ...forWarnings];
}
