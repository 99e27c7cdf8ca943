import type { KeysetPage } from '../../storage/keyset.ts';
import { useText } from '../reader.tsx';

interface PagerProps {
  readonly path: string;
  /** The filters, which all pages of a list share. */
  readonly filters: URLSearchParams;
  readonly page: KeysetPage<{ readonly id: string }>;
}

/** Newer and older, by keyset. */
export function Pager({ path, filters, page }: PagerProps) {
  const text = useText();
  const href = (key: 'before' | 'after', id: string | undefined) => {
    const query = new URLSearchParams(filters);
    query.set(key, id ?? '');
    return `${path}?${query}`;
  };
  const newest = filters.size > 0 ? `${path}?${filters}` : path;
  if (!page.hasNewer && !page.hasOlder) return null;
  return (
    <nav class="pager" aria-label={text('Pages')}>
      {page.hasNewer && <a href={newest}>{text('Newest')}</a>}
      {page.hasNewer && (
        <a rel="prev" href={href('after', page.items[0]?.id)}>
          ← {text('Newer')}
        </a>
      )}
      {page.hasOlder && (
        <a rel="next" href={href('before', page.items.at(-1)?.id)}>
          {text('Older')} →
        </a>
      )}
    </nav>
  );
}
