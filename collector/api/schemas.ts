import { z } from 'zod';
import { ERRORS, REASONS, SOURCES, STATUSES, WARNINGS } from '../pipeline/postback.ts';

/** Parts that several calls have in common; those with an `id` stand once in the document. */

export const Id = z
  .string()
  .transform((text) => text.replaceAll('-', '').toLowerCase())
  .pipe(z.string().regex(/^[0-9a-f]{32}$/, 'must have 32 hex digits'))
  .meta({
    type: 'string',
    description: '32 hex digits, with or without dashes',
    example: '01920000000070008000000000000001',
  });

/** An ID in an answer. */
export const AnId = z.string().regex(/^[0-9a-f]{32}$/);

export const Word = z.string().min(1).max(255);

export const Instant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2031-05-01T12:00:00Z' })
  .meta({ example: '2031-05-01T12:00:00Z' });

/** In answers: always UTC. */
export const At = z.iso.datetime();

export const Money = z.string().meta({ description: 'decimal text', example: '12.5000' });

export const Country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must have two capital letters')
  .meta({ example: 'DE' });

export const Status = z.enum(STATUSES);
export const ErrorWord = z.enum(ERRORS);
export const ReasonWord = z.enum(REASONS);
export const WarningWord = z.enum(WARNINGS);
export const ChannelWord = z
  .enum(SOURCES)
  .meta({ description: 'who sent it: s2s is a network, pixel a page' });

/** Which page of a list, newest first. */
export const Page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: Id.optional().meta({ description: '`next` of the page before' }),
};

export const Next = AnId.nullable().meta({
  description: '`before` of the next page; null where this is the last',
});

export const Change = z
  .strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })
  .meta({ id: 'Change', description: 'A field of a lead before and after' });

export const Remark = z
  .strictObject({ step: z.string(), says: z.string(), warning: WarningWord.optional() })
  .meta({ id: 'Remark', description: 'One step of a decision and the rule behind it' });

export const Outcome = z
  .union([
    z.strictObject({
      status: z.literal('ok'),
      result: z.enum(['created', 'updated', 'registered', 'queued']),
      click: z.string(),
      lead: AnId.nullable(),
      leadStatus: Status.nullable(),
    }),
    z.strictObject({
      status: z.literal('error'),
      error: ErrorWord,
      reason: ReasonWord,
      hint: z.string(),
    }),
  ])
  .meta({ id: 'Outcome', description: 'What became of a postback' });

export const Failure = z
  .strictObject({
    status: z.literal('error'),
    reason: z.string().meta({ description: 'a word for programs' }),
    hint: z.string().meta({ description: 'a sentence for people that says what to do' }),
  })
  .meta({ id: 'Failure' });
