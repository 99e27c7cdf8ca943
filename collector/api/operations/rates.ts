import { z } from 'zod';
import { readCurrency } from '../../pipeline/currencies.ts';
import { listRates, putRates } from '../../storage/rates.ts';
import { type Operation, operation } from '../operation.ts';
import { At } from '../schemas.ts';

const Rate = z
  .strictObject({
    currency: z.string(),
    usd: z.string().meta({ description: 'what one unit is worth in US dollars' }),
    updatedAt: At,
  })
  .meta({ id: 'Rate' });

const Currency = z
  .string()
  .refine((code) => readCurrency(code) === code, 'must be an ISO 4217 code such as EUR');
const Usd = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,12})?$/, 'must be decimal text such as 1.0832')
  .refine((text) => Number(text) > 0, 'must be above 0');

export const rates: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/rates',
    group: 'Rates',
    summary: 'Exchange rates, by currency',
    scope: 'flows:read',
    answer: z.strictObject({ rates: z.array(Rate) }),
    async run({ caller }, { knex }) {
      const rates = await listRates(knex, caller.accountId);
      return {
        rates: rates.map(({ currency, usd, updated_at: updatedAt }) => ({ currency, usd, updatedAt })),
      };
    },
  }),
  operation({
    method: 'put',
    path: '/rates',
    group: 'Rates',
    summary: 'Set exchange rates',
    description: 'Those of currencies that are not named stay as they are.',
    scope: 'flows:write',
    body: z.strictObject({
      rates: z
        .record(Currency, Usd)
        .refine((rates) => Object.keys(rates).length > 0, 'name at least one currency')
        .meta({ example: { EUR: '1.0832' } }),
    }),
    example: { rates: { EUR: '1.0832' } },
    answer: z.strictObject({ set: z.number().int() }),
    async run({ body, caller }, { knex }) {
      const rates = new Map(Object.entries(body.rates));
      await putRates(knex, caller.accountId, rates);
      await caller.audit('rates.put', '', { currencies: [...rates.keys()].join(', ') });
      return { set: rates.size };
    },
  }),
];
