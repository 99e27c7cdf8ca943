import { z } from 'zod';
import { importRow } from '../../import/import-row.ts';
import { ROWS_AT_ONCE, submitRows } from '../../import/submit-rows.ts';
import { withoutValues } from '../../people/without-contact.ts';
import type { Verdict } from '../../pipeline/postback.ts';
import { type Operation, operation } from '../operation.ts';
import { presentVerdict } from '../present.ts';
import { Change, Outcome, Remark } from '../schemas.ts';

const MAX_ROWS = 1000;
const MAX_BYTES = 2 * 1024 * 1024;

/** Postback parameters, `meta[xxx]` included; numbers and booleans are taken as they are written. */
const Parameters = z
  .record(z.string().min(1).max(255), z.union([z.string(), z.number(), z.boolean()]))
  .meta({ description: 'parameters of a postback', example: { click: '…', status: 'approve', price: 12.5 } });

const RowVerdict = z
  .strictObject({ row: z.number().int(), outcome: Outcome, changes: z.array(Change) })
  .meta({ id: 'RowVerdict' });

export const importing: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/import',
    group: 'Import and test',
    summary: 'Postbacks out of rows, with a verdict for each',
    description: `At most ${MAX_ROWS} rows, those of one click in their order. Nothing is changed unless \`dry\` is false.`,
    scope: 'import',
    maxBytes: MAX_BYTES,
    body: z.strictObject({
      rows: z.array(Parameters).min(1).max(MAX_ROWS),
      dry: z.boolean().default(true).meta({ description: 'only tell what would change; `false` does it' }),
      quiet: z.boolean().default(false).meta({ description: 'send nothing on to receivers' }),
    }),
    example: {
      rows: [{ flow: 'demo', subid: 'order-7', uid: '7', status: 'approve', price: '12.50' }],
      dry: true,
    },
    answer: z.strictObject({ dry: z.boolean(), verdicts: z.array(RowVerdict) }),
    async run({ body: { rows, dry, quiet }, caller }, { pipeline, now, newId }) {
      const { accountId, seesContact, audit } = caller;
      const verdicts: Verdict[] = [];
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = rows.slice(from, from + ROWS_AT_ONCE).map(toText);
        verdicts.push(...(await submitRows(some, { pipeline, accountId, now, newId, dry, isQuiet: quiet })));
      }
      if (!dry) await audit('import.rows', '', { rows: String(rows.length) });
      return {
        dry,
        verdicts: verdicts.map((verdict, index) => ({
          row: index + 1,
          ...presentVerdict(verdict, seesContact),
        })),
      };
    },
  }),
  operation({
    method: 'post',
    path: '/postback-test',
    group: 'Import and test',
    summary: 'What a network’s postback would do, step by step',
    description: 'A dry run: it changes nothing and leaves no entry in the log. No token is needed in it.',
    scope: 'import',
    body: z.strictObject({ parameters: Parameters }),
    example: { parameters: { flow: 'demo', subid: 'order-7', status: 'approve', price: '12.50' } },
    answer: z.strictObject({ outcome: Outcome, changes: z.array(Change), steps: z.array(Remark) }),
    async run({ body: { parameters }, caller }, { pipeline, now, newId }) {
      const { accountId, seesContact } = caller;
      const row = importRow(toText(parameters), { accountId, now: now(), newId, dry: true, isQuiet: true });
      const verdict = await pipeline.submit(row);
      const steps = verdict.remarks.map((remark) =>
        seesContact ? remark : { ...remark, says: withoutValues(remark.says) },
      );
      return { ...presentVerdict(verdict, seesContact), steps };
    },
  }),
];

function toText(row: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}
