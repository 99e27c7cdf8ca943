import type { NetworkTemplate } from '../networks/template.ts';
import type { Source, Status } from './postback.ts';

/** A visit, or in flow mode the stand-in for one. IDs are UUIDs in 32 lower-case hex digits. */
export interface Click {
  readonly id: string;
  readonly accountId: string;
  readonly flowId: string;
  /** Raised by each write to the click or its leads; a writer that read an older one decides again. */
  readonly version: number;
  /** `link`: made by the tracking link; `page`: minted in the browser; `flow`: stands for a (flow, subid). */
  readonly source: 'link' | 'page' | 'flow';
  readonly createdAt: Date;
  readonly ip: string | null;
  readonly geo: string | null;
  readonly userAgent: string;
  readonly url: string;
  readonly referrer: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One order or conversion. Money is kept as decimal text with four places, never as a float. */
export interface Lead {
  readonly id: string;
  readonly clickId: string;
  readonly accountId: string;
  readonly flowId: string;
  readonly uid: string;
  readonly goal: string;
  readonly status: Status;
  /** The status word as the network wrote it. */
  readonly statusWord: string;
  readonly price: string | null;
  readonly currency: string | null;
  /** Where the price was converted: what the network sent, and units of `currency` for one of `sentCurrency`. */
  readonly sentPrice: string | null;
  readonly sentCurrency: string | null;
  readonly rate: string | null;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly comment: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly geo: string | null;
  readonly ip: string | null;
  readonly test: boolean;
  /** A server has spoken of this lead: from then on the browser may only fill in what is empty. */
  readonly confirmed: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Its buyer was forgotten then, and stays so: status and money still change, contact data does not come back. */
  readonly erasedAt: Date | null;
  /** What its main and order receivers were sent last, by their ID: a fingerprint. */
  readonly sent: Readonly<Record<string, string>>;
}

/** A field's change, as the history and the log show it. */
export interface Change {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What is known of a click when a postback for it is decided. */
export interface ClickState {
  readonly click: Click;
  /** Oldest first. */
  readonly leads: readonly Lead[];
}

/** A line of a lead's history. */
export interface HistoryLine {
  readonly id: string;
  readonly clickId: string;
  readonly leadId: string;
  readonly at: Date;
  /** The door it came through. */
  readonly who: Source;
  readonly changes: readonly Change[];
  /** The log entry that caused it. */
  readonly logId: string;
}

export interface Flow {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly siteKey: string;
  readonly landingUrl: string;
  /** The network's link to the offer, as the network gives it; empty where it is not known. */
  readonly offerUrl: string;
  /** Of prices that are sent without one, and of the default payout. */
  readonly currency: string | null;
  /** The template of the network that the flow works with. */
  readonly network: string | null;
  /** A network that the user has described: it comes before `network`. Read both by `networkOf`. */
  readonly ownNetwork: NetworkTemplate | null;
  /** Payout of a lead that is approved without one (`default-payout.ts`); decimal text with four places. */
  readonly defaultPrice: string | null;
  readonly charset: string | null;
  /** Normalised status word → status. */
  readonly statusMap: Readonly<Record<string, Status>>;
  /** Origins that may use the site key; empty means any. */
  readonly origins: readonly string[];
  /** Addresses and CIDR ranges that may send postbacks for it; empty means any. */
  readonly ipRanges: readonly string[];
  /** Text to answer a success with, where the network wants one. */
  readonly replyText: string | null;
  /** Contact data of its leads is removed after so many days; null: it is kept. */
  readonly retentionDays: number | null;
}
