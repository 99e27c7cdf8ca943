import type { Knex } from 'knex';
import { checkReceiver, type Fault, type ReceiverDraft } from '../outgoing/check-receiver.ts';
import type { Courier } from '../outgoing/courier.ts';
import { findFlow } from '../storage/flows.ts';
import { listReceivers } from '../storage/receivers.ts';
import type { ReceiverProblems } from './components/receiver-fields.tsx';
import type { PageRequest } from './page.ts';
import { sentenceIn } from './text/sentences/sentences.ts';

interface CheckDeps {
  readonly knex: Knex;
  readonly courier: Courier;
}

/** What is wrong with a receiver of an account, by field; null where it is for a flow that the account does not have. */
export async function findProblems(
  { knex, courier }: CheckDeps,
  { user: { accountId, locale }, text }: Pick<PageRequest, 'user' | 'text'>,
  id: string | null,
  draft: ReceiverDraft,
): Promise<ReceiverProblems | null> {
  if (draft.flowId !== null && !(await findFlow(knex, accountId, draft.flowId))) return null;
  const others = (await listReceivers(knex, accountId)).filter((other) => other.id !== id);
  const faults = await checkReceiver(draft, others, courier.whyNot);
  // The first of a field is what is mended first.
  // A value is what was typed, or our own sentence about an address.
  const tell = ({ says, value }: Fault) => text(says, { value: sentenceIn(locale, value) });
  return Object.fromEntries(faults.toReversed().map((fault) => [fault.field, tell(fault)]));
}
