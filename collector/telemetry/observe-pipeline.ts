import { SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Outcome } from '../pipeline/postback.ts';
import type { Metrics } from './metrics.ts';

/** The same pipeline, measured: a span and an observation for each postback. */
export function observePipeline(pipeline: Pipeline, { postbacks }: Metrics, tracer: Tracer): Pipeline {
  return {
    ...pipeline,
    submit(postback) {
      const { channel, purpose, format } = postback;
      const stop = postbacks.startTimer({ channel, purpose });
      const attributes = {
        'subpixel.channel': channel,
        'subpixel.purpose': purpose,
        'subpixel.format': format,
      };
      return tracer.startActiveSpan('postback', { attributes }, async (span) => {
        try {
          const verdict = await pipeline.submit(postback);
          const { outcome } = verdict;
          span.setAttribute('subpixel.outcome', outcomeOf(outcome));
          if (outcome.status === 'error') {
            span.setAttribute('subpixel.reason', outcome.reason);
            // What a sender did wrong is no fault of ours.
            if (outcome.error === 'db') span.setStatus({ code: SpanStatusCode.ERROR });
          }
          stop({ outcome: outcomeOf(outcome) });
          return verdict;
        } finally {
          span.end();
        }
      });
    },
  };
}

/** `created`, `queued`, …, or the error. */
function outcomeOf(outcome: Outcome): string {
  return outcome.status === 'ok' ? outcome.result : outcome.error;
}
