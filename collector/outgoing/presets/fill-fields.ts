import type { BodyType } from '../../pipeline/sending/receiver.ts';
import type { ReceiverPreset } from './preset.ts';

const FIELD = /<([a-z_]+)>/g;

const FOR_BODY: Readonly<Record<BodyType, (value: string) => string>> = {
  none: (value) => value,
  form: encodeURIComponent,
  json: (value) => JSON.stringify(value).slice(1, -1),
  text: (value) => value,
};

/** A preset's templates with what the user has filled in, encoded for its place; fields without a value become empty. */
export function fillFields(
  preset: Pick<ReceiverPreset, 'url' | 'headers' | 'bodyType' | 'body'>,
  values: Readonly<Record<string, string>>,
): Pick<ReceiverPreset, 'url' | 'headers' | 'body'> {
  const fill = (template: string, encode: (value: string, before: string) => string) =>
    template.replace(FIELD, (_, name: string, at: number) =>
      encode((Object.hasOwn(values, name) ? (values[name] ?? '') : '').trim(), template.slice(0, at)),
    );
  return {
    url: fill(preset.url, (value, before) =>
      before.endsWith('://') ? toHost(value) : encodeURIComponent(value),
    ),
    headers: preset.headers.map(([name, value]) => [name, fill(value, (text) => text)] as const),
    body: fill(preset.body, FOR_BODY[preset.bodyType]),
  };
}

/** People paste the address of a page where its host is asked for. */
function toHost(value: string): string {
  const host = value.replace(/^https?:\/\//i, '').replace(/[/?#].*$/, '');
  return encodeURIComponent(host).replaceAll('%3A', ':');
}

/** The names of all fields that stand in a preset's templates. */
export function fieldsIn({ url, headers, body }: Pick<ReceiverPreset, 'url' | 'headers' | 'body'>): string[] {
  const text = [url, body, ...headers.map(([, value]) => value)].join('\n');
  return [...new Set([...text.matchAll(FIELD)].map(([, name = '']) => name))];
}
