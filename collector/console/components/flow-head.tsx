import type { Flow } from '../../pipeline/lead.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Foreign } from './foreign.tsx';

/** The pages of a flow, by the last part of their address. */
const TABS = [
  { part: '', name: 'Set up', may: 'read' },
  { part: '/settings', name: 'Settings', may: 'read' },
  { part: '/receivers', name: 'Sending on', may: 'read' },
  { part: '/test', name: 'Tester', may: 'edit' },
  { part: '/listen', name: 'Listen', may: 'edit' },
  { part: '/check', name: 'Check a page', may: 'edit' },
] as const;

export type FlowTab = (typeof TABS)[number]['part'] | '/network';

interface FlowHeadProps {
  readonly flow: Pick<Flow, 'id' | 'name'>;
  readonly tab: FlowTab;
}

/** The head of each page of a flow: which it is, and the way to the others. */
export function FlowHead({ flow, tab }: FlowHeadProps) {
  const { text, may } = useReader();
  const path = flowPath(flow);
  const lists: [string, Phrase][] = [
    [`/console/logs?flow=${encodeURIComponent(flow.id)}`, 'Postbacks'],
    [`/console/leads?flow=${encodeURIComponent(flow.id)}`, 'Leads'],
  ];
  return (
    <>
      <p class="crumb">
        <a href="/console/flows">{text('Flows')}</a> /
      </p>
      <h1>
        <Foreign text={flow.name} /> <span class="id soft">{flow.id}</span>
      </h1>
      <nav class="tabs" aria-label={text('Pages of this flow')}>
        {TABS.filter((each) => may(each.may)).map(({ part, name }) => (
          <a key={part} href={path + part} aria-current={part === tab ? 'page' : undefined}>
            {text(name)}
          </a>
        ))}
        <span class="away">
          {lists.map(([href, name]) => (
            <a key={href} href={href}>
              {text(name)}
            </a>
          ))}
        </span>
      </nav>
    </>
  );
}

export function flowPath({ id }: Pick<Flow, 'id'>): string {
  return `/console/flows/${encodeURIComponent(id)}`;
}
