import type { OutgoingLine } from '../../storage/outgoing.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { outgoingColumns } from './outgoing-columns.tsx';
import { Table } from './table.tsx';

interface MessagesProps {
  readonly page: { readonly items: readonly OutgoingLine[]; readonly hasOlder?: boolean };
  readonly title: Phrase;
  /** By which the log shows all of them, where there are more. */
  readonly filter?: Readonly<Record<string, string>>;
}

/** What receivers were told, below what it is about. Nothing where they were not. */
export function Messages({ page, title, filter }: MessagesProps) {
  const text = useText();
  if (page.items.length === 0) return null;
  return (
    <section>
      <h2>{text(title)}</h2>
      {page.hasOlder && (
        <p class="above">
          <a href={`/console/outgoing?${new URLSearchParams(filter)}`}>{text('All messages')}</a>
        </p>
      )}
      <Table caption={text(title)} columns={outgoingColumns} rows={page.items} keyOf={({ id }) => id} />
    </section>
  );
}
