import { findNetwork, type NetworkTemplate } from '../networks/index.ts';
import type { Flow } from '../pipeline/lead.ts';
import type { FlowSettings } from '../storage/flows.ts';
import { shortPrice } from './numbers.ts';
import {
  FieldProblem,
  readCharset,
  readFlowCurrency,
  readName,
  readNetworkName,
  readOrigins,
  readPayout,
  readRanges,
  readReply,
  readRetention,
  readWebAddress,
  readWords,
} from './read-flow-fields.ts';
import type { Text } from './text/text.ts';

/** The fields of a flow's form. */
export const FLOW_FIELDS = [
  'name',
  'landing',
  'offer',
  'network',
  'payout',
  'currency',
  'charset',
  'reply',
  'words',
  'origins',
  'ranges',
  'retention',
] as const;
export type FlowField = (typeof FLOW_FIELDS)[number];

/** A flow's settings as the form shows them and as a person typed them. */
export type FlowForm = Readonly<Record<FlowField, string>>;

/** What is wrong with a field, for people. */
export type FlowProblems = Readonly<Partial<Record<FlowField, string>>>;

/** Settings, or what is wrong with what was typed. */
export type ReadFlowForm = { readonly settings: FlowSettings } | { readonly problems: FlowProblems };

export const EMPTY_FLOW = Object.fromEntries(FLOW_FIELDS.map((field) => [field, ''])) as FlowForm;

export function toFlowForm(flow: Flow): FlowForm {
  const { network, ownNetwork } = flow;
  return {
    name: flow.name,
    landing: flow.landingUrl,
    offer: flow.offerUrl,
    network: ownNetwork?.name ?? (network === null ? '' : (findNetwork(network)?.name ?? network)),
    payout: flow.defaultPrice === null ? '' : shortPrice(flow.defaultPrice),
    currency: flow.currency ?? '',
    charset: flow.charset ?? '',
    reply: flow.replyText ?? '',
    words: Object.entries(flow.statusMap)
      .map(([word, status]) => `${word} = ${status}`)
      .sort()
      .join('\n'),
    origins: flow.origins.join('\n'),
    ranges: flow.ipRanges.join('\n'),
    retention: flow.retentionDays === null ? '' : String(flow.retentionDays),
  };
}

/**
 * Reads a flow's form. Nothing is guessed: what cannot be read is told, field by field, in the language of `text`.
 * `own` is the network that the flow's user has described, which the field «network» may go on naming.
 */
export function readFlowForm(form: FlowForm, text: Text, own: NetworkTemplate | null = null): ReadFlowForm {
  const problems: Partial<Record<FlowField, string>> = {};
  const read = <Value>(field: FlowField, reader: (typed: string) => Value, otherwise: Value): Value => {
    try {
      return reader(form[field].trim());
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
      problems[field] = error.tell(text);
      return otherwise;
    }
  };
  const isOwn = own !== null && form.network.trim() === own.name;
  const settings: FlowSettings = {
    name: read('name', readName, ''),
    landingUrl: read('landing', readWebAddress, ''),
    offerUrl: read('offer', readWebAddress, ''),
    network: isOwn ? null : read('network', readNetworkName, null),
    ownNetwork: isOwn ? own : null,
    defaultPrice: read('payout', readPayout, null),
    currency: read('currency', readFlowCurrency, null),
    charset: read('charset', readCharset, null),
    replyText: read('reply', readReply, null),
    statusMap: read('words', readWords, {}),
    origins: read('origins', readOrigins, []),
    ipRanges: read('ranges', readRanges, []),
    retentionDays: read('retention', readRetention, null),
  };
  return Object.keys(problems).length > 0 ? { problems } : { settings };
}
