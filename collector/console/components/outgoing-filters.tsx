import type { ComponentChildren } from 'preact';
import type { Flow } from '../../pipeline/lead.ts';
import { KINDS } from '../../pipeline/sending/receiver.ts';
import { OUTGOING_STATES, type SentTo } from '../../storage/outgoing-criteria.ts';
import type { OutgoingFilterShown } from '../read-outgoing-filter.ts';
import { useReader } from '../reader.tsx';
import { Choice, ClickField, Filters } from './filters.tsx';
import { Input, Instant } from './log-filters.tsx';
import { KIND_NAMES, STATE_NAMES } from './outgoing-columns.tsx';

export interface OutgoingFiltersProps {
  readonly path: string;
  readonly shown: OutgoingFilterShown;
  readonly active: boolean;
  readonly flows: readonly Pick<Flow, 'id' | 'name'>[];
  readonly receivers: readonly SentTo[];
  /** What goes along unseen. */
  readonly children?: ComponentChildren;
}

/** The form above a list of messages to others. What is asked for less often is folded away. */
export function OutgoingFilters({ path, shown, active, flows, receivers, children }: OutgoingFiltersProps) {
  const { text } = useReader();
  return (
    <Filters path={path} active={active}>
      <Choice
        name="state"
        label="Outcome"
        value={shown.state ?? ''}
        options={[
          ['trouble', text('not arrived')],
          ...OUTGOING_STATES.map((state) => [state, text(STATE_NAMES[state])] as const),
        ]}
      />
      <Choice
        name="receiver"
        label="Receiver"
        value={shown.receiver}
        options={receivers.map(({ id, name }) => [id, name ?? text('deleted: {id}', { id })])}
      />
      <Choice
        name="kind"
        label="Kind"
        value={shown.kind ?? ''}
        options={KINDS.map((kind) => [kind, text(KIND_NAMES[kind])])}
      />
      <Choice name="flow" label="Flow" value={shown.flow} options={flows.map(({ id, name }) => [id, name])} />
      <ClickField value={shown.click.text} />
      {children}
      <MoreFilters shown={shown} />
    </Filters>
  );
}

function MoreFilters({ shown: { lead, since, until } }: Pick<OutgoingFiltersProps, 'shown'>) {
  const { text, timeZone } = useReader();
  return (
    <details class="more" open={Boolean(lead || since || until)}>
      <summary>{text('More filters')}</summary>
      <div class="filters">
        <Input name="lead" label="Lead" value={lead} hint="32 hex digits" />
        <Instant name="since" label="Since" value={since} />
        <Instant name="until" label="Until" value={until} />
        <p class="soft">{text('Times are of {zone}.', { zone: timeZone })}</p>
      </div>
    </details>
  );
}
