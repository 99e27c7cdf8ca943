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
  const fill = (template: string, encode: (value: string) => string) =>
    template.replace(FIELD, (_, name: string) =>
      encode((Object.hasOwn(values, name) ? (values[name] ?? '') : '').trim()),
    );
  return {
    url: fill(preset.url, encodeURIComponent),
    headers: preset.headers.map(([name, value]) => [name, fill(value, (text) => text)] as const),
    body: fill(preset.body, FOR_BODY[preset.bodyType]),
  };
}

/** The names of all fields that stand in a preset's templates. */
export function fieldsIn({ url, headers, body }: Pick<ReceiverPreset, 'url' | 'headers' | 'body'>): string[] {
  const text = [url, body, ...headers.map(([, value]) => value)].join('\n');
  return [...new Set([...text.matchAll(FIELD)].map(([, name = '']) => name))];
}
