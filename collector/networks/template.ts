import type { Status } from '../pipeline/postback.ts';
import type { PostbackParameter } from './postback-parameters.ts';

/**
 * What we know of one affiliate network or affiliate platform: where our click ID goes in its offer links, how its
 * postback URL is written, and what its status words mean. Plain data; see `templates/` for examples to copy.
 */
export interface NetworkTemplate {
  /** Kebab-case, unique, never changed: flows are stored with it. */
  readonly id: string;
  readonly name: string;
  readonly kind: NetworkKind;
  /** The platform that the network runs on, where it does not have its own. */
  readonly engine?: string;
  /** Where our click ID goes in the offer link; null where this is not known. */
  readonly link: LinkSlot | null;
  /**
   * The network's macro for each of our postback parameters, in the network's own spelling. A value may be made of
   * several macros (`{action}_{status}`). A `status` that is missing here is told by `events` or `defaultStatus`.
   */
  readonly macros: Macros;
  /** Other macros that carry the same as the one in `macros`, for people whose account has these. */
  readonly otherMacros?: Readonly<Partial<Record<PostbackParameter, readonly string[]>>>;
  /** The network's own words for each of our statuses, as it writes them. */
  readonly statuses: Readonly<Partial<Record<Status, readonly string[]>>>;
  /**
   * What a call without a status means. Without it, a call with a price is `approve`, any other `new` (protocol
   * section 4).
   */
  readonly defaultStatus?: Status;
  /** ISO 4217 code of payouts that come without a currency. */
  readonly defaultCurrency?: string;
  /** Text that the network wants as the answer to a success. */
  readonly reply?: string;
  /** Networks that want one URL per event: each event becomes a URL with a fixed status and goal. */
  readonly events?: readonly NetworkEvent[];
  /** The fields of the network's form, where the same URL goes into several. */
  readonly boxes?: readonly string[];
  /** How the network's postbacks are set up, where it is not by a URL that the user types in. */
  readonly setup?: NetworkSetup;
  /** What a user must know, in a sentence or two. */
  readonly notes?: string;
  /** Where our knowledge comes from. */
  readonly source: 'documented' | 'seen in code' | 'recollection';
  /** The parts that are weaker than `source`: to be checked with the network. */
  readonly unsure?: readonly UnsurePart[];
}

/** What the network mainly sells; `platform` is software that many networks run. */
export type NetworkKind = 'platform' | 'cod' | 'mainstream' | 'dating' | 'finance' | 'igaming';

export type Macros = Readonly<Partial<Record<PostbackParameter, string>>>;

export type UnsurePart = 'click' | 'currency' | 'events' | 'price' | 'statuses' | 'uid';

/**
 * `parts`: protocol, domain, path and each parameter have fields of their own. `support`: a manager sets the postback
 * up on request. `none`: only the link parameter is known, no postback.
 */
export type NetworkSetup = 'parts' | 'support' | 'none';

/** Where our click ID goes in an offer link. */
export type LinkSlot =
  | {
      /** A query parameter of its own. */
      readonly place: 'query';
      readonly name: string;
      /** The network returns it under another name than the link's: checked, no mistake. */
      readonly renamed?: true;
      /** Further parameters of the link that are free for us. */
      readonly others?: readonly string[];
      /** The longest value that comes back whole, in characters. */
      readonly maxLength?: number;
    }
  | {
      /** The end of a query parameter whose start is the user's: `start=CODE-{click}`, `btag=a_1b_2c_{click}`. */
      readonly place: 'inside';
      readonly name: string;
      /** Our click ID begins after the last of these. */
      readonly marker: string;
      /** What the whole value looks like, for people. */
      readonly example: string;
    }
  | {
      /** The last segment of the path. */
      readonly place: 'path';
    };

/** An event with a URL of its own. */
export interface NetworkEvent {
  /** The event's ID with us, and its `goal` unless that is given. */
  readonly event: string;
  /** What the network calls it. */
  readonly label: string;
  /** Empty: the event changes the lead's status, it is no goal of its own. */
  readonly goal?: string;
  readonly status: Status;
  /**
   * What the network's amount is at this event: our payout, the player's deposit (kept as `meta[amount]`), or nothing.
   * Payout unless given.
   */
  readonly amount?: 'payout' | 'deposit' | 'none';
  /** The macro of the payout at this event, where it differs from `macros.price`. */
  readonly price?: string;
}
