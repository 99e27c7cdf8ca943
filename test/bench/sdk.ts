import { type CDPSession, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../collector/check/find-chromium.mjs';
import { startProfile, stopProfile, summary, taskTime } from './sdk/cpu.ts';
import { FILLED, servePages, type Variant } from './sdk/pages.ts';
import { printSizes } from './sdk/sizes.ts';

// What the SDK costs a page in Chromium, against a script that does the least: look for all forms once, and append a
// hidden input to each. Pages have 10,000 elements. `npm run build` first. Each run has a fresh context; variants
// take turns, the other way round in every other round, after a round to warm up.

const ROUNDS = 7;
const FORMS = [1, 100, 1000] as const;
const LATE_FORMS = 100;
const CHANGE_SECONDS = 3;
const CHANGES_PER_SECOND = 10_000;

interface Load {
  /** Milliseconds of the script. */
  readonly cost: number;
  /** Forms that were filled at DOMContentLoaded. */
  readonly filled: number;
  /** Tasks above 50 ms, and those frames above 50 ms in which our script took that long. */
  readonly long: { readonly tasks: number; readonly ours: number };
}

const pages = await servePages();
const browser = await chromium.launch({
  executablePath: findChromium() ?? '',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

async function withPage<T>(use: (page: Page, session: CDPSession) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    return await use(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}
/** Loads a page under the profiler. */
const load = (variant: Variant, forms: number): Promise<Load> =>
  withPage(async (page, session) => {
    await startProfile(session);
    await page.goto(pages.url(variant, forms), { waitUntil: 'load' });
    // Observers of long tasks are told late.
    await page.waitForTimeout(100);
    const cost = await stopProfile(session, `/${variant}.js`);
    const [filled, long] = (await page.evaluate('[filled, long]')) as [number, Load['long']];
    return { cost, filled, long };
  });

/** How many forms that were appended one by one have their input when the microtasks of the same task are done. */
const lateForms = (): Promise<number> =>
  withPage(async (page) => {
    await page.goto(pages.url('ours', 1));
    return page.evaluate(
      async ([selector, count]) => {
        let filled = 0;
        for (let index = 0; index < count; index += 1) {
          const form = document.createElement('form');
          document.body.append(form);
          await new Promise<void>((done) => queueMicrotask(done));
          if (form.matches(`:has(${selector.replace('form', ':scope')})`)) filled += 1;
        }
        return filled;
      },
      [FILLED, LATE_FORMS] as const,
    );
  });

/** What a page that never rests costs: all of its tasks, and our part of that, in milliseconds. */
const restless = (variant: Variant): Promise<{ tasks: number; ours: number }> =>
  withPage(async (page, session) => {
    await page.goto(pages.url(variant, 100));
    await session.send('Performance.enable');
    await startProfile(session);
    const before = await taskTime(session);
    await page.evaluate(
      async ([batches, size]) => {
        const list = document.querySelector('#list') as HTMLElement;
        for (let batch = 0; batch < batches; batch += 1) {
          // Rows come and go, as in a ticker or a virtual list.
          for (let change = 0; change < size; change += 2) {
            const row = document.createElement('div');
            row.append(document.createElement('span'), 'text');
            list.append(row);
            if (list.childElementCount > 50) list.firstElementChild?.remove();
          }
          await new Promise((next) => setTimeout(next, 10));
        }
      },
      [CHANGE_SECONDS * 100, CHANGES_PER_SECOND / 100] as const,
    );
    const tasks = (await taskTime(session)) - before;
    return { tasks, ours: await stopProfile(session, '/ours.js') };
  });

/** Runs each of the measurements in every round. */
async function interleave<K, T>(kinds: readonly K[], measure: (kind: K) => Promise<T>): Promise<Map<K, T[]>> {
  const results = new Map<K, T[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const kind of round % 2 ? [...kinds].reverse() : kinds) {
      const result = await measure(kind);
      if (round > 0) results.get(kind)?.push(result);
    }
  }
  return results;
}

const line = (name: string, ...columns: string[]) =>
  console.log(name.padEnd(46) + columns.map((column) => column.padStart(12)).join(''));
const ms = (value: number) => `${value.toFixed(2)} ms`;
const times = (value: number) => `${value.toFixed(2)}×`;

try {
  const kinds = FORMS.flatMap((forms) =>
    (['ours', 'naive', 'none'] as const).map((variant) => ({ variant, forms })),
  );
  const loads = await interleave(kinds, ({ variant, forms }) => load(variant, forms));
  const of = (variant: Variant, forms: number): Load[] =>
    [...loads].find(([kind]) => kind.variant === variant && kind.forms === forms)?.[1] ?? [];
  const cost = (variant: Variant, forms: number) => summary(of(variant, forms).map((each) => each.cost));
  const count = (variant: Variant, pick: (load: Load) => number) =>
    FORMS.flatMap((forms) => of(variant, forms)).reduce((sum, each) => sum + pick(each), 0);

  line('CPU of the script while the page loads', 'median', 'minimum', 'to naive', 'target');
  for (const forms of FORMS) {
    const naive = cost('naive', forms);
    const ours = cost('ours', forms);
    line(`naive, ${forms} forms`, ms(naive.median), ms(naive.minimum));
    line(`ours, ${forms} forms`, ms(ours.median), ms(ours.minimum), times(ours.median / naive.median));
  }
  const growth = (variant: Variant) =>
    (['median', 'minimum'] as const).map((key) => times(cost(variant, 1000)[key] / cost(variant, 100)[key]));
  line('naive, 1,000 forms to 100', ...growth('naive'));
  line('ours, 1,000 forms to 100', ...growth('ours'), '', '≤ 12×');

  const loaded = count('ours', () => 1);
  const early = FORMS.reduce(
    (sum, forms) => sum + of('ours', forms).filter(({ filled }) => filled === forms).length,
    0,
  );
  line('\nAll forms filled at DOMContentLoaded', `${early} of ${loaded}`, '', '', 'all');
  line('Late forms filled in their own task', `${await lateForms()} of ${LATE_FORMS}`, '', '', 'all');
  line(
    'Long tasks of all loads: ours, naive, none',
    ...(['ours', 'naive', 'none'] as const).map((variant) =>
      String(count(variant, ({ long }) => long.tasks)),
    ),
  );
  line('Long frames with 50 ms of ours', String(count('ours', ({ long }) => long.ours)), '', '', '0');

  const idle = await interleave(['ours', 'none'] as const, restless);
  const tasks = (variant: 'ours' | 'none') => summary((idle.get(variant) ?? []).map((each) => each.tasks));
  const share = summary((idle.get('ours') ?? []).map(({ ours }) => ours / CHANGE_SECONDS));
  line(`\n${CHANGES_PER_SECOND} changes a second for ${CHANGE_SECONDS} s, CPU of tasks`, 'median', 'minimum');
  line('without', ms(tasks('none').median), ms(tasks('none').minimum));
  line('with', ms(tasks('ours').median), ms(tasks('ours').minimum));
  line(
    'with to without',
    ...(['median', 'minimum'] as const).map((key) => times(tasks('ours')[key] / tasks('none')[key])),
  );
  line('our part of each second', ms(share.median), ms(share.minimum));
} finally {
  await browser.close();
  pages.close();
}
printSizes();
