const KEPT = 50;

/** A postback as the traffic source took it. */
export interface Conversion {
  readonly status: string;
  readonly payout: string;
  readonly currency: string;
  readonly at: Date;
}

/** A click on an ad, with what was reported of it, newest first. */
export interface AdClick {
  readonly id: string;
  readonly at: Date;
  readonly conversions: Conversion[];
}

export interface AdClicks {
  add(): AdClick;
  /** False where the traffic source has no such click. */
  report(id: string, conversion: Omit<Conversion, 'at'>): boolean;
  /** Newest first. */
  list(): readonly AdClick[];
}

/** What the traffic source knows of its clicks: in memory, the newest fifty. */
export function createAdClicks(deps: { now: () => Date; newId: () => string }): AdClicks {
  const clicks: AdClick[] = [];
  return {
    add() {
      const click = { id: `ad-${deps.newId()}`, at: deps.now(), conversions: [] };
      clicks.unshift(click);
      clicks.length = Math.min(clicks.length, KEPT);
      return click;
    },
    report(id, conversion) {
      const click = clicks.find((each) => each.id === id);
      click?.conversions.unshift({ ...conversion, at: deps.now() });
      if (click) click.conversions.length = Math.min(click.conversions.length, KEPT);
      return click !== undefined;
    },
    list: () => clicks,
  };
}
