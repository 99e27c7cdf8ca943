import { type CDPSession, chromium, type Page } from '@playwright/test';
import { findChromium } from '../../collector/check/find-chromium.mjs';
import { combine, measureCpu, type Summary, summary } from './sdk/cpu.ts';
import { CLICK, servePages, type Variant } from './sdk/pages.ts';
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
  /** CPU time in scripts, in milliseconds. */
  readonly script: number;
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
const load = (variant: Variant, forms: number): Promise<Load> =>
  withPage(async (page, session) => {
    const cpu = await measureCpu(session);
    await page.goto(pages.url(variant, forms), { waitUntil: 'load' });
    // Observers of long tasks are told late.
    await page.waitForTimeout(100);
    const { script } = await cpu();
    const [filled, long] = (await page.evaluate('[filled, long]')) as [number, Load['long']];
    return { script, filled, long };
  });

/** How many forms that were appended one by one have their input when the microtasks of the same task are done. */
const lateForms = (): Promise<number> =>
  withPage(async (page) => {
    await page.goto(pages.url('ours', 1));
    return page.evaluate(
      async ([click, count]) => {
        let filled = 0;
        for (let index = 0; index < count; index += 1) {
          const form = document.createElement('form');
          document.body.append(form);
          await new Promise<void>((done) => queueMicrotask(done));
          if (form.querySelector('input')?.value === click) filled += 1;
        }
        return filled;
      },
      [CLICK, LATE_FORMS] as const,
    );
  });

/** What a page that never rests costs: the CPU time of all its tasks, in milliseconds. */
const restless = (variant: Variant): Promise<number> =>
  withPage(async (page, session) => {
    await page.goto(pages.url(variant, 100));
    const cpu = await measureCpu(session);
    const before = await cpu();
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
    return (await cpu()).tasks - before.tasks;
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

const line = (name: string, ...columns: (string | number)[]) =>
  console.log(name.padEnd(46) + columns.map((column) => String(column).padStart(12)).join(''));
const ms = (times: Summary) => [times.median, times.minimum].map((value) => `${value.toFixed(2)} ms`);
const ratio = (a: Summary, b: Summary) => {
  const { median, minimum } = combine(a, b, (x, y) => x / y);
  return [median, minimum].map((value) => `${value.toFixed(2)}×`);
};

async function printLoads(): Promise<void> {
  const kinds = FORMS.flatMap((forms) =>
    (['ours', 'naive', 'none'] as const).map((variant) => ({ variant, forms })),
  );
  const loads = await interleave(kinds, ({ variant, forms }) => load(variant, forms));
  const of = (variant: Variant, forms: number): Load[] =>
    [...loads].find(([kind]) => kind.variant === variant && kind.forms === forms)?.[1] ?? [];
  const scripts = (variant: Variant, forms: number) =>
    summary(of(variant, forms).map(({ script }) => script));
  const cost = (variant: Variant, forms: number) =>
    combine(scripts(variant, forms), scripts('none', forms), (a, b) => a - b);
  const count = (variant: Variant, pick: (load: Load, forms: number) => number) =>
    FORMS.flatMap((forms) => of(variant, forms).map((each) => pick(each, forms))).reduce((a, b) => a + b, 0);

  line('CPU of the script while the page loads', 'median', 'minimum', 'target');
  for (const forms of FORMS) {
    line(`naive, forms: ${forms}`, ...ms(cost('naive', forms)));
    line(`ours, forms: ${forms}`, ...ms(cost('ours', forms)));
    line('  to naive', ...ratio(cost('ours', forms), cost('naive', forms)));
  }
  line('naive, 1,000 forms to 100', ...ratio(cost('naive', 1000), cost('naive', 100)));
  line('ours, 1,000 forms to 100', ...ratio(cost('ours', 1000), cost('ours', 100)), '≤ 12×');

  const loaded = count('ours', () => 1);
  line(
    'Pages with all forms filled at DOMContentLoaded',
    `${count('ours', ({ filled }, forms) => Number(filled === forms))}/${loaded}`,
    '',
    'all',
  );
  line('Late forms filled in their own task', `${await lateForms()}/${LATE_FORMS}`, '', 'all');
  for (const variant of ['none', 'naive', 'ours'] as const) {
    line(
      `Long tasks of ${loaded} pages, ${variant}`,
      count(variant, ({ long }) => long.tasks),
    );
  }
  line(
    'Scripts of ours of 50 ms',
    count('ours', ({ long }) => long.ours),
    '',
    '0',
  );
}

async function printRestless(): Promise<void> {
  const results = await interleave(['ours', 'none'] as const, restless);
  const [ours, none] = (['ours', 'none'] as const).map((variant) => summary(results.get(variant) ?? []));
  if (!ours || !none) return;
  line(`\n${CHANGES_PER_SECOND} changes a second for ${CHANGE_SECONDS} s: CPU of tasks`, 'median', 'minimum');
  line('without', ...ms(none));
  line('with', ...ms(ours));
  line('  to without', ...ratio(ours, none));
}

try {
  await printLoads();
  await printRestless();
} finally {
  await browser.close();
  pages.close();
}
printSizes();
