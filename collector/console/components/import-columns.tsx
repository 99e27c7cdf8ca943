import { IMPORT_PARAMETERS } from '../../import/parameters.ts';
import type { Upload } from '../../storage/uploads.ts';
import { META } from '../import-file.ts';
import { useText } from '../reader.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { type Column, Table } from './table.tsx';

interface FileColumn {
  readonly index: number;
  readonly heading: string;
  readonly parameter: string | null;
  readonly examples: readonly string[];
}

/** Rows whose cells show what a column holds. */
const EXAMPLES = 3;

const COLUMNS: readonly Column<FileColumn>[] = [
  { head: 'In the file', kind: 'first', cell: ({ heading }) => <Foreign text={heading} /> },
  { head: 'For example', cell: ({ examples }) => <Examples examples={examples} /> },
  { head: 'What it is', cell: (column) => <Meaning {...column} /> },
];

/** Asks what each column of the file is; where the heading tells, it is chosen already. */
export function ImportColumns({ upload }: { upload: Upload }) {
  const text = useText();
  const [headings = [], ...rows] = upload.cells;
  const columns = headings.map((heading, index) => ({
    ...{ index, heading, parameter: upload.parameters[index] ?? null },
    examples: rows
      .slice(0, EXAMPLES)
      .map((cells) => cells[index] ?? '')
      .filter((cell) => cell !== ''),
  }));
  const isTried = upload.verdicts.length > 0;
  return (
    <form
      class="import"
      method="post"
      action={`/console/leads/import/${upload.id}`}
      data-busy={text('Trying every row …')}
    >
      <Table
        caption={text('Columns of the file')}
        columns={COLUMNS}
        rows={columns}
        keyOf={({ index }) => String(index)}
      />
      <p>
        <button type="submit" class={isTried ? 'quiet' : undefined}>
          {text(isTried ? 'Try it again' : 'Try it, without changing anything')}
        </button>
      </p>
    </form>
  );
}

function Meaning({ index, heading, parameter }: FileColumn) {
  const text = useText();
  const isMeta = parameter?.startsWith('meta[') ?? false;
  return (
    <select name={`column-${index}`} aria-label={text('What «{heading}» is', { heading })}>
      <option value="">{text('leave it out')}</option>
      <option value={META} selected={isMeta}>
        {text('custom field')}
      </option>
      {IMPORT_PARAMETERS.map((name) => (
        <option key={name} value={name} selected={name === parameter}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Examples({ examples }: { examples: readonly string[] }) {
  if (examples.length === 0) return <Nothing />;
  return (
    <ul class="plain">
      {examples.map((example, index) => (
        // The same cell may come twice.
        <li key={`${index} ${example}`}>
          <Foreign text={example.slice(0, 80)} />
        </li>
      ))}
    </ul>
  );
}
