import { STATUS_LISTS } from './status-map.ts';
import type { NetworkEvent, NetworkTemplate } from './template.ts';

/** What postback URLs are made from. */
export interface PostbackUrlOptions {
  /** Where the collector answers: `https://collector.example`. */
  readonly collectorUrl: string;
  /** The secret postback token. */
  readonly token: string;
  /**
   * Who knows what the network's words mean. `url`: the URL itself, by the lists `stn` to `stt`, so that it works for
   * every flow of the account. `flow`: the flow, which has this network set; the URL is shorter, and a mapping that is
   * mended later needs no new URL. `url` unless given.
   */
  readonly mapping?: 'url' | 'flow';
}

/** A URL to paste into the network's postback settings. */
export interface PostbackUrl {
  /** Which field of the network's form it is for. */
  readonly label: string;
  /** Set where it is for one event only. */
  readonly event?: string;
  readonly url: string;
}

/**
 * The postback URLs of a network, ready to be pasted: one for everything, or one per event where the network wants
 * that. Fixed values are URL-encoded; macros stand as the network writes them, because an encoded macro is not
 * replaced. Empty where no postbacks of this network are known.
 */
export function buildPostbackUrls(template: NetworkTemplate, options: PostbackUrlOptions): PostbackUrl[] {
  if (template.setup === 'none') return [];
  if (template.events) {
    return template.events.map((event) => ({
      label: event.label,
      event: event.event,
      url: write(options, eventValues(template, event), fixedValues(template, options, true)),
    }));
  }
  const label = template.boxes ? template.boxes.join(', ') : 'All statuses';
  return [{ label, url: write(options, template.macros, fixedValues(template, options, false)) }];
}

/** The macros of a URL that is for one event. */
function eventValues(template: NetworkTemplate, event: NetworkEvent): Record<string, string> {
  const { status: _, goal: __, price, currency, ...rest } = template.macros;
  const amount = event.amount ?? 'payout';
  const paid = event.price ?? price;
  return {
    ...rest,
    status: event.status,
    goal: event.goal ?? event.event,
    ...(amount === 'payout' && paid ? { price: paid, ...(currency ? { currency } : {}) } : {}),
    ...(amount === 'deposit' && paid ? { 'meta%5Bamount%5D': paid } : {}),
  };
}

/** What the URL must say itself where the flow does not. */
function fixedValues(
  template: NetworkTemplate,
  options: PostbackUrlOptions,
  perEvent: boolean,
): Record<string, string> {
  if (options.mapping === 'flow') return {};
  const values: Record<string, string> = {};
  const { status, currency } = template.macros;
  if (!perEvent && !status && template.defaultStatus) values.status = template.defaultStatus;
  if (!currency && template.defaultCurrency) values.currency = template.defaultCurrency;
  if (!perEvent && status) {
    for (const [name, parameter] of STATUS_LISTS) {
      values[parameter] = (template.statuses[name] ?? []).map(encodeURIComponent).join(',');
    }
  }
  if (template.reply) values.return = encodeURIComponent(template.reply);
  return values;
}

/** All names and values are macros, encoded already, or plain words of our own. */
function write(
  options: PostbackUrlOptions,
  macros: Readonly<Record<string, string>>,
  fixed: Readonly<Record<string, string>>,
): string {
  const base = options.collectorUrl.replace(/\/+$/, '');
  const pairs = Object.entries({ ...macros, ...fixed })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `&${name}=${value}`);
  return `${base}/api/track/postback.json?id=${encodeURIComponent(options.token)}${pairs.join('')}`;
}
