import type { Lead } from '../../pipeline/lead.ts';
import { writePrice } from '../numbers.ts';
import { useReader } from '../reader.tsx';
import { Facts } from './facts.tsx';
import { Foreign } from './foreign.tsx';
import { FlowLink } from './links.tsx';
import { Money } from './money.tsx';
import { Time } from './time.tsx';

const foreign = (value: string | null) => value && <Foreign text={value} />;

/** All that is known of a lead; contact data for who may see it. */
export function LeadFacts({ lead }: { lead: Lead }) {
  const { text, may } = useReader();
  return (
    <section>
      <h2>{text('Lead')}</h2>
      <Facts
        facts={[
          [text('Payout'), <Payout lead={lead} />],
          [text('Status word'), foreign(lead.statusWord)],
          [text('UID'), foreign(lead.uid)],
          [text('Goal'), foreign(lead.goal)],
          [text('Flow'), may('secrets') ? <FlowLink id={lead.flowId} /> : <Foreign text={lead.flowId} />],
          ...(may('contact')
            ? ([
                [text('Name'), foreign(lead.name)],
                [text('Phone'), foreign(lead.phone)],
                [text('Email'), foreign(lead.email)],
                [text('Comment'), foreign(lead.comment)],
                [text('IP'), foreign(lead.ip)],
              ] as const)
            : []),
          [text('Geo'), foreign(lead.geo)],
          ...(lead.erasedAt ? ([[text('Contact data erased'), <Time at={lead.erasedAt} />]] as const) : []),
          [text('Confirmed by a server'), text(lead.confirmed ? 'yes' : 'not yet')],
          [text('Created'), <Time at={lead.createdAt} />],
          [text('Changed'), <Time at={lead.updatedAt} />],
          [text('Lead ID'), <span class="id">{lead.id}</span>],
        ]}
      />
    </section>
  );
}

/** The amount, and where it was converted what the network sent. */
function Payout({ lead }: { lead: Lead }) {
  const { text, locale } = useReader();
  return (
    <>
      <Money {...lead} />
      {lead.sentPrice !== null && (
        <span class="soft">
          {` ${text('from')} `}
          <Money price={lead.sentPrice} currency={lead.sentCurrency} />
          {` ${text('at the rate {rate}', { rate: lead.rate === null ? '' : writePrice(lead.rate, locale) })}`}
        </span>
      )}
    </>
  );
}

/** Custom fields. */
export function LeadMeta({ meta }: { meta: Lead['meta'] }) {
  const { text } = useReader();
  const fields = Object.entries(meta);
  if (fields.length === 0) return null;
  return (
    <section>
      <h2>{text('Custom fields')}</h2>
      <table class="pairs">
        <tbody>
          {fields.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <Foreign text={name} />
              </th>
              <td>
                <Foreign text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
