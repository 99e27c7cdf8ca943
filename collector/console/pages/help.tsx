import { ArticleBody } from '../components/article-body.tsx';
import { HelpLink } from '../components/help-link.tsx';
import type { Article, Block } from '../help/article.ts';
import { findArticle, TOPICS } from '../help/articles.ts';
import type { Topic } from '../help/topics.ts';
import type { Page } from '../page.ts';
import { useReader, useText } from '../reader.tsx';
import type { TagOptions } from '../snippets.ts';
import type { Phrase } from '../text/phrases.ts';

/** `/console/help`: everything that is explained. */
export function createHelpIndex(): Page {
  return async ({ text }) => ({ title: text('Help'), section: 'help', body: <HelpIndex /> });
}

/** `/console/help/TOPIC`. */
export function createHelpPage(options: TagOptions): Page {
  return async ({ params, reader, text }) => {
    const topic = params.topic ?? '';
    const article = findArticle(topic, reader.locale);
    if (!article) return null;
    const title = `${article.title} · ${text('Help')}`;
    return {
      title,
      section: 'help',
      body: <HelpPage topic={topic} article={withAddresses(article, options)} />,
    };
  };
}

/** Code to be copied holds this collector's addresses. */
function withAddresses(article: Article, { publicUrl, scriptName, trackPath }: TagOptions): Article {
  const fill = (text: string) =>
    text
      .replaceAll('{script}', `${publicUrl}/${scriptName}`)
      .replaceAll('{collector}', publicUrl)
      .replaceAll('{track}', trackPath);
  const blocks = article.blocks.map(
    (block): Block =>
      typeof block === 'object' && 'code' in block ? { ...block, code: fill(block.code) } : block,
  );
  return { ...article, blocks };
}

const PARTS: readonly { readonly name: Phrase; readonly hint: Phrase; readonly topics: readonly Topic[] }[] =
  [
    { name: 'Ways to bring leads in', hint: 'Step by step, ready to copy.', topics: TOPICS.ways },
    { name: 'Good to know', hint: 'How the numbers are made, and who sees what.', topics: TOPICS.subjects },
    { name: 'Errors', hint: 'What the log calls a refused request.', topics: TOPICS.errors },
    { name: 'Reasons', hint: 'Why it was refused.', topics: TOPICS.reasons },
    { name: 'Warnings', hint: 'The request was taken, but a person should look.', topics: TOPICS.warnings },
    { name: 'Sending on', hint: 'Why a message did not arrive.', topics: TOPICS.sending },
  ];

function HelpIndex() {
  const { text, locale } = useReader();
  return (
    <>
      <h1>{text('Help')}</h1>
      <div class="help-index">
        {PARTS.map(({ name, hint, topics }) => (
          <section key={name}>
            <h2>{text(name)}</h2>
            <p class="soft">{text(hint)}</p>
            <ul>
              {topics.map((topic) => (
                <li key={topic}>
                  <HelpLink topic={topic}>{findArticle(topic, locale)?.title}</HelpLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <section>
          <h2>{text('API for your own programs')}</h2>
          <p>
            <a href="/console/api">{text('All calls, to read and to try')}</a>
          </p>
        </section>
      </div>
    </>
  );
}

const KINDS: Readonly<Record<string, { readonly name: Phrase; readonly filter: string }>> = {
  error: { name: 'Error', filter: 'error' },
  reason: { name: 'Reason', filter: 'reason' },
  warning: { name: 'Warning', filter: 'warning' },
};

function HelpPage({ topic, article }: { topic: string; article: Article }) {
  const text = useText();
  const kind = KINDS[topic.split('-')[0] ?? ''];
  return (
    <>
      <p class="crumb">
        <a href="/console/help">{text('Help')}</a> /
      </p>
      <h1>
        {kind ? (
          <>
            {text(kind.name)} <code>{article.title}</code>
          </>
        ) : (
          article.title
        )}
      </h1>
      <section class="article">
        <ArticleBody blocks={article.blocks} />
        {kind && (
          <p class="actions-line">
            <a class="button" href={`/console/logs?${kind.filter}=${article.title}`}>
              {text('Postbacks with it')}
            </a>
          </p>
        )}
      </section>
    </>
  );
}
