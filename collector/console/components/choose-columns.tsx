import { useReader } from '../reader.tsx';
import { Foreign } from './foreign.tsx';
import { type LeadColumn, metaColumn, otherColumns } from './lead-columns.tsx';

interface ChooseColumnsProps {
  readonly columns: readonly LeadColumn[];
  /** Custom fields of the newest leads. */
  readonly metaKeys: readonly string[];
  /** To come back to. */
  readonly filters: URLSearchParams;
}

/** Which columns the list has, and in which order. */
export function ChooseColumns({ columns, metaKeys, filters }: ChooseColumnsProps) {
  const reader = useReader();
  const { text } = reader;
  const names = columns.map(({ name }) => name);
  const meta = metaKeys.map(metaColumn).filter(({ name }) => !names.includes(name));
  return (
    <details class="choose">
      <summary>{text('Columns')}</summary>
      <form method="post" action="/console/leads/columns" id="columns">
        <input type="hidden" name="filters" value={String(filters)} />
        <div class="row">
          {reader.may('contact') && (
            <label>
              {text('Another custom field')}
              <input name="another" maxlength={64} spellcheck={false} autocomplete="off" />
            </label>
          )}
          <button type="submit">{text('Save')}</button>
          <button type="submit" class="quiet" name="usual" value="1">
            {text('Usual columns')}
          </button>
        </div>
        <ul class="ticks">
          {columns.map((column, place) => (
            <ColumnTick key={column.name} column={column} ticked movable={place > 0} />
          ))}
          {[...otherColumns(columns, reader), ...meta].map((column) => (
            <ColumnTick key={column.name} column={column} ticked={false} movable={false} />
          ))}
        </ul>
      </form>
    </details>
  );
}

interface ColumnTickProps {
  readonly column: LeadColumn;
  readonly ticked: boolean;
  readonly movable: boolean;
}

function ColumnTick({ column, ticked, movable }: ColumnTickProps) {
  const { text } = useReader();
  const { name, head, foreignHead } = column;
  return (
    <li>
      <label class="inline">
        <input type="checkbox" name="column" value={name} checked={ticked} />
        {foreignHead === undefined ? text(head) : <Foreign text={foreignHead} />}
      </label>
      {movable && (
        <button
          type="submit"
          class="quiet"
          name="first"
          value={name}
          title={text('Further to the front')}
          aria-label={`${text('Further to the front')}: ${foreignHead ?? text(head)}`}
        >
          ↑
        </button>
      )}
    </li>
  );
}
