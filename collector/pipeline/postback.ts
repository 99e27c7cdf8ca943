import type { Change } from './lead.ts';

/**
 * Who sends a postback; decides what it may do (protocol: "One pipeline, four doors"). `link` is a visitor on a
 * tracking link: it makes a click and never a lead; `order` is what a network answered when we handed it the lead.
 */
export const CHANNELS = ['s2s', 'pixel', 'link', 'import', 'manual', 'order'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How log and history name the door; a replay is known as such, whatever channel it repeats. */
export const SOURCES = [...CHANNELS, 'replay'] as const;
export type Source = (typeof SOURCES)[number];

/** The five states of a lead. `hold` is confirmed but not yet paid: it counts as approved, never as pending. */
export const STATUSES = ['new', 'hold', 'approve', 'cancel', 'trash'] as const;
export type Status = (typeof STATUSES)[number];

/** Flat parameters as they came in: the last of a repeated name wins, an empty string is "not given". */
export interface Parameters {
  readonly values: ReadonlyMap<string, string>;
  /** `meta[xxx]`, by `xxx`. */
  readonly meta: ReadonlyMap<string, string>;
  /** The bytes of values that are not UTF-8, by name; a flow's charset may still read them. */
  readonly undecoded: ReadonlyMap<string, Uint8Array>;
  /** Remarks of the parser, such as a limit that was reached. */
  readonly remarks: readonly Remark[];
}

/** How the caller wants its answer (protocol section 3). */
export type AnswerFormat = 'json' | 'txt' | 'gif';

/** What the log keeps of a request. The postback token is already redacted in all of it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body was not UTF-8: its bytes outside ASCII stand in it as `%XX`. */
  readonly bodyIsEscaped?: true;
  /** What it said about its buyer is gone, and with it all that could be read again. */
  readonly erased?: true;
}

/** The header of a recorded edit that says who made it: a login, or the name of an API key. */
export const EDITED_BY = 'by';

/** What the caller shows to prove itself. Only one of the fields is used by each channel. */
export interface Credentials {
  /** s2s: the secret postback token, parameter `id`. */
  readonly token?: string;
  /** s2s, out of the spool: the ID in a token that was genuine when the postback came. The token itself is not kept. */
  readonly tokenId?: string;
  /** pixel: the public site key of a flow, parameter `key`. */
  readonly key?: string;
  /** link: the flow in the tracking link's path; it is public. */
  readonly flow?: string;
  /** manual, import, replay, order: the account of the signed-in person, or of the receiver. */
  readonly accountId?: string;
}

/** Where the request comes from. */
export interface Caller {
  /** A valid v4 or v6 address; the empty string where none is known. */
  readonly ip: string;
  readonly userAgent: string;
  /** The `Referer` header. */
  readonly referrer: string;
  /** Origin of the page: the `Origin` header, else that of the `Referer`; empty where neither was sent. */
  readonly origin: string;
}

/** One request that creates or changes a lead, whoever sends it. Nothing in it has been judged yet. */
export interface Postback {
  /** UUIDv7 of its log entry, 32 hex digits. */
  readonly id: string;
  readonly receivedAt: Date;
  readonly channel: Channel;
  /** `click` only registers the visit; no lead comes of it. */
  readonly purpose: 'lead' | 'click';
  /** manual, order: this lead of the click and no other. A person means the one that they see, whatever uid and goal it has. */
  readonly leadId?: string;
  readonly format: AnswerFormat;
  readonly credentials: Credentials;
  readonly parameters: Parameters;
  readonly caller: Caller;
  readonly request: RecordedRequest;
  /** Set where a logged request is repeated; what it may do is still what its channel may. */
  readonly replay?: {
    /** The entry that is repeated. */
    readonly of: string;
    /** When it first came. */
    readonly at: Date;
  };
  /** Receivers hear nothing of what it changes: old leads that are brought in are no news to anybody. */
  readonly isQuiet?: boolean;
  /** Set where it waited in the spool for the database. */
  readonly spooled?: {
    /** What its sender was told when it came. */
    readonly answer: LoggedAnswer;
    /** When it was taken out to be applied. */
    readonly until: Date;
  };
  /** Set where it is refused before its parameters are looked at; it is logged like any other. */
  readonly unreadable?: Unreadable;
}

/** Why a request was not read: `http` is the code to answer with. */
export interface Unreadable {
  readonly http: 400 | 413 | 429 | 431;
  /** `no-click` where it is not said. */
  readonly error?: ErrorCode;
  readonly reason: 'rate-limit' | 'too-large' | 'unreadable';
  readonly hint: string;
}

/** One step's decision and the rule behind it, for the person who reads the log. */
export interface Remark {
  readonly step: Step;
  readonly says: string;
  /** Present where a person should look at it; the words are stable, so that the log can be filtered by them. */
  readonly warning?: Warning;
}

export type Step = 'parse' | 'access' | 'click' | 'status' | 'match' | 'apply' | 'send';

export const WARNINGS = [
  'bad-currency',
  'bad-price',
  'bad-value',
  'cleaned',
  'cut',
  'ignored',
  'limit',
  'no-rate',
  'stale',
  'too-many',
  'undecoded',
  'unmapped-status',
] as const;
export type Warning = (typeof WARNINGS)[number];

export const ERRORS = ['access', 'bad-click', 'bad-flow', 'db', 'no-changes', 'no-click'] as const;
export type ErrorCode = (typeof ERRORS)[number];

export const REASONS = [
  'constraint',
  'ip',
  'malformed',
  'missing',
  'no-subid',
  'origin',
  'owner',
  'preview',
  'rate-limit',
  'same',
  'stale',
  'token',
  'too-large',
  'unavailable',
  'unknown',
  'unreadable',
  'unreplaced-macro',
] as const;
export type Reason = (typeof REASONS)[number];

/** What became of a postback, in the terms of the protocol's answers. */
export type Outcome = Success | Refusal;

export interface Success {
  readonly status: 'ok';
  /** `registered` is a click without a lead, answered as a bare `ok`; `queued` waits on disk for the database. */
  readonly result: 'created' | 'updated' | 'registered' | 'queued';
  /** Empty only where it is queued and names no click. */
  readonly click: string;
  readonly lead: string | null;
  readonly leadStatus: Status | null;
}

export interface Refusal {
  readonly status: 'error';
  readonly error: ErrorCode;
  readonly reason: Reason;
  readonly hint: string;
}

/** What goes back to the caller. */
export interface Answer {
  readonly http: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  /** `ok created`, `error bad-click unknown`: the same in every format, for the header and for eyes. */
  readonly summary: string;
}

/** What the log keeps of an answer: a body in bytes is described. */
export interface LoggedAnswer {
  readonly http: number;
  readonly body: string;
}

/** A postback that has been decided on, stored and logged, or is safe on disk until it can be. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly answer: Answer;
  /** What was done, step by step. */
  readonly remarks: readonly Remark[];
  /** What changed, or in a dry run would have. */
  readonly changes: readonly Change[];
}
