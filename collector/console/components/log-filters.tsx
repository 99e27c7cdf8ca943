import type { ComponentChildren } from 'preact';
import type { Flow } from '../../pipeline/lead.ts';
import { ERRORS, REASONS, SOURCES, WARNINGS } from '../../pipeline/postback.ts';
import { networkChoice } from '../network-choice.ts';
import type { LogChoices, LogFilterShown } from '../read-log-filter.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Choice, ClickField, Filters } from './filters.tsx';
import { CHANNEL_NAMES } from './log-columns.tsx';

interface LogFiltersProps {
  readonly path: string;
  readonly shown: LogFilterShown;
  readonly active: boolean;
  readonly choices: LogChoices;
  /** What goes along unseen. */
  readonly children?: ComponentChildren;
}

/** The form above a list of postbacks. What is asked for less often is folded away. */
export function LogFilters({ path, shown, active, choices, children }: LogFiltersProps) {
  const { text } = useReader();
  return (
    <Filters path={path} active={active}>
      <Choice
        name="flow"
        label="Flow"
        value={shown.flow}
        options={choices.flows.map(({ id, name }) => [id, name])}
      />
      <Choice
        name="outcome"
        label="Outcome"
        value={shown.outcome ?? ''}
        options={[
          ['ok', text('accepted')],
          ['error', text('refused')],
        ]}
      />
      <Choice name="error" label="Error" value={shown.error ?? ''} options={ERRORS.map(asItIs)} />
      <Choice name="reason" label="Reason" value={shown.reason ?? ''} options={REASONS.map(asItIs)} />
      <Choice name="warning" label="Warning" value={shown.warning ?? ''} options={WARNINGS.map(asItIs)} />
      <label class="word">
        {text('Status word')}
        <input
          name="word"
          value={shown.word}
          placeholder={text('as sent')}
          spellcheck={false}
          autocomplete="off"
        />
      </label>
      <ClickField value={shown.click.text} />
      {children}
      <MoreFilters shown={shown} choices={choices} />
    </Filters>
  );
}

function MoreFilters({ shown, choices }: Pick<LogFiltersProps, 'shown' | 'choices'>) {
  const { text, may, timeZone } = useReader();
  const { network, channel, token, lead, ip, since, until } = shown;
  const isSet = Boolean(network || channel || token || lead || ip || since || until);
  return (
    <details class="more" open={isSet}>
      <summary>{text('More filters')}</summary>
      <div class="filters">
        <Choice name="network" label="Network" value={network} options={networksOf(choices.flows)} />
        <Choice
          name="channel"
          label="From"
          value={channel ?? ''}
          options={SOURCES.map((each) => [each, text(CHANNEL_NAMES[each])])}
        />
        <Choice
          name="token"
          label="Token"
          value={token}
          options={choices.tokens.map(({ id, name, revokedAt }) => [
            id,
            revokedAt === null ? name : `${name} (${text('revoked')})`,
          ])}
        />
        <Input name="lead" label="Lead" value={lead} hint="32 hex digits" />
        {may('contact') && <Input name="ip" label="IP" value={ip} hint="address or range" />}
        <Instant name="since" label="Since" value={since} />
        <Instant name="until" label="Until" value={until} />
        <p class="soft">{text('Times are of {zone}.', { zone: timeZone })}</p>
      </div>
    </details>
  );
}

interface InputProps {
  readonly name: string;
  readonly label: Phrase;
  readonly value: string;
}

export function Input({ name, label, value, hint }: InputProps & { readonly hint: Phrase }) {
  const { text } = useReader();
  return (
    <label class={name}>
      {text(label)}
      <input name={name} value={value} placeholder={text(hint)} spellcheck={false} autocomplete="off" />
    </label>
  );
}

export function Instant({ name, label, value }: InputProps) {
  const { text } = useReader();
  return (
    <label>
      {text(label)}
      <input type="datetime-local" name={name} step="1" value={value} />
    </label>
  );
}

/** Each once, by its name. */
function networksOf(flows: readonly Flow[]): [value: string, name: string][] {
  const choices = flows.map(networkChoice).filter((choice) => choice !== null);
  return [...new Map(choices)].sort(([, one], [, other]) => one.localeCompare(other));
}

function asItIs(word: string): [string, string] {
  return [word, word];
}
