import type { Click } from '../../pipeline/lead.ts';
import { useReader } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Facts } from './facts.tsx';
import { Foreign, ForeignLink } from './foreign.tsx';
import { ClickLink, FlowLink } from './links.tsx';
import { Time } from './time.tsx';

/** How a click came to be, in people's words. */
export const CLICK_SOURCES: Readonly<Record<Click['source'], Phrase>> = {
  link: 'tracking link',
  page: 'landing page',
  flow: 'none: the network named a flow',
};

interface ClickFactsProps {
  readonly click: Click;
  /** On the click's own page, which needs no link to itself. */
  readonly isOwnPage?: boolean;
}

/** Where a visit came from and where it led. */
export function ClickFacts({ click, isOwnPage = false }: ClickFactsProps) {
  const { text, may } = useReader();
  const tags = Object.entries(click.tags);
  return (
    <section>
      <h2>{text('Click')}</h2>
      <Facts
        facts={[
          [
            text('Click ID'),
            isOwnPage ? <span class="id">{click.id}</span> : <ClickLink id={click.id} full />,
          ],
          [text('Time'), <Time at={click.createdAt} />],
          [text('Flow'), may('secrets') ? <FlowLink id={click.flowId} /> : <Foreign text={click.flowId} />],
          [text('Came by'), text(CLICK_SOURCES[click.source])],
          [text('Page'), click.url && <ForeignLink url={click.url} />],
          [text('Referrer'), click.referrer && <ForeignLink url={click.referrer} />],
          ...tags.map(([name, value]) => [name, <Foreign text={value} />] as const),
          ...(may('contact') ? ([[text('IP'), click.ip && <Foreign text={click.ip} />]] as const) : []),
          [text('Geo'), click.geo && <Foreign text={click.geo} />],
          [text('Browser'), click.userAgent && <Foreign text={click.userAgent} />],
        ]}
      />
    </section>
  );
}
