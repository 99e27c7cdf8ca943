import type { ReceiverDraft } from '../outgoing/check-receiver.ts';
import type { ReceiverPreset } from '../outgoing/presets/preset.ts';
import { STATUSES } from '../pipeline/postback.ts';
import { BODY_TYPES, KINDS, METHODS } from '../pipeline/sending/receiver.ts';
import type { AnswerRules } from '../storage/receivers.ts';

/** Fields of one line or several. */
export const TEXT_FIELDS = [
  ...['name', 'flow', 'kind', 'method', 'url', 'headers', 'type', 'body', 'goals', 'preset'],
  ...['accepted', 'refused', 'uid', 'reason', 'ack'],
  ...STATUSES.map((status) => `word-${status}` as const),
] as const;
/** What is ticked. */
export const TICKS = ['tests', 'signs', 'keyed'] as const;

/** A receiver as its form shows it and as a person typed it. */
export interface ReceiverForm {
  readonly text: Readonly<Record<string, string>>;
  readonly ticks: ReadonlySet<string>;
  /** Of those that are ticked. */
  readonly statuses: readonly string[];
}

type Shown = Omit<ReceiverDraft, 'isOn'>;

export const EMPTY_RECEIVER: Shown = {
  ...{ flowId: null, kind: 'main', name: '', preset: null, method: 'GET', url: '', headers: [] },
  ...{ bodyType: 'none', body: '', statuses: [], goals: [], statusWords: {}, testLeads: false },
  ...{ signs: false, answer: null, isKeyed: false, ackHours: null },
};

/** Hours after which a network that has not said a word of its order is suspicious. */
const USUAL_ACK_HOURS = 24;

/** What a preset makes of a receiver; its fields are filled in before (`fill-fields.ts`). */
export function fromPreset(preset: ReceiverPreset, flowId: string | null): Shown {
  const { kind, method, url, headers, bodyType, body, statuses, statusWords, answer, isKeyed, signs } =
    preset;
  return {
    ...EMPTY_RECEIVER,
    ...{ flowId, kind, method, url, headers, bodyType, body, statuses, statusWords, answer, isKeyed, signs },
    ...{ name: preset.title, preset: preset.name },
    ackHours: kind === 'order' ? USUAL_ACK_HOURS : null,
  };
}

export function toReceiverForm(receiver: Shown): ReceiverForm {
  const { answer, statusWords } = receiver;
  const words = STATUSES.map((status) => [`word-${status}`, statusWords[status] ?? '']);
  return {
    text: {
      ...Object.fromEntries(words),
      ...{ name: receiver.name, flow: receiver.flowId ?? '', kind: receiver.kind, method: receiver.method },
      ...{ url: receiver.url, type: receiver.bodyType, body: receiver.body, preset: receiver.preset ?? '' },
      headers: receiver.headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
      goals: receiver.goals.join(', '),
      ...{ accepted: answer?.accepted ?? '', refused: answer?.refused ?? '' },
      ...{ uid: answer?.uid ?? '', reason: answer?.reason ?? '' },
      ack: receiver.ackHours === null ? '' : String(receiver.ackHours),
    },
    ticks: new Set([
      ...(receiver.testLeads ? ['tests'] : []),
      ...(receiver.signs ? ['signs'] : []),
      ...(receiver.isKeyed ? ['keyed'] : []),
    ]),
    statuses: receiver.statuses,
  };
}

interface Sent {
  readonly field: (name: string) => string;
  readonly fields: (name: string) => readonly string[];
}

/** What was typed. */
export function readReceiverForm({ field, fields }: Sent): ReceiverForm {
  return {
    text: Object.fromEntries(TEXT_FIELDS.map((name) => [name, field(name)])),
    ticks: new Set(TICKS.filter((name) => field(name) !== '')),
    statuses: STATUSES.filter((status) => fields('statuses').includes(status)),
  };
}

/** What it asks for; whether that may be so is looked at by `checkReceiver`. Whatever was not to be chosen is as in a new one. */
export function toDraft({ text, ticks, statuses }: ReceiverForm): Shown {
  const typed = (name: string) => (text[name] ?? '').trim();
  const kind = oneOf(KINDS, typed('kind'), 'main');
  const method = oneOf(METHODS, typed('method'), 'GET');
  const bodyType = method === 'GET' ? 'none' : oneOf(BODY_TYPES, typed('type'), 'none');
  const words = STATUSES.map((status) => [status, typed(`word-${status}`)]).filter(([, word]) => word !== '');
  const isOrder = kind === 'order';
  return {
    ...{ kind, method, bodyType },
    flowId: typed('flow') || null,
    name: typed('name'),
    preset: typed('preset') || null,
    url: typed('url'),
    headers: readHeaders(text.headers ?? ''),
    body: bodyType === 'none' ? '' : (text.body ?? ''),
    statuses: isOrder ? [] : STATUSES.filter((status) => statuses.includes(status)),
    goals: [...new Set(typed('goals').split(/[,\n]/))]
      .map((goal) => goal.trim())
      .filter((goal) => goal !== ''),
    statusWords: Object.fromEntries(words),
    testLeads: ticks.has('tests'),
    signs: ticks.has('signs'),
    answer: isOrder ? readAnswerRules(typed) : null,
    isKeyed: isOrder && ticks.has('keyed'),
    ackHours: isOrder && typed('ack') !== '' ? Number(typed('ack')) : null,
  };
}

/** A line without a colon is a name without a value, which `checkReceiver` complains of. */
function readHeaders(typed: string): [string, string][] {
  return typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}

function readAnswerRules(typed: (name: string) => string): AnswerRules | null {
  const rule = (name: string) => typed(name) || null;
  const rules = {
    accepted: rule('accepted'),
    refused: rule('refused'),
    uid: rule('uid'),
    reason: rule('reason'),
  };
  return Object.values(rules).some((each) => each !== null) ? rules : null;
}

function oneOf<Value extends string>(values: readonly Value[], typed: string, otherwise: Value): Value {
  return values.find((value) => value === typed) ?? otherwise;
}
