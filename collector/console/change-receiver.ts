import { createBuckets } from '../http/token-buckets.ts';
import { keepsKey, needsKey } from '../outgoing/receiver-key.ts';
import { createOpener, seal } from '../outgoing/seal.ts';
import { cleanText } from '../pipeline/clean-text.ts';
import { againIfSecondMain, dropReceiver, setReceiver } from '../storage/receivers.ts';
import type { Action } from './action.ts';
import { receiverPath } from './components/receiver-table.tsx';
import { type ReceiverDeps, readLead, receiverIn, receiverView } from './pages/receiver.tsx';
import { previewReceiver } from './preview-receiver.ts';
import { readReceiverForm, toDraft } from './receiver-form.ts';
import { findProblems } from './receiver-save.ts';
import { testReceiver } from './test-receiver.ts';
import { untilKnown } from './until-known.ts';

interface KeyDeps extends ReceiverDeps {
  /** Of the server, with which keys are sealed. */
  readonly secret: string;
}

/** Saves what was typed. */
export function createSaveReceiver(deps: ReceiverDeps): Action {
  return (request) =>
    againIfSecondMain(async () => {
      const { user, audit } = request;
      const receiver = await receiverIn(deps, request);
      if (!receiver) return null;
      const form = readReceiverForm(request);
      const shown = toDraft(form);
      const { isOn, preset } = receiver;
      const sealedSecret = keepsKey(receiver, shown) ? receiver.sealedSecret : null;
      // Without its key it would only gather messages that cannot be sent.
      const draft = { ...shown, preset, isOn: isOn && !(needsKey(shown) && sealedSecret === null) };
      const problems = await findProblems(deps, request, receiver.id, draft);
      if (problems === null) return null;
      if (Object.keys(problems).length > 0)
        return { view: await receiverView(deps, request, receiver, { form, problems }) };
      const { isOn: stays, ...settings } = draft;
      const saved = stays === isOn ? settings : draft;
      const forgets = sealedSecret === receiver.sealedSecret ? {} : { sealedSecret };
      await setReceiver(deps.knex, user.accountId, receiver.id, { ...saved, ...forgets });
      await audit('receiver.save', receiver.id, { kind: draft.kind, name: draft.name });
      await untilKnown();
      return { next: `${receiverPath(receiver)}?saved` };
    });
}

/** Switches a receiver on or off. */
export function createSwitchReceiver(deps: ReceiverDeps, isOn: boolean): Action {
  return async (request) => {
    const receiver = await receiverIn(deps, request);
    if (!receiver) return null;
    const { user, text, audit } = request;
    if (isOn && needsKey(receiver) && receiver.sealedSecret === null) {
      const problem = text('The key is missing: set it first.');
      return { view: await receiverView(deps, request, receiver, { problem }) };
    }
    await setReceiver(deps.knex, user.accountId, receiver.id, { isOn });
    await audit(isOn ? 'receiver.on' : 'receiver.off', receiver.id);
    await untilKnown();
    return { next: `${receiverPath(receiver)}?${isOn ? 'on' : 'off'}` };
  };
}

const MAX_KEY = 2000;

/** Sets what `{secret}` stands for. Nobody is shown it again. */
export function createSetKey(deps: KeyDeps): Action {
  return async (request) => {
    const receiver = await receiverIn(deps, request);
    if (!receiver) return null;
    const { user, text, audit, field } = request;
    const key = cleanText(field('key'), MAX_KEY).text.trim();
    if (key === '' || /\s/.test(key)) {
      const problem = text('A key is one word of at most 2,000 characters.');
      return { view: await receiverView(deps, request, receiver, { problem }) };
    }
    const sealedSecret = seal(key, receiver.id, deps.secret);
    await setReceiver(deps.knex, user.accountId, receiver.id, { sealedSecret });
    await audit('receiver.key', receiver.id);
    return { next: `${receiverPath(receiver)}?key` };
  };
}

/** Deletes a receiver; what it was sent stays in the log. */
export function createDropReceiver(deps: ReceiverDeps): Action {
  return async (request) => {
    const receiver = await receiverIn(deps, request);
    if (!receiver) return null;
    const { user, field, audit } = request;
    if (field('confirm') !== 'yes') return { view: await receiverView(deps, request, receiver, {}) };
    await dropReceiver(deps.knex, user.accountId, receiver.id);
    await audit('receiver.delete', receiver.id, { kind: receiver.kind, name: receiver.name });
    await untilKnown();
    return { next: '/console/receivers?deleted' };
  };
}

interface TestDeps extends KeyDeps {
  readonly newId: () => string;
  /** Processes that share the limit. */
  readonly workers?: number;
}

/** Tests of an account in a minute, a fifth of them at once: enough for a person, too few to scan with. */
const TESTS_PER_MINUTE = 20;

/** Delivers what the preview shows, at once, and shows what came back. It leaves no row in the log. */
export function createTestReceiver(deps: TestDeps): Action {
  const { workers = 1 } = deps;
  const open = createOpener(deps.secret);
  const tooMany = createBuckets({
    perMinute: Math.ceil(TESTS_PER_MINUTE / workers),
    now: () => performance.now(),
  });
  return async (request) => {
    const receiver = await receiverIn(deps, request);
    if (!receiver) return null;
    const { user, text, audit, field, reader } = request;
    const lead = readLead(field('lead'));
    const preview = await previewReceiver(deps, user.accountId, receiver, lead, reader);
    const refuse = async (problem: string) => ({
      view: await receiverView(deps, request, receiver, { lead, problem }),
    });
    if (receiver.kind === 'order' && field('confirm') !== 'yes')
      return refuse(text('Tick that the network may take it for a real order.'));
    if (preview.isUnknown) return refuse(text('There is no such lead in this account.'));
    const excess = tooMany(user.accountId);
    if (excess) return refuse(text('Too many tests. Wait {n} seconds.', { n: excess.retryAfterS }));
    const { sealedSecret, id } = receiver;
    const tested = await testReceiver(receiver, {
      courier: deps.courier,
      id: deps.newId(),
      request: preview.request,
      secret: sealedSecret === null ? null : open(sealedSecret, id),
    });
    const { http, failure } = tested.reply;
    await audit('receiver.test', id, {
      lead: preview.leadOf?.id ?? 'sample',
      outcome: String(http ?? failure),
    });
    return { view: await receiverView(deps, request, receiver, { lead, tested }), status: 200 };
  };
}
