import { expect, it } from 'vitest';
import { readMoney } from '../../collector/pipeline/money.ts';

it.each<[text: string, amount: string | null, currency?: string]>([
  ['10', '10.0000'],
  ['10.5', '10.5000'],
  ['10,50', '10.5000'],
  ['0,5', '0.5000'],
  ['.5', null],
  ['1 250.00', '1250.0000'],
  ['1 250,00', '1250.0000'],
  ['1.234,56', '1234.5600'],
  ['1,234.56', '1234.5600'],
  ['1’234.50', '1234.5000'],
  ["1'234.50", '1234.5000'],
  ['1.234.567', '1234567.0000'],
  ['1,234,567.8', '1234567.8000'],
  ['12.345', '12.3450'],
  ['0.00005', '0.0001'],
  ['$10', '10.0000'],
  ['10 USD', '10.0000', 'USD'],
  ['EUR 7,5', '7.5000', 'EUR'],
  ['10 usdt', '10.0000', 'USDT'],
  ['1000000000', '1000000000.0000'],
  ['0', '0.0000'],
  ['-0', '0.0000'],
  ['１２．５', '12.5000'],
])('%s is read as %s', (text, amount, currency) => {
  const money = readMoney(text);
  if (amount === null) expect(money).toHaveProperty('problem');
  else expect(money).toEqual({ amount, currency: currency ?? null });
});

it.each([
  ['1,234', 'ambiguous'],
  ['-5', 'negative'],
  ['1000000000.01', 'too-large'],
  ['1e309', 'unreadable'],
  ['1e3', 'unreadable'],
  ['NaN', 'unreadable'],
  ['Infinity', 'unreadable'],
  ['0x1F', 'unreadable'],
  ['0b11', 'unreadable'],
  ['10 bananas', 'unreadable'],
  ['1,23,45', 'unreadable'],
  ['12.34.5', 'unreadable'],
  ['{payout}', 'unreadable'],
  ['9'.repeat(60), 'unreadable'],
])('%s is %s', (text, problem) => {
  expect(readMoney(text)).toEqual({ problem });
});
