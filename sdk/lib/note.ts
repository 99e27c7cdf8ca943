/** Something that was sent, with its answer. */
export type Note = Record<string, unknown>;

/** All of this page, for what is loaded later. */
export const log: Note[] = [];
