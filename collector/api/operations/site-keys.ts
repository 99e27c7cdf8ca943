import { z } from 'zod';
import { randomText } from '../../ids.ts';
import { setSiteKey } from '../../storage/site-keys.ts';
import { type Operation, operation, unknown } from '../operation.ts';
import { FlowId } from './flows.ts';

export const siteKeys: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/flows/{id}/site-key',
    group: 'Flows',
    summary: 'Give a flow another site key, and revoke the one that it has',
    description:
      'Pages with the old script tag are refused within a second: put the new key into them. The keys that work now stand in the list of flows.',
    scope: 'flows:write',
    params: { id: FlowId },
    body: z.strictObject({
      confirm: z.literal(true).meta({ description: 'that the old key shall stop working' }),
    }),
    example: { confirm: true },
    answer: z.strictObject({ id: z.string(), siteKey: z.string() }),
    async run({ params: { id }, caller }, { knex }) {
      const siteKey = `pk_${randomText(20)}`;
      if (!(await setSiteKey(knex, caller.accountId, id, siteKey))) throw unknown('flow');
      await caller.audit('site-key.new', id);
      return { id, siteKey };
    },
  }),
];
