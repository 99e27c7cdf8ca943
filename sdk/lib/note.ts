/** Something that was sent, with its answer, or why something was not done: for the developer's overlay. */
export type Note = Record<string, unknown>;

/** All of this page, for what is loaded later. */
export const log: Note[] = [];

export const note = (about: Note): unknown => log.push(about);
