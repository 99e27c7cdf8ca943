import { styleText } from 'node:util';
import type { Finding } from './finding.ts';
import type { Report } from './page-checker.ts';
import { hasPassed } from './verdict.ts';

const COLOURS = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

/** A report for the terminal; in colours only where they are asked for. */
export function renderReport({ facts, findings }: Report, inColour: boolean): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, level, text, hint, code }) => {
    const mark = paint(level, level.padEnd(4), inColour);
    const indent = ' '.repeat(width + 10);
    return [
      `  ${mark}  ${name.padEnd(width)}  ${text}`,
      ...(hint === null ? [] : [`${indent}→ ${hint}`]),
      ...(code === null ? [] : [`${indent}  ${code}`]),
    ];
  });
  const verdict = hasPassed(findings)
    ? paint('ok', 'It works.', inColour)
    : paint('fail', 'It does not work.', inColour);
  return [`${facts.target.url}, flow ${facts.target.flow}`, '', ...lines, '', verdict]
    .map(printable)
    .join('\n');
}

function paint(level: Finding['level'], text: string, inColour: boolean): string {
  return inColour ? styleText(COLOURS[level], text) : text;
}

/** Without what a page could move the terminal's cursor with; our own colours stay. */
function printable(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return line.replace(/[\x00-\x1a\x1c-\x1f\x7f-\x9f]|\x1b(?!\[\d+m)/g, '\u{fffd}');
}
