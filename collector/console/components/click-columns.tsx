import type { Click } from '../../pipeline/lead.ts';
import { useText } from '../reader.tsx';
import { CLICK_SOURCES } from './click-facts.tsx';
import { Foreign, Nothing } from './foreign.tsx';
import { clickPath } from './links.tsx';
import { ShowLink } from './show-link.tsx';
import type { Column } from './table.tsx';
import { Time } from './time.tsx';

/** A click as its list shows it. */
export interface ListedClick extends Click {
  readonly leads: number;
}

const text = (value: string | null) => (value ? <Foreign text={value} /> : <Nothing />);

export const clickColumns: readonly Column<ListedClick>[] = [
  { head: 'Time', kind: 'first', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { head: 'Flow', cell: ({ flowId }) => text(flowId) },
  { head: 'Came by', kind: 'plain', cell: ({ source }) => <Source source={source} /> },
  { head: 'Tags', cell: ({ tags }) => <Tags tags={tags} /> },
  { head: 'Geo', cell: ({ geo }) => text(geo) },
  {
    head: 'Leads',
    kind: 'number',
    cell: ({ leads }) => (leads > 0 ? <strong>{leads}</strong> : <Nothing />),
  },
  { head: 'Page', cell: ({ url, source }) => (source === 'link' ? <Nothing /> : text(shortAddress(url))) },
  { head: 'Referrer', cell: ({ referrer }) => text(shortAddress(referrer)) },
  {
    head: 'Show',
    kind: 'action',
    cell: ({ id, createdAt }) => (
      <ShowLink path={clickPath(id)} label="Show the click of {time}" at={createdAt} />
    ),
  },
];

function Source({ source }: Pick<Click, 'source'>) {
  return <span class="soft">{useText()(CLICK_SOURCES[source])}</span>;
}

/** What tells campaigns apart. */
function Tags({ tags }: Pick<Click, 'tags'>) {
  const shown = ['utm_source', 'utm_campaign', 'subid'].flatMap((name) =>
    Object.hasOwn(tags, name) ? [tags[name] ?? ''] : [],
  );
  return text(shown.join(' · '));
}

/** Host and path: what comes after them is long. */
function shortAddress(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/[?#].*$/s, '');
}
