import { useText } from '../reader.tsx';

/** The first and last digits of an ID: its beginning is a time, its end is what tells it from its neighbours. */
export function shortId(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(-4)}`;
}

/** A click, leading to its visit, leads and postbacks. */
export function ClickLink({ id, full = false }: { id: string; full?: boolean }) {
  const text = useText();
  return (
    <a class="id" href={clickPath(id)} title={text('Click {id}', { id })}>
      {full ? id : shortId(id)}
    </a>
  );
}

export function clickPath(id: string): string {
  return `/console/clicks/${id}`;
}

export function leadPath(clickId: string, leadId: string): string {
  return `/console/leads/${clickId}/${leadId}`;
}

export function FlowLink({ id }: { id: string }) {
  return <a href={`/console/flows/${encodeURIComponent(id)}`}>{id}</a>;
}

/** The list of the leads that statistics count, narrowed by what it can be filtered by. */
export function leadsPath(filters: Readonly<Record<string, string>>): string {
  return `/console/leads?${new URLSearchParams({ ...filters, test: 'no' })}`;
}
