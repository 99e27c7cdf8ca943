import type { Finding } from '../../check/finding.ts';
import { Badge, type Tone } from './badge.tsx';
import { Copy } from './copy.tsx';
import { Foreign } from './foreign.tsx';

const TONES: Readonly<Record<Finding['level'], Tone>> = { ok: 'good', warn: 'wait', fail: 'bad' };

/** What a check has found: what was seen, why it matters, and what to do. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ol class="findings">
      {findings.map(({ name, level, text, hint, code }) => (
        <li key={`${name} ${text}`}>
          <Badge tone={TONES[level]}>{level}</Badge>
          <h3>{name}</h3>
          <div>
            <p>
              <Foreign text={text} />
            </p>
            {hint !== null && code === null && (
              <p class="soft">
                <Foreign text={hint} />
              </p>
            )}
            {hint !== null && code !== null && <Copy label={hint} text={code} />}
          </div>
        </li>
      ))}
    </ol>
  );
}
