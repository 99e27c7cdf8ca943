import { styleText } from 'node:util';
import type { Finding } from './finding.ts';
import type { Report } from './page-checker.ts';
import { hasPassed } from './verdict.ts';

const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** A report for the terminal; in colours only where they are asked for. */
export function renderReport({ facts, findings }: Report, inColour: boolean): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const indent = ' '.repeat(width + 10);
  const lines = findings.flatMap(({ name, level, text, hint, code }) => [
    `  ${paint(level, level.padEnd(4), inColour)}  ${name.padEnd(width)}  ${printable(text)}`,
    ...(hint === null ? [] : [`${indent}→ ${printable(hint)}`]),
    ...(code === null ? [] : [`${indent}  ${printable(code)}`]),
  ]);
  const verdict = hasPassed(findings)
    ? paint('ok', 'It works.', inColour)
    : paint('fail', 'It does not work.', inColour);
  return [`${printable(facts.target.url)}, flow ${facts.target.flow}`, '', ...lines, '', verdict].join('\n');
}

function paint(level: Finding['level'], text: string, inColour: boolean): string {
  return inColour ? styleText(COLOURS[level], text, { validateStream: false }) : text;
}

/** Without what a page could move the terminal's cursor with. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
