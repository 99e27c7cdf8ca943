import type { BodyType, Receiver, ReceiverKind } from '../../pipeline/sending/receiver.ts';
import type { AnswerRules } from '../../storage/receivers.ts';

/** A sentence for people in the console's languages. */
export interface Bilingual {
  readonly en: string;
  readonly ru: string;
}

/**
 * What is known of a service, as a receiver that is almost filled in. Plain data; see the files beside for examples to copy.
 * `<offer_id>` in URL, headers or body is a field of `fields` that the user fills in; `{secret}` is the service's key, which is
 * stored apart.
 */
export interface ReceiverPreset {
  /** Kebab-case, unique, never changed: receivers are stored with it. */
  readonly name: string;
  /** The service, as it calls itself. */
  readonly title: string;
  readonly kind: ReceiverKind;
  readonly method: Receiver['method'];
  readonly url: string;
  readonly headers: Receiver['headers'];
  readonly bodyType: BodyType;
  readonly body: string;
  /** Empty: all. */
  readonly statuses: Receiver['statuses'];
  readonly statusWords: Receiver['statusWords'];
  /** Orders: how the answer is read. */
  readonly answer: AnswerRules | null;
  /** Orders: whether the service knows an order that comes twice; only where its documentation says so. */
  readonly isKeyed: boolean;
  /** What the service calls the key that `{secret}` stands for, in its own words; null: it needs none. */
  readonly secretName: string | null;
  /** Whether the secret signs each request (Standard Webhooks). */
  readonly signs: boolean;
  readonly fields: readonly PresetField[];
  /** What a user has to know besides. */
  readonly note: Bilingual | null;
  /** False: seen in one public integration only. Tell the user to try it with a lead of their own first. */
  readonly verified: boolean;
}

export interface PresetField {
  /** As it stands in the templates, without `<` and `>`. */
  readonly name: string;
  /** What it is, and where it is found. */
  readonly title: Bilingual;
  /** What it looks like. */
  readonly example: string;
}

/** A network's order API, with answers as the network gives them: the tests read them by the rules. */
export interface OrderPreset extends ReceiverPreset {
  readonly kind: 'order';
  readonly answer: AnswerRules;
  readonly accepted: readonly { readonly http: number; readonly body: string; readonly uid: string }[];
  readonly refused: readonly { readonly http: number; readonly body: string; readonly reason: string }[];
}
