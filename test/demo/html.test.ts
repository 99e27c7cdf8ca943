import { expect, it } from 'vitest';
import { fill, html } from '../../demo-landing/html.ts';

it('escapes values, not what is HTML already', () => {
  const inner = html`<b>${'<&"\'>'}</b>`;
  expect(html`<p>${inner}${[inner]}</p>`.text).toBe(
    '<p><b>&lt;&amp;&quot;&#39;&gt;</b><b>&lt;&amp;&quot;&#39;&gt;</b></p>',
  );
});

it('fills places once, and leaves the SDK’s macros alone', () => {
  expect(fill('{{a}} {click} {{b}}', { a: '{{b}}', b: '$&<' })).toBe('{{b}} {click} $&amp;&lt;');
});

it('throws on a place without a value', () => {
  expect(() => fill('{{nmae}}', { name: 'Ann' })).toThrow('«{{nmae}}»');
});
