import { useReader } from '../reader.tsx';
import { inRussian, sentenceIn } from '../text/sentences/sentences.ts';
import { Foreign } from './foreign.tsx';

/**
 * A sentence of the collector itself (a hint, a remark, a finding), which is stored and answered in English, in the reader's
 * language; what somebody sent stands in it as it came. One that nobody has translated stays English.
 */
export function Sentence({ text }: { text: string }) {
  const { locale } = useReader();
  if (locale === 'en') return <Foreign text={text} />;
  const pieces = inRussian(text);
  if (pieces === null) return <bdi lang="en">{text}</bdi>;
  return (
    <bdi>
      {pieces.map(({ text: piece, foreign }, index) =>
        // The same words may stand twice in a sentence.
        foreign ? <Foreign key={`${index}`} text={piece} /> : piece,
      )}
    </bdi>
  );
}

/** The same as plain text, for attributes and labels. */
export function useSentence(): (text: string) => string {
  const { locale } = useReader();
  return (text) => sentenceIn(locale, text);
}
