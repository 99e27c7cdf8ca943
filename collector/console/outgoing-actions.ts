import type { Knex } from 'knex';
import { applyOrders } from '../outgoing/apply-orders.ts';
import { readClickId } from '../pipeline/click-id.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { findOutgoing, type OutgoingDetail } from '../storage/outgoing.ts';
import { cancelOutgoing, resend } from '../storage/resend.ts';
import { type Resolution, resolveOrder } from '../storage/resolve-order.ts';
import type { Action, FormRequest } from './action.ts';
import { outgoingPath } from './components/outgoing-columns.tsx';
import type { Done } from './pages/outgoing-entry.tsx';

interface OutgoingDeps {
  readonly knex: Knex;
  readonly pipeline: Pipeline;
  readonly newId: () => string;
  readonly now: () => Date;
}

const MAX_UID = 128;

/** Sends a message once more; an order only with a tick. */
export function createResendAction({ knex, newId, now }: OutgoingDeps): Action {
  return async (request) => {
    const message = await messageOf(knex, request);
    if (!message) return null;
    const { user, field, audit } = request;
    const isAgreed = message.kind !== 'order' || field('confirm') === 'yes';
    const [fresh] = isAgreed ? await resend(knex, user.accountId, [message.id], { newId, now: now() }) : [];
    if (!fresh) return { next: did(message.id, 'refused') };
    await audit('outgoing.resend', message.id, { receiver: message.receiverId, message: fresh });
    return { next: did(fresh, 'resent') };
  };
}

/** Takes a message out of the queue. */
export function createCancelAction({ knex }: OutgoingDeps): Action {
  return async (request) => {
    const message = await messageOf(knex, request);
    if (!message) return null;
    const { user, audit } = request;
    const became = await cancelOutgoing(knex, user.accountId, message.id);
    if (became === 'cancelled') await audit('outgoing.cancel', message.id, { receiver: message.receiverId });
    return { next: did(message.id, became) };
  };
}

/** A person has found an order at the network. */
export function createArrivedAction(deps: OutgoingDeps): Action {
  return createResolveAction(deps, ({ field }) => ({
    kind: 'arrived',
    uid: field('uid').trim().slice(0, MAX_UID),
  }));
}

/** A person has not found an order at the network: with a tick it is sent again. */
export function createAgainAction(deps: OutgoingDeps): Action {
  return createResolveAction(deps, ({ field }) => (field('confirm') === 'yes' ? { kind: 'again' } : null));
}

function createResolveAction(deps: OutgoingDeps, read: (request: FormRequest) => Resolution | null): Action {
  const { knex } = deps;
  return async (request) => {
    const message = await messageOf(knex, request);
    if (!message) return null;
    const { user, audit } = request;
    const resolution = read(request);
    const isDone = resolution !== null && (await resolveOrder(knex, user.accountId, message.id, resolution));
    if (!isDone) return { next: did(message.id, 'refused') };
    await audit(`outgoing.${resolution.kind}`, message.id, { receiver: message.receiverId });
    // So that the lead has its ID when the person looks at it next.
    if (resolution.kind === 'arrived') await applyOrders(deps);
    return { next: did(message.id, resolution.kind) };
  };
}

async function messageOf(knex: Knex, { user, params }: FormRequest): Promise<OutgoingDetail | null> {
  const id = readClickId(params.id ?? '');
  return id ? findOutgoing(knex, user.accountId, id) : null;
}

function did(id: string, done: Done): string {
  return `${outgoingPath(id)}?did=${done}`;
}
