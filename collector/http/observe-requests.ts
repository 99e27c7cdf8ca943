import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../telemetry/metrics.ts';
import { DOORS, PREFIXES } from './doors.ts';

/** Measures every request, and logs it at the level `info`. Neither knows more of its URL than which door it is. */
export function createObserveRequests({ requests }: Pick<Metrics, 'requests'>, log: Logger): Middleware {
  return async function observeRequests(ctx, next) {
    const stop = requests.startTimer();
    await next();
    const { method, status } = ctx;
    // Only now: a door's other address has been rewritten.
    const door = doorOf(ctx.path);
    const seconds = stop({ door, status });
    const { requestId } = ctx.state;
    log.info({ requestId, door, method, status, ms: Math.round(seconds * 1000) }, 'request');
  };
}

const BY_PATH: ReadonlyMap<string, string> = new Map(
  PREFIXES.flatMap((prefix) => DOORS.map(({ file }) => [`${prefix}/${file}`, file] as const)),
);

const BY_START: readonly (readonly [string, string])[] = [
  ['/c/', 'link'],
  ['/console', 'console'],
  ['/api/v1/', 'api'],
  ['/sdk', 'sdk'],
];

/** One of a few words, whatever is asked for. */
function doorOf(path: string): string {
  return BY_PATH.get(path) ?? BY_START.find(([start]) => path.startsWith(start))?.[1] ?? 'other';
}
