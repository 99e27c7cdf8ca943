import type { SentWith } from '../../storage/sent-with.ts';
import { useReader } from '../reader.tsx';
import { Foreign } from './foreign.tsx';

/** The token or the site key of a postback, leading to its settings for who may see them. */
export function SentWithWhat({ sentWith }: { readonly sentWith: SentWith }) {
  const { text, may } = useReader();
  if (sentWith.kind === 'site-key') {
    const { key, flowId } = sentWith;
    const id = <span class="id">{key}</span>;
    if (flowId === null)
      return (
        <>
          {id} <Past says={text('replaced')} />
        </>
      );
    return may('people') ? (
      <a href={`/console/settings/site-keys/${encodeURIComponent(flowId)}`}>{id}</a>
    ) : (
      id
    );
  }
  const { id, token } = sentWith;
  if (token === null)
    return (
      <>
        <span class="id">sk_{id}…</span> <Past says={text('deleted')} />
      </>
    );
  const name = <Foreign text={token.name} />;
  if (token.revokedAt !== null)
    return (
      <>
        {name} <Past says={text('revoked')} />
      </>
    );
  return may('secrets') ? <a href={`/console/settings/tokens/${id}`}>{name}</a> : name;
}

function Past({ says }: { readonly says: string }) {
  return <span class="soft">({says})</span>;
}
