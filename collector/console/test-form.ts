/** The fields of the tester. */
export const TEST_FIELDS = ['url', 'click', 'status', 'price', 'currency', 'uid', 'goal', 'mode'] as const;

/** `test`: a real one, marked as a test; `dry`: nothing is changed; `real`: it counts. */
export const TEST_MODES = ['test', 'dry', 'real'] as const;

/** What was typed; an empty click asks for a new one. */
export type TestForm = Readonly<Record<Exclude<(typeof TEST_FIELDS)[number], 'mode'>, string>> & {
  readonly mode: (typeof TEST_MODES)[number];
};

export const EMPTY_TEST: TestForm = {
  ...{ url: '0', click: '', status: '', price: '', currency: '', uid: 'test-1', goal: '' },
  mode: 'test',
};
