import { z } from 'zod';
import { ERRORS, type Reason, type Warning } from '../pipeline/postback.ts';
import type { LogFilter } from '../storage/log.ts';
import type { ReplayFilter } from '../storage/replayable.ts';

/** A call that cannot be carried out; the message says what to do. */
export class ApiError extends Error {
  constructor(
    readonly http: number,
    readonly reason: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const ID = z.string().regex(/^[0-9a-f]{32}$/, 'must have 32 hex digits');
const TEXT = z.string().min(1).max(255);

const PAGE = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: ID.optional(),
  click: ID.optional(),
  flow: TEXT.optional(),
  error: z.enum(ERRORS).optional(),
});

/** Reads the query of a list. Throws ApiError. */
export function readPage(query: URLSearchParams): { filter: LogFilter; limit: number } {
  const { limit, before, click, flow, error } = parse(PAGE, Object.fromEntries(query));
  return {
    limit,
    filter: {
      ...(before ? { before } : {}),
      ...(click ? { clickId: click } : {}),
      ...(flow ? { flowId: flow } : {}),
      ...(error ? { error } : {}),
    },
  };
}

const REPLAY = z.strictObject({
  /** Only tell what would change; the default, so that a call that was meant as a look changes nothing. */
  preview: z.boolean().default(true),
  flow: TEXT.optional(),
  error: z.enum(ERRORS).optional(),
  reason: TEXT.optional(),
  warning: TEXT.optional(),
  status: TEXT.optional(),
  click: ID.optional(),
  since: z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2031-05-01T12:00:00Z' })
    .optional(),
});

/** Reads the JSON body of a replay; an empty one previews everything. Throws ApiError. */
export function readReplayRequest(body: string): { preview: boolean; filter: ReplayFilter } {
  const { preview, flow, error, reason, warning, status, click, since } = parse(REPLAY, readJson(body));
  const filter: ReplayFilter = {
    ...(flow ? { flowId: flow } : {}),
    ...(error ? { error } : {}),
    ...(reason ? { reason: reason as Reason } : {}),
    ...(warning ? { warning: warning as Warning } : {}),
    ...(status ? { statusWord: status } : {}),
    ...(click ? { clickId: click } : {}),
    ...(since ? { since: new Date(since) } : {}),
  };
  return { preview, filter };
}

function readJson(body: string): unknown {
  if (body.trim() === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError(400, 'unreadable', 'the body is no JSON');
  }
}

function parse<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
  throw new ApiError(400, 'unreadable', problems.join('; '));
}
