import type { Lead } from '../pipeline/lead.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Status, Verdict } from '../pipeline/postback.ts';
import { editLead } from './edit-lead.ts';

/** Leads that are changed at a time: about two seconds of a small server. */
export const MAX_AT_ONCE = 500;

/** A lead as it was, and what became of the change or would. */
export interface Changed {
  readonly lead: Lead;
  readonly verdict: Verdict;
}

interface SetStatusOptions {
  readonly pipeline: Pipeline;
  readonly accountId: string;
  /** Who does it, as log and history name them. */
  readonly by: string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Only tell what would change. */
  readonly dry: boolean;
}

/** Sets the status of many leads, each as if it were done by hand. */
export function setStatus(
  leads: readonly Lead[],
  status: Status,
  { pipeline, now, ...options }: SetStatusOptions,
): Promise<Changed[]> {
  return Promise.all(
    leads.map(async (lead) => ({
      lead,
      verdict: await pipeline.submit(editLead(lead, { status }, { ...options, now: now() })),
    })),
  );
}
