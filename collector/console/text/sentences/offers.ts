import type { Sentences } from './translator.ts';

/** Why an offer link cannot carry the click ID. */
export const offers = {
  'this is no link: copy it from the network with its https://':
    'это не ссылка: скопируйте её из сети вместе с https://',
  'where $network takes a click ID is not known: ask its support for a sub ID':
    'куда $network принимает ID клика, неизвестно: спросите у её поддержки про sub ID',
  'the link has no «$name»: in $network it looks like $example':
    'в ссылке нет «$name»: в $network она выглядит так: $example',
} as const satisfies Sentences;
