import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Courier } from '../outgoing/courier.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Replayer } from '../replay/replay.ts';
import type { Scope } from '../storage/api-keys.ts';

export interface ApiDeps {
  readonly knex: Knex;
  readonly pipeline: Pipeline;
  readonly replayer: Replayer;
  /** Looks where a receiver would be called. */
  readonly courier: Courier;
  /** Makes postback tokens, and seals receivers' keys. */
  readonly secret: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Whose key it is, and what it may see and do. */
export interface Caller {
  readonly accountId: string;
  /** As log, history and audit name it. */
  readonly name: string;
  /** What its key may do. */
  readonly scopes: readonly Scope[];
  /** Whether contact data may go to it. */
  readonly seesContact: boolean;
  /** Writes into the account's audit log what the key has done. Details hold no contact data and no tokens. */
  readonly audit: (
    action: string,
    object: string,
    details?: Readonly<Record<string, string>>,
  ) => Promise<void>;
}

/** The groups of the document, in its order. */
export const GROUPS = [
  'Leads',
  'Clicks',
  'Log',
  'Statistics',
  'Flows',
  'Receivers',
  'Tokens',
  'API keys',
  'Users',
  'Rates',
  'Import and test',
] as const;
export type Group = (typeof GROUPS)[number];

type Shape = Readonly<Record<string, z.ZodType>>;

/** What a call answers: JSON, or a file. */
type Answer = Readonly<Record<string, unknown>> | ApiFile;

/** One call of the API as its author writes it: what is checked and documented are the same schemas. */
interface Definition<Params extends Shape, Query extends Shape, Body extends z.ZodType> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, with parameters as in `/log/{id}`. */
  readonly path: string;
  readonly group: Group;
  /** Half a sentence. */
  readonly summary: string;
  /** What one has to know besides. */
  readonly description?: string;
  readonly scope: Scope;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Of the body, in bytes; 64 KiB where it is not said. */
  readonly maxBytes?: number;
  /** What one may send to try it. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Of 200. `status: 'ok'` is added to it. */
  readonly answer?: z.ZodObject;
  /** It answers with an `ApiFile` of this media type instead. */
  readonly file?: string;
  readonly run: (
    call: {
      readonly params: z.output<z.ZodObject<Params>>;
      readonly query: z.output<z.ZodObject<Query>>;
      readonly body: z.output<Body>;
      readonly caller: Caller;
    },
    deps: ApiDeps,
  ) => Promise<Answer>;
}

/** What came in, unread. */
export interface RawCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined where there was none. */
  readonly body: unknown;
  readonly caller: Caller;
}

/** One call of the API, for the router, the document and the tests. */
export interface Operation
  extends Pick<Definition<Shape, Shape, z.ZodType>, 'method' | 'path' | 'group' | 'summary' | 'scope'> {
  readonly answer: z.ZodObject;
  /** The media type of what it answers instead of JSON. */
  readonly file: string | null;
  readonly description: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | null;
  readonly maxBytes: number;
  readonly example: Readonly<Record<string, unknown>> | null;
  /** Reads the call and carries it out. Throws ApiError. */
  readonly call: (raw: RawCall, deps: ApiDeps) => Promise<Answer>;
}

/** A file, written as it is read. */
export class ApiFile {
  constructor(
    /** ASCII without quotes. */
    readonly name: string,
    readonly body: Readable,
  ) {}
}

/** A call that cannot be carried out; the message says what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly http: 400 | 401 | 403 | 404 | 413 | 429,
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** What is not there or another account's. */
export function unknown(what: string): ApiError {
  return new ApiError(404, 'unknown', `there is no such ${what} in this account`);
}

const MAX_BYTES = 64 * 1024;

/** Binds schemas and code of a call together. */
export function operation<
  Params extends Shape = Record<never, never>,
  Query extends Shape = Record<never, never>,
  Body extends z.ZodType = z.ZodUndefined,
>(definition: Definition<Params, Query, Body>): Operation {
  const { method, path, group, summary, scope, answer = z.strictObject({}), body } = definition;
  const params = z.strictObject((definition.params ?? {}) as Params);
  const query = z.strictObject((definition.query ?? {}) as Query);
  return {
    ...{ method, path, group, summary, scope, answer, params, query },
    description: definition.description ?? '',
    body: body ?? null,
    file: definition.file ?? null,
    maxBytes: definition.maxBytes ?? MAX_BYTES,
    example: definition.example ?? null,
    async call(raw, deps) {
      const call = {
        params: read(params, raw.params),
        query: read(query, raw.query),
        // Without a schema there is nothing to read.
        body: (body ? read(body, raw.body ?? {}) : undefined) as z.output<Body>,
        caller: raw.caller,
      };
      return definition.run(call, deps);
    },
  };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => [...issue.path, issue.message].join(': '));
  throw new ApiError(400, 'unreadable', problems.slice(0, 10).join('; '));
}
