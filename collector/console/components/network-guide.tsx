import type { NetworkTemplate } from '../../networks/index.ts';
import { STATUS_LISTS } from '../../networks/status-map.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Facts } from './facts.tsx';
import { Sentence } from './sentence.tsx';

/** What is known of a network: what its user must know, its macros, its words, and how sure all that is. */
export function NetworkGuide({ network }: { network: NetworkTemplate }) {
  const text = useText();
  const words = STATUS_LISTS.flatMap(([status]): [string, string][] => {
    const list = network.statuses[status] ?? [];
    return list.length > 0 ? [[status, list.join(', ')]] : [];
  });
  const parts = network.unsure?.map((part) => text(PARTS[part])).join(', ');
  return (
    <>
      {network.setup && <p>{text(SETUPS[network.setup])}</p>}
      {network.notes && (
        <p>
          <Sentence text={network.notes} />
        </p>
      )}
      {network.id !== 'own' && (
        <p class="soft">
          {text(SOURCES[network.source])}{' '}
          {parts && text('To be checked with the network: {parts}.', { parts })}
        </p>
      )}
      <h3>{text('Macros')}</h3>
      <Facts facts={macrosOf(network, text('or'))} />
      {words.length > 0 && (
        <>
          <h3>{text('Its words for our statuses')}</h3>
          <Facts facts={words} />
        </>
      )}
      <Defaults network={network} />
    </>
  );
}

const SETUPS: Readonly<Record<NonNullable<NetworkTemplate['setup']>, Phrase>> = {
  parts: 'Its form takes protocol, domain, path and parameters separately: copy them from the URL.',
  support: 'A manager of the network sets the postback up: send the URL there.',
  none: 'No postbacks of this network are known, only where the click ID goes in its links.',
};

const SOURCES: Readonly<Record<NetworkTemplate['source'], Phrase>> = {
  documented: 'As the network documents it.',
  'seen in code': 'As others have it in their code; the network documents nothing in public.',
  recollection: 'From memory: all of it is to be checked with the network.',
};

const PARTS: Readonly<Record<NonNullable<NetworkTemplate['unsure']>[number], Phrase>> = {
  click: 'the macro of the click ID',
  currency: 'the currency',
  events: 'the events',
  price: 'the payout’s macro',
  statuses: 'the status words',
  uid: 'the lead ID’s macro',
};

function macrosOf({ macros, otherMacros }: NetworkTemplate, or: string): [string, string][] {
  return Object.entries(macros).map(([name, macro]) => {
    const others = otherMacros?.[name as keyof typeof otherMacros] ?? [];
    return [name, [macro, ...others].join(`  ${or}  `)];
  });
}

function Defaults({ network }: { network: NetworkTemplate }) {
  const text = useText();
  const { defaultStatus, defaultCurrency, reply } = network;
  const lines = [
    defaultStatus && text('A postback without a status means {status}.', { status: defaultStatus }),
    defaultCurrency && text('A payout without a currency is in {currency}.', { currency: defaultCurrency }),
    reply && text('A success is answered with «{reply}».', { reply }),
  ];
  return (
    <>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}
