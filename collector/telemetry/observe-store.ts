import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { type Batch, type BatchStore, StoreError } from '../pipeline/batch-store.ts';
import type { Metrics } from './metrics.ts';

/** The same store, measured: a span and an observation for each batch that is written. */
export function observeStore(store: BatchStore, metrics: Metrics, tracer: Tracer): BatchStore {
  return {
    ...store,
    write(batch) {
      const stop = metrics.batches.startTimer();
      const size = sizeOf(batch);
      const attributes = { 'subpixel.batch.size': size, 'subpixel.batch.leads': batch.leads.length };
      return tracer.startActiveSpan('batch', { attributes }, async (span) => {
        try {
          const written = await store.write(batch);
          // Others were faster with the rest: it is decided again.
          span.setAttribute('subpixel.batch.conflicts', batch.clicks.length - written.size);
          metrics.batchSize.observe(size);
          stop({ outcome: 'written' });
          return written;
        } catch (error) {
          // Not the error itself: what Postgres says may hold values of the row.
          const outcome = error instanceof StoreError ? error.kind : 'bug';
          span.setAttribute('subpixel.outcome', outcome);
          span.setStatus({ code: SpanStatusCode.ERROR });
          stop({ outcome });
          throw error;
        } finally {
          span.end();
        }
      });
    },
  };
}

/** A registration leaves a click and no entry; every other postback leaves an entry. */
function sizeOf({ clicks, entries }: Batch): number {
  const entered = new Set(entries.map(({ guard }) => guard));
  return entries.length + clicks.filter(({ id }) => !entered.has(id)).length;
}
