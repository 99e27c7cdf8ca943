/** Something in a template or a postback URL that would lose leads or money, or mislead the user. */
export interface Problem {
  readonly code: ProblemCode;
  /** Where it is: `macros.click`, `statuses.approve`, `url`. */
  readonly field: string;
  /** What is wrong and what to do, for people. */
  readonly message: string;
}

export type ProblemCode =
  | 'bad-id'
  | 'bad-reply'
  | 'duplicate-id'
  | 'empty-word'
  | 'foreign-macro'
  | 'goal-follows-status'
  | 'link-differs'
  | 'misspelt-parameter'
  | 'mixed-spelling'
  | 'no-click'
  | 'no-status'
  | 'own-name-reversed'
  | 'refund-as-sale'
  | 'unknown-currency'
  | 'unknown-parameter'
  | 'word-in-two-lists';
