/** The n-th click of a benchmark: IDs in the order of time, like real ones. */
export const clickId = (n: number): string => `0192${n.toString(16).padStart(8, '0')}700080000000000000ab`;

/** The same in SQL, for an integer expression. */
export const clickIdSql = (n: string): string =>
  `('0192' || lpad(to_hex(${n}), 8, '0') || '700080000000000000ab')::uuid`;
