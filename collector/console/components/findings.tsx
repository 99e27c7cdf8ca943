import type { Finding } from '../../check/finding.ts';
import { useText } from '../reader.tsx';
import type { Phrase } from '../text/phrases.ts';
import { Badge, type Tone } from './badge.tsx';
import { Copy } from './copy.tsx';
import { Sentence, useSentence } from './sentence.tsx';

const TONES: Readonly<Record<Finding['level'], Tone>> = { ok: 'good', warn: 'wait', fail: 'bad' };
const LEVELS: Readonly<Record<Finding['level'], Phrase>> = { ok: 'ok', warn: 'warn', fail: 'fail' };

/** What a check has found: what was seen, why it matters, and what to do. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useText();
  const inWords = useSentence();
  return (
    <ol class="findings">
      {findings.map(({ name, level, text, hint, code }) => (
        <li key={`${name} ${text}`}>
          <Badge tone={TONES[level]}>{say(LEVELS[level])}</Badge>
          <h3>
            <Sentence text={name} />
          </h3>
          <div>
            <p>
              <Sentence text={text} />
            </p>
            {hint !== null && code === null && (
              <p class="soft">
                <Sentence text={hint} />
              </p>
            )}
            {hint !== null && code !== null && <Copy label={inWords(hint)} text={code} />}
          </div>
        </li>
      ))}
    </ol>
  );
}
