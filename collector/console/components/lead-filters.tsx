import { STATUSES } from '../../pipeline/postback.ts';
import type { LeadFilterShown } from '../read-lead-filter.ts';
import { useReader } from '../reader.tsx';
import { Choice, ClickField, Filters } from './filters.tsx';
import { PeriodFields } from './period-fields.tsx';

interface LeadFiltersProps {
  readonly path: string;
  readonly shown: LeadFilterShown;
  readonly active: boolean;
  readonly flows: readonly (readonly [id: string, name: string])[];
}

/** The form above a list of leads. */
export function LeadFilters({ path, shown, active, flows }: LeadFiltersProps) {
  const { text, may } = useReader();
  return (
    <Filters path={path} active={active}>
      <label class="search">
        {text('Search')}
        <input
          type="search"
          name="search"
          value={shown.search}
          placeholder={text(may('contact') ? 'name, phone, e-mail, any ID' : 'lead ID, click ID, UID')}
          spellcheck={false}
          autocomplete="off"
        />
      </label>
      <Choice name="flow" label="Flow" value={shown.flow} options={flows} />
      <Choice
        name="status"
        label="Status"
        value={shown.status ?? ''}
        options={STATUSES.map((status) => [status, status])}
      />
      <label class="word">
        {text('Goal')}
        <input name="goal" value={shown.goal} spellcheck={false} autocomplete="off" />
      </label>
      <label class="country">
        {text('Country')}
        <input name="country" value={shown.country} maxlength={2} placeholder="DE" autocomplete="off" />
      </label>
      <label class="word">
        {text('Source')}
        <input
          name="source"
          value={shown.source}
          placeholder="utm_source"
          spellcheck={false}
          autocomplete="off"
        />
      </label>
      {shown.campaign !== '' && (
        <label class="word">
          {text('Campaign')}
          <input name="campaign" value={shown.campaign} spellcheck={false} autocomplete="off" />
        </label>
      )}
      <label class="country">
        {text('Currency')}
        <input name="currency" value={shown.currency} maxlength={3} placeholder="USD" autocomplete="off" />
      </label>
      <Choice
        name="test"
        label="Tests"
        value={shown.test ?? ''}
        options={[
          ['no', text('without')],
          ['yes', text('only')],
        ]}
      />
      <PeriodFields shown={shown} />
      {shown.click.text !== '' && <ClickField value={shown.click.text} />}
    </Filters>
  );
}
