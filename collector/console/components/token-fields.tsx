import type { FormRequest } from '../action.ts';
import { FieldProblem, readRanges } from '../read-flow-fields.ts';
import { useText } from '../reader.tsx';
import { Field, Lines } from './field.tsx';

/** What was typed of a token, with what is wrong with it. */
export interface TokenFormState {
  readonly form: { readonly name: string; readonly ranges: string };
  readonly problems: { readonly name?: string; readonly ranges?: string };
}

export const EMPTY_TOKEN: TokenFormState = { form: { name: '', ranges: '' }, problems: {} };

export function TokenFields({ state: { form, problems } }: { state: TokenFormState }) {
  const text = useText();
  return (
    <>
      <Field
        name="name"
        label={text('Name')}
        hint={text('Such as the network that it is for.')}
        value={form.name}
        problem={problems.name}
        required
      />
      <Lines
        name="ranges"
        label={text('Allowed servers')}
        hint={text('IP addresses or ranges, one a line; empty: any.')}
        value={form.ranges}
        problem={problems.ranges}
        rows={3}
      />
    </>
  );
}

/** Reads the fields of a token's form. */
export function readTokenForm({
  field,
  text,
}: Pick<FormRequest, 'field' | 'text'>):
  | { readonly token: { readonly name: string; readonly ipRanges: readonly string[] } }
  | TokenFormState {
  const form = { name: field('name').trim(), ranges: field('ranges') };
  const nameProblem =
    form.name === '' || form.name.length > 100
      ? text('Give it a name of at most 100 characters.')
      : undefined;
  try {
    const ipRanges = readRanges(form.ranges);
    if (nameProblem) return { form, problems: { name: nameProblem } };
    return { token: { name: form.name, ipRanges } };
  } catch (error) {
    if (!(error instanceof FieldProblem)) throw error;
    return { form, problems: { ...(nameProblem ? { name: nameProblem } : {}), ranges: error.tell(text) } };
  }
}
