import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../support/orders.ts';
import { apply, type ModelClick, show } from './reference.ts';
import { openRun, openStand, type Stand } from './stand.ts';
import { type Call, CLICKS, call, type Step, step } from './steps.ts';

/** Runs of each property; more on demand: `SUBPIXEL_MODEL=5000 npx vitest run --root test model`. */
const RUNS = Number(process.env.SUBPIXEL_MODEL ?? 150);
/** Set it to the seed of a failure to see the same runs again. */
const SEED = Number(process.env.SUBPIXEL_MODEL_SEED ?? Date.now() % 2 ** 31);
const NOTHING: ModelClick = { leads: [], tag: '' };

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
});
afterAll(async () => {
  expect(stand.errors).toEqual([]);
  await stand.close();
});

/** Follows the steps one after the other, in the collectors and in the model, and compares after each. */
async function agree(steps: readonly Step[]): Promise<void> {
  const run = await openRun(stand);
  const model = CLICKS.map(() => NOTHING);
  const logged: { entry: string; call: Call }[] = [];
  let last: Call | null = null;
  let known: string[] = [];

  for (const each of steps) {
    const source = each.kind === 'replay' ? logged[each.entry % logged.length] : undefined;
    const made: Call | null | undefined =
      each.kind === 'call' ? each : each.kind === 'repeat' ? last : source?.call;
    if (!made) continue;
    const before = model[made.click] ?? NOTHING;
    const expected = apply(before, made.sent);
    if (each.kind === 'replay') {
      const { replayer } = stand.collectors[each.collector] ?? stand.collectors[0];
      const replayed = await replayer.one(stand.account.accountId, source?.entry ?? '', false);
      const outcome = replayed?.outcome;
      expect(outcome?.status === 'ok' ? outcome.result : outcome?.error).toBe(expected.result);
    } else {
      const { result } = await run.send({ ...made, collector: each.collector });
      expect(result).toBe(expected.result);
      if (each.kind === 'repeat') expect(result).toBe('no-changes');
      logged.push({ entry: await run.newestEntry(), call: made });
    }
    last = made;
    model[made.click] = expected.click;
    const now = await run.read(made.click);
    expect(show(now.click)).toBe(show(expected.click));
    if (made.sent.door === 'pixel')
      expect(show(guarded(now.click, before))).toBe(show(guarded(before, before)));
    known = await expectAllThere(run, known);
  }
}

/** What a browser must not change of the leads that were there before. */
function guarded(click: ModelClick, before: ModelClick): unknown {
  return click.leads
    .slice(0, before.leads.length)
    .map(({ uid, goal, status, price, currency }) => ({ uid, goal, status, price, currency }));
}

/** No lead that was there once is gone. */
async function expectAllThere(run: Awaited<ReturnType<typeof openRun>>, known: string[]): Promise<string[]> {
  const all = (await Promise.all(CLICKS.map((_, index) => run.read(index)))).flatMap(({ leads }) => leads);
  expect(all).toEqual(expect.arrayContaining(known));
  return all;
}

it('any sequence of postbacks through any door ends as the protocol says', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24, size: 'max' }), agree), {
    ...{ seed: SEED, numRuns: RUNS },
  });
}, 3600_000);

/** Sends some postbacks of one click at one moment to both collectors: they must end as in some order. */
async function interleave(first: readonly Call[], together: readonly Call[], index: number): Promise<void> {
  const run = await openRun(stand);
  let start: ModelClick = NOTHING;
  for (const each of first) {
    await run.send({ ...each, click: index });
    start = apply(start, each.sent).click;
  }
  const results = await Promise.all(together.map((each) => run.send({ ...each, click: index })));
  const seen = show({ click: (await run.read(index)).click, results: results.map(({ result }) => result) });
  const possible = orders(together.map((each, position) => ({ each, position }))).map((order) => {
    const told: string[] = [];
    const click = order.reduce((state, { each, position }) => {
      const step = apply(state, each.sent);
      told[position] = step.result;
      return step.click;
    }, start);
    return show({ click, results: told });
  });
  expect(possible).toContain(seen);
}

it('postbacks at one moment on two collectors end as in some order, and their senders are told so', async () => {
  const index = fc.nat({ max: CLICKS.length - 1 });
  const groups = index.chain((click) => {
    const fitting = call.filter(({ sent }) => sent.door === 's2s' || CLICKS[click] === 'click');
    return fc.tuple(
      fc.array(fitting, { maxLength: 2 }),
      fc.array(fitting, { minLength: 2, maxLength: 4 }),
      fc.constant(click),
    );
  });
  await fc.assert(
    fc.asyncProperty(groups, ([first, together, click]) => interleave(first, together, click)),
    { seed: SEED, numRuns: RUNS },
  );
}, 3600_000);
