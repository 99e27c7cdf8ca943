import type { Locale } from '../../people/locale.ts';
import { ERRORS, REASONS, WARNINGS } from '../../pipeline/postback.ts';
import type { Article, Both, Explained } from './article.ts';
import { ERRORS_EXPLAINED } from './errors.ts';
import { REASONS_EXPLAINED } from './reasons.ts';
import { SENDING_EXPLAINED } from './sending.ts';
import { SUBJECTS_EXPLAINED } from './subjects.ts';
import { type SendError, SUBJECTS, type Topic, WAYS } from './topics.ts';
import { WARNINGS_EXPLAINED } from './warnings.ts';
import { PAGE_WAYS } from './ways-pages.ts';
import { SERVER_WAYS } from './ways-servers.ts';

/** Every topic, in the order of the help's index. */
export const TOPICS: Readonly<
  Record<'ways' | 'subjects' | 'errors' | 'reasons' | 'warnings' | 'sending', readonly Topic[]>
> = {
  ways: WAYS,
  subjects: SUBJECTS,
  errors: ERRORS.map((code) => `error-${code}` as const),
  reasons: REASONS.map((code) => `reason-${code}` as const),
  warnings: WARNINGS.map((code) => `warning-${code}` as const),
  sending: (Object.keys(SENDING_EXPLAINED) as SendError[]).map((code) => `sending-${code}` as const),
};

const HEADINGS: Both<{ readonly why: string; readonly todo: string }> = {
  en: { why: 'Why', todo: 'What to do' },
  ru: { why: 'Почему', todo: 'Что делать' },
};

const ARTICLES: ReadonlyMap<string, Both<Article>> = new Map<string, Both<Article>>([
  ...Object.entries({ ...PAGE_WAYS, ...SERVER_WAYS, ...SUBJECTS_EXPLAINED }),
  ...codes('error', ERRORS_EXPLAINED),
  ...codes('reason', REASONS_EXPLAINED),
  ...codes('warning', WARNINGS_EXPLAINED),
  ...codes('sending', SENDING_EXPLAINED),
]);

/** Null where there is no such topic. */
export function findArticle(topic: string, locale: Locale): Article | null {
  return ARTICLES.get(topic)?.[locale] ?? null;
}

function codes(
  kind: string,
  explained: Readonly<Record<string, Both<Explained>>>,
): [string, Both<Article>][] {
  return Object.entries(explained).map(([code, both]) => [
    `${kind}-${code}`,
    { en: toArticle(code, both.en, HEADINGS.en), ru: toArticle(code, both.ru, HEADINGS.ru) },
  ]);
}

/** What happened comes first; its heading would only say so. */
function toArticle(
  code: string,
  { what, why, todo }: Explained,
  headings: { why: string; todo: string },
): Article {
  return {
    title: code,
    blocks: [what, { heading: headings.why }, why, { heading: headings.todo }, todo],
  };
}
