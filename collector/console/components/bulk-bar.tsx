import { MAX_AT_ONCE } from '../../edit/set-status.ts';
import { STATUSES } from '../../pipeline/postback.ts';
import { useText } from '../reader.tsx';
import { Hidden } from './form.tsx';
import type { ListedLead } from './lead-columns.tsx';
import type { Column } from './table.tsx';

const FORM = 'bulk';

/** What can be done with ticked leads. The ticks stand in the table and belong to this form. */
export function BulkBar({ filters, isMore }: { filters: URLSearchParams; isMore: boolean }) {
  const text = useText();
  return (
    <form
      id={FORM}
      class="bulk"
      method="post"
      action="/console/leads/bulk"
      data-all={text('Tick all')}
      data-ticked={text('Ticked: {n}')}
    >
      <Hidden values={filters} />
      <label class="inline">
        {text('Set the status of ticked leads')}
        <select name="to">
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {status}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="quiet">
        {text('Preview')}
      </button>
      {isMore && (
        <button type="submit" class="quiet" name="scope" value="all">
          {text('Preview for all that fit, at most {n}', { n: MAX_AT_ONCE })}
        </button>
      )}
    </form>
  );
}

/** The column with the ticks. */
export const tickColumn: Column<ListedLead> = {
  head: 'Tick',
  kind: 'pick',
  cell: ({ clickId, id }) => <Tick value={`${clickId}/${id}`} />,
};

function Tick({ value }: { value: string }) {
  const text = useText();
  return <input type="checkbox" form={FORM} name="lead" value={value} aria-label={text('Tick')} />;
}
