import { type ComponentChildren, createContext, Fragment } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../people/locale.ts';
import { may, type Permission } from '../people/permissions.ts';
import type { User } from '../storage/accounts.ts';
import { PHRASES, type Phrase } from './text/phrases.ts';
import { createText, type Text, type Values } from './text/text.ts';

/** Who reads a page: what they may see, and in which language, time zone and currency. */
export interface Reader {
  /** Null before the door. */
  readonly user: User | null;
  readonly locale: Locale;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217; sums are given in it. */
  readonly currency: string;
  readonly text: Text;
  readonly may: (permission: Permission) => boolean;
}

const TEXTS: Readonly<Record<Locale, Text>> = { en: createText('en'), ru: createText('ru') };

export function readerOf(user: User): Reader {
  const { locale, timeZone, currency, role } = user;
  return {
    user,
    locale,
    timeZone,
    currency,
    text: TEXTS[locale],
    may: (permission) => may(role, permission),
  };
}

/** Somebody who is not signed in. */
export function strangerOf(locale: Locale): Reader {
  return { user: null, locale, timeZone: 'UTC', currency: 'USD', text: TEXTS[locale], may: () => false };
}

const ReaderContext = createContext<Reader>(strangerOf('en'));
export const ReaderProvider = ReaderContext.Provider;

/** Who reads the page that is being rendered. */
export function useReader(): Reader {
  return useContext(ReaderContext);
}

/** The reader's language, within a component. */
export function useText(): Text {
  return useContext(ReaderContext).text;
}

interface SayProps {
  readonly phrase: Phrase;
  /** What stands in the phrase's places. */
  readonly with?: Readonly<Record<string, ComponentChildren>>;
  /** Where a number decides about the form. */
  readonly n?: number;
}

/** A phrase with elements in its places: `<Say phrase="Made by {who}" with={{ who: <Foreign text={login} /> }} />`. */
export function Say({ phrase, with: parts = {}, n }: SayProps) {
  const text = useText();
  const values: Values = n === undefined ? {} : { n };
  const pieces = text(phrase, values).split(/\{(\w+)\}/);
  return (
    <>
      {pieces.map((piece, index) => (
        // Every second piece is the name of a place.
        <Fragment key={`${index} ${piece}`}>{index % 2 === 1 ? parts[piece] : piece}</Fragment>
      ))}
    </>
  );
}

/** Whether a text that came from elsewhere is one of our phrases. */
export function isPhrase(text: string): text is Phrase {
  return Object.hasOwn(PHRASES, text);
}
