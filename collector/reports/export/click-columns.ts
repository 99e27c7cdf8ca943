import { TAGS } from '../../pipeline/fields.ts';
import type { Click } from '../../pipeline/lead.ts';
import { contactColumn, type ExportColumn, ownValue, textColumn, timeColumn } from './columns.ts';

const text = textColumn<Click>;

/** A click as a row of a file. What is left of address and browser for who sees no contacts is decided before. */
export const CLICK_COLUMNS: readonly ExportColumn<Click>[] = [
  timeColumn('created', (click) => click.createdAt),
  text('flow', (click) => click.flowId),
  text('click', (click) => click.id),
  text('came_by', (click) => click.source),
  text('geo', (click) => click.geo),
  contactColumn('ip', (click) => click.ip),
  text('url', (click) => click.url),
  text('referrer', (click) => click.referrer),
  text('user_agent', (click) => click.userAgent),
  ...TAGS.map((tag) => text(tag, ({ tags }) => ownValue(tags, tag))),
];
