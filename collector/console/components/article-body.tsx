import { Fragment } from 'preact';
import type { Block } from '../help/article.ts';
import { Copy } from './copy.tsx';

/** The text of a help page. */
export function ArticleBody({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block) => (
        <BlockOf key={JSON.stringify(block)} block={block} />
      ))}
    </>
  );
}

function BlockOf({ block }: { block: Block }) {
  if (typeof block === 'string')
    return (
      <p>
        <Inline text={block} />
      </p>
    );
  if ('heading' in block) return <h2>{block.heading}</h2>;
  if ('code' in block) return <Copy label={block.label} text={block.code} />;
  const List = 'steps' in block ? 'ol' : 'ul';
  const items = 'steps' in block ? block.steps : block.points;
  return (
    <List>
      {items.map((item) => (
        <li key={item}>
          <Inline text={item} />
        </li>
      ))}
    </List>
  );
}

/** A text in which backticks mark code. */
function Inline({ text }: { text: string }) {
  return (
    <>
      {text.split('`').map((piece, index) => (
        // Every second piece stood between backticks.
        <Fragment key={`${index} ${piece}`}>{index % 2 === 1 ? <code>{piece}</code> : piece}</Fragment>
      ))}
    </>
  );
}
