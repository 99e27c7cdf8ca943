import type { Lab } from './lab.ts';

/** One run of an experiment. */
export interface Trial {
  readonly lab: Lab;
  /** `control`: the same on a collector that is broken on purpose, to see that the experiment can see it. */
  readonly subject: 'product' | 'control';
  /** The long form, with the numbers that are claimed in public; controls always run in the short one. */
  readonly isLong: boolean;
}

/** What came out. Postbacks are counted by their senders' view and by what the database holds in the end. */
export interface Finding {
  /** How much was done, in words: «20 kills». */
  readonly effort: string;
  /** Told «ok». */
  readonly acknowledged: number;
  /** Told «ok» and not in the database. */
  readonly lost: number;
  /** More than one lead, or created more than once. */
  readonly duplicated: number;
  /** Sent, and no answer came: may be stored or not. */
  readonly inDoubt: number;
  /** Told to come again, or told of an error. */
  readonly refused: number;
  /** The longest time from the end of the fault to service as usual, in milliseconds; null where nothing recovers. */
  readonly recoveryMs: number | null;
  /** Further numbers, in words. */
  readonly notes: readonly string[];
  /** Promises that were broken, in words, on whatever machine. Empty: they held. */
  readonly faults: readonly string[];
  /** Promises about time and memory that were broken. A machine with other work breaks them, too: no test asserts them. */
  readonly excess: readonly string[];
}

/** A fault, a collector under it, and the promises that have to hold. */
export interface Experiment {
  /** Its number in the list of experiments: R1. */
  readonly id: string;
  /** Its file. */
  readonly name: string;
  /** What is broken in the control. */
  readonly control: string;
  run(trial: Trial): Promise<Finding>;
  /** Why this machine cannot run it; null where it can. */
  obstacle?(): Promise<string | null>;
}

/** Numbers that an experiment does not have are nothing. */
export function finding(effort: string, found: Partial<Finding>): Finding {
  return {
    effort,
    ...{ acknowledged: 0, lost: 0, duplicated: 0, inDoubt: 0, refused: 0, recoveryMs: null },
    ...{ notes: [], faults: [], excess: [] },
    ...found,
  };
}

/** The promises of every experiment: nothing acknowledged is lost, nothing is there twice, and there was something. */
export function commonFaults(found: Pick<Finding, 'acknowledged' | 'lost' | 'duplicated'>): string[] {
  const faults: string[] = [];
  if (found.acknowledged === 0) faults.push('nothing was acknowledged');
  if (found.lost > 0) faults.push(`${found.lost} lost`);
  if (found.duplicated > 0) faults.push(`${found.duplicated} duplicated`);
  return faults;
}
