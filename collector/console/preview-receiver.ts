import type { Knex } from 'knex';
import { type Sample, sampleLead } from '../outgoing/sample-lead.ts';
import { readClickId } from '../pipeline/click-id.ts';
import { macroValues } from '../pipeline/sending/macro-values.ts';
import type { Receiver } from '../pipeline/sending/receiver.ts';
import { type OutgoingRequest, renderRequest } from '../pipeline/sending/render-request.ts';
import { findClick } from '../storage/clicks.ts';
import { findLeadById, listLeads } from '../storage/leads.ts';
import type { Reader } from './reader.tsx';

/** What a receiver would be sent of a lead. */
export interface Preview {
  /** Null: a made-up lead. */
  readonly leadOf: { readonly clickId: string; readonly id: string } | null;
  /** An ID was given, and there is no such lead. */
  readonly isUnknown: boolean;
  /** With `{secret}` where the key stands. */
  readonly request: OutgoingRequest;
}

interface PreviewDeps {
  readonly knex: Knex;
  readonly now: () => Date;
}

/**
 * Fills a receiver's templates with a lead: `typed` is its ID, `sample` for a made-up one, or empty for the newest that the
 * receiver hears of. Who may not see contact data gets the made-up one in any case.
 */
export async function previewReceiver(
  { knex, now }: PreviewDeps,
  accountId: string,
  receiver: Receiver,
  typed: string,
  { may }: Pick<Reader, 'may'>,
): Promise<Preview> {
  const chosen = may('contact') && typed !== 'sample' ? await choose(knex, accountId, receiver, typed) : null;
  const { lead, click } = chosen ?? sampleLead(accountId, receiver.flowId ?? 'flow', now());
  return {
    leadOf: chosen && { clickId: lead.clickId, id: lead.id },
    isUnknown: may('contact') && chosen === null && typed !== '' && typed !== 'sample',
    request: renderRequest(receiver, macroValues(receiver, lead, click, now())),
  };
}

async function choose(
  knex: Knex,
  accountId: string,
  { flowId }: Receiver,
  typed: string,
): Promise<Sample | null> {
  const id = readClickId(typed);
  if (typed !== '' && id === null) return null;
  const lead =
    id === null
      ? (await listLeads(knex, accountId, flowId === null ? {} : { flowId }, 1)).items[0]
      : await findLeadById(knex, accountId, id);
  const click = lead ? await findClick(knex, accountId, lead.clickId) : null;
  // What a buyer asked to be forgotten tells nothing of what others look like.
  return lead && click && lead.erasedAt === null ? { lead, click } : null;
}
