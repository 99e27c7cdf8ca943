import { expect, test } from 'vitest';
import { parsePostmasterFile } from '../../collector/storage/embedded/postmaster-file.ts';

const whole = '4242\n/data/cluster\n1790000000\n5433\n\n127.0.0.1\n  1234 5678\nready   \n';

test.for([
  ['a whole file', whole, { pid: 4242, port: 5433, status: 'ready' }],
  ['in recovery', whole.replace('ready   ', 'starting'), { pid: 4242, port: 5433, status: 'starting' }],
  ['going down', whole.replace('ready   ', 'stopping'), { pid: 4242, port: 5433, status: 'stopping' }],
  ['a standby', whole.replace('ready   ', 'standby '), { pid: 4242, port: 5433, status: 'unknown' }],
  ['just begun', '4242\n/data/cluster\n1790000000\n5433\n\n', { pid: 4242, port: 5433, status: 'unknown' }],
  ['cut short', '4242\n', { pid: 4242, port: null, status: 'unknown' }],
  ['empty', '', null],
  ['nonsense', 'hello\nworld\n', null],
  ['a standalone backend', '-4242\n/data/cluster\n', null],
] as const)('reads a lock file: %s', ([, text, expected]) => {
  expect(parsePostmasterFile(text)).toEqual(expected);
});
