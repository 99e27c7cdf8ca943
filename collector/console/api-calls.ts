import type { makeDocument } from '../api/openapi.ts';

type Document = ReturnType<typeof makeDocument>;

/** One call of the API, as its page shows it. */
export interface ApiCall {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly ApiParameter[];
  /** JSON that one may send; null where there is no body. */
  readonly example: string | null;
}

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  /** Such as `integer`. */
  readonly type: string;
  /** Those that may stand there; empty: any. */
  readonly words: readonly string[];
  readonly says: string;
}

/** The calls of an OpenAPI document by their groups, in its order. */
export function listCalls(document: Document): ReadonlyMap<string, readonly ApiCall[]> {
  const groups = new Map<string, ApiCall[]>((document.tags ?? []).map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const { operationId = '', summary = '', description = '', tags = [] } = operation;
      groups.get(tags[0] ?? '')?.push({
        ...{ id: operationId, method: method.toUpperCase(), path, summary, description },
        parameters: (operation.parameters ?? []).flatMap(toParameter),
        example: exampleOf(operation.requestBody),
      });
    }
  }
  return groups;
}

/** The call for a shell, with what has to be filled in as it stands in the path. */
export function toCurl({ method, path, example }: ApiCall, publicUrl: string): string {
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${publicUrl}/api/v1${path}'`,
    `-H 'Authorization: Bearer ak_…'`,
    ...(example === null ? [] : [`-d '${JSON.stringify(JSON.parse(example)).replaceAll("'", `'\\''`)}'`]),
  ];
  return parts.join(' \\\n  ');
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Operation = NonNullable<NonNullable<Document['paths']>[string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];

function toParameter(parameter: Parameter): ApiParameter[] {
  if (!('in' in parameter) || (parameter.in !== 'path' && parameter.in !== 'query')) return [];
  const { name, required = false, description, schema } = parameter;
  const says = description ?? (schema && 'description' in schema ? schema.description : undefined);
  return [
    { name, in: parameter.in, required, type: typeOf(schema), words: wordsOf(schema), says: says ?? '' },
  ];
}

function typeOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null) return '';
  if ('format' in schema && typeof schema.format === 'string') return schema.format;
  return 'type' in schema && typeof schema.type === 'string' ? schema.type : 'string';
}

function wordsOf(schema: unknown): string[] {
  const hasWords = typeof schema === 'object' && schema !== null && 'enum' in schema;
  return hasWords && Array.isArray(schema.enum) ? schema.enum.map(String) : [];
}

function exampleOf(body: Operation['requestBody']): string | null {
  if (!body || !('content' in body)) return null;
  return JSON.stringify(body.content['application/json']?.example ?? {}, null, 2);
}
