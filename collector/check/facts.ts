import type { FormFact, Violation } from './in-page.ts';

/** What the check is about. */
export interface Target {
  /** As it was asked for. */
  readonly url: string;
  readonly flow: string;
  /** The tag that the page should have, to be copied. */
  readonly scriptTag: string;
  /** How the world reaches the collector, without a slash at the end. */
  readonly collectorUrl: string;
  /** How the addresses of our script begin. */
  readonly scriptUrls: readonly string[];
}

/** Why a page did not open. `private`: the address is one that the check may not reach. */
export interface Hurdle {
  readonly kind: 'private' | 'dns' | 'connect' | 'certificate' | 'timeout' | 'other';
  /** The host, or what the browser says. */
  readonly detail: string;
}

/** One script tag of ours, as it is in the finished page. */
export interface Tag {
  readonly src: string;
  readonly key: string;
  /** The tag's `type`; optimisers put their own there and run the script later. */
  readonly type: string;
  /** It has an integrity hash: browsers run this version or nothing. */
  readonly isPinned: boolean;
  /** In the HTML that the server sent; otherwise a script (a tag manager) has put it there. */
  readonly inSource: boolean;
}

/** One request of the browser and what became of it. */
export interface Call {
  readonly url: string;
  /** Null where there was no answer. */
  readonly status: number | null;
  readonly contentType: string;
  /** The browser's word for why it failed: `csp`, `mixed-content`, `net::ERR_…`. */
  readonly failure: string | null;
  /** What was sent, and answered, where either is a JSON object. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>> | null;
}

/** A test lead that the page's own context has sent. */
export interface TestLead {
  /** 0 where the browser got no answer. */
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>> | null;
  /** What the database knows of it. */
  readonly arrived: 'test' | 'real' | null;
}

/** All that was seen on a page; `judge` says what it means. */
export interface Facts {
  readonly target: Target;
  readonly page: {
    /** Where redirects have led. */
    readonly url: string;
    /** HTTP status; null where it did not open. */
    readonly status: number | null;
    readonly hurdle: Hurdle | null;
  };
  readonly tags: readonly Tag[];
  /** The request for the script of the first tag; null where the browser made none. */
  readonly script: Call | null;
  /** Whether the script runs. */
  readonly started: boolean;
  /** The site key that the page uses, and the flow of this account that it belongs to. */
  readonly key: { readonly text: string; readonly flow: string | null } | null;
  readonly click: {
    readonly id: string | null;
    /** The page's URL had it: it came from a tracking link and needs no registration. */
    readonly given: boolean;
    readonly registration: Call | null;
    /** What the second visit did; null where there was none. */
    readonly again: { readonly sameClick: boolean; readonly registrations: number } | null;
  };
  readonly forms: readonly FormFact[];
  readonly violations: readonly Violation[];
  /** Null where none could be sent, because the script does not run. */
  readonly lead: TestLead | null;
  /** How many leads the page has sent by itself; the check makes tests of them. */
  readonly ownLeads: number;
  /** What our script threw or complained of. */
  readonly errors: readonly string[];
}
