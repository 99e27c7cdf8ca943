import type { Locale } from '../../../people/locale.ts';
import { check } from './check.ts';
import { leadFindingParts, leadFindings } from './findings-lead.ts';
import { pageFindingParts, pageFindings } from './findings-page.ts';
import { scriptFindings } from './findings-script.ts';
import { networkNotes } from './network-notes.ts';
import { offers } from './offers.ts';
import { refusalParts, refusals } from './refusals.ts';
import { remarkParts, remarks } from './remarks.ts';
import { requestParts, requests } from './requests.ts';
import { rules } from './rules.ts';
import { sending } from './sending.ts';
import { createTranslator } from './translator.ts';

/** Sentences that the collector makes, by where they come from. */
export const SENTENCES = [
  refusals,
  requests,
  remarks,
  pageFindings,
  scriptFindings,
  leadFindings,
  check,
  sending,
  offers,
  networkNotes,
] as const;

/** What stands within them only. */
export const PARTS = [
  refusalParts,
  requestParts,
  remarkParts,
  rules,
  pageFindingParts,
  leadFindingParts,
] as const;

/** A sentence in Russian, piece by piece; null where nobody has translated it. */
export const inRussian = createTranslator(Object.assign({}, ...SENTENCES), Object.assign({}, ...PARTS));

/** A sentence in the reader's language, as far as it is known. */
export function sentenceIn(locale: Locale, text: string): string {
  const pieces = locale === 'en' ? null : inRussian(text);
  return pieces?.map((piece) => piece.text).join('') ?? text;
}
