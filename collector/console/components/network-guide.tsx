import type { NetworkTemplate } from '../../networks/index.ts';
import { STATUS_LISTS } from '../../networks/status-map.ts';
import { Facts } from './facts.tsx';

/** What is known of a network: what its user must know, its macros, its words, and how sure all that is. */
export function NetworkGuide({ network }: { network: NetworkTemplate }) {
  const words = STATUS_LISTS.flatMap(([status]): [string, string][] => {
    const list = network.statuses[status] ?? [];
    return list.length > 0 ? [[status, list.join(', ')]] : [];
  });
  return (
    <>
      {network.setup && <p>{SETUPS[network.setup]}</p>}
      {network.notes && <p>{network.notes}</p>}
      <p class="soft">
        {SOURCES[network.source]}
        {network.unsure &&
          ` To be checked with the network: ${network.unsure.map((part) => PARTS[part]).join(', ')}.`}
      </p>
      <h3>Macros</h3>
      <Facts facts={macrosOf(network)} />
      {words.length > 0 && (
        <>
          <h3>Its words for our statuses</h3>
          <Facts facts={words} />
        </>
      )}
      <Defaults network={network} />
    </>
  );
}

const SETUPS: Readonly<Record<NonNullable<NetworkTemplate['setup']>, string>> = {
  parts: 'Its form takes protocol, domain, path and parameters separately: copy them from the URL.',
  support: 'A manager of the network sets the postback up: send the URL there.',
  none: 'No postbacks of this network are known, only where the click ID goes in its links.',
};

const SOURCES: Readonly<Record<NetworkTemplate['source'], string>> = {
  documented: 'As the network documents it.',
  'seen in code': 'As others have it in their code; the network documents nothing in public.',
  recollection: 'From memory: all of it is to be checked with the network.',
};

const PARTS: Readonly<Record<NonNullable<NetworkTemplate['unsure']>[number], string>> = {
  click: 'the macro of the click ID',
  currency: 'the currency',
  events: 'the events',
  price: 'the payout’s macro',
  statuses: 'the status words',
  uid: 'the lead ID’s macro',
};

function macrosOf({ macros, otherMacros }: NetworkTemplate): [string, string][] {
  return Object.entries(macros).map(([name, macro]) => {
    const others = otherMacros?.[name as keyof typeof otherMacros] ?? [];
    return [name, [macro, ...others].join('  or  ')];
  });
}

function Defaults({ network }: { network: NetworkTemplate }) {
  const { defaultStatus, defaultCurrency, reply } = network;
  const lines = [
    defaultStatus && `A postback without a status means ${defaultStatus}.`,
    defaultCurrency && `A payout without a currency is in ${defaultCurrency}.`,
    reply && `A success is answered with «${reply}».`,
  ];
  return (
    <>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}
