import type { ComponentChildren } from 'preact';
import { ERRORS, REASONS, WARNINGS } from '../../pipeline/postback.ts';
import type { LogFilterShown } from '../read-log-filter.ts';
import { Choice, ClickField, Filters } from './filters.tsx';

interface LogFiltersProps {
  readonly path: string;
  readonly shown: LogFilterShown;
  readonly active: boolean;
  readonly flows: readonly (readonly [id: string, name: string])[];
  readonly children?: ComponentChildren;
}

/** The form above a list of postbacks. */
export function LogFilters({ path, shown, active, flows, children }: LogFiltersProps) {
  return (
    <Filters path={path} active={active}>
      <Choice name="flow" label="Flow" value={shown.flow} options={flows} />
      <Choice name="outcome" label="Outcome" value={shown.outcome ?? ''} options={OUTCOMES} />
      <Choice name="error" label="Error" value={shown.error ?? ''} options={ERRORS.map(asItIs)} />
      <Choice name="reason" label="Reason" value={shown.reason ?? ''} options={REASONS.map(asItIs)} />
      <Choice name="warning" label="Warning" value={shown.warning ?? ''} options={WARNINGS.map(asItIs)} />
      <label class="word">
        Status word
        <input name="word" value={shown.word} placeholder="as sent" spellcheck={false} autocomplete="off" />
      </label>
      {children}
      <ClickField value={shown.click.text} />
    </Filters>
  );
}

const OUTCOMES = [
  ['ok', 'accepted'],
  ['error', 'refused'],
] as const;

function asItIs(word: string): [string, string] {
  return [word, word];
}
