import type { Sentences } from './translator.ts';

/** By which rule a status word was read and a lead was found: what stands within remarks. */
export const rules = {
  // What a status word means
  "the request's own list": 'по списку из самого запроса',
  "the flow's mapping": 'по словам статусов потока',
  'the $network template': 'по шаблону $network',
  'our own name': 'по названию статуса',
  'the vocabulary': 'по словарю',
  'the vocabulary: it names an event': 'по словарю как событие',
  'its two parts: $LEFT, $RIGHT': 'по двум частям: $LEFT и $RIGHT',
  'it means different things at different networks': 'в разных сетях он значит разное',
  'no list, mapping or vocabulary knows it': 'его нет ни в списках, ни в настройках потока, ни в словаре',

  // Which lead is meant
  'the one that was ordered': 'тот, по которому сделан заказ',
  'named by hand': 'выбран вручную',
  'the same uid and goal': 'те же uid и цель',
  'the same uid, no goal yet': 'тот же uid, цели ещё нет',
  'the same goal, no uid yet': 'та же цель, uid ещё нет',
  'neither uid nor goal yet': 'ни uid, ни цели ещё нет',
  'the newest with this goal': 'самый новый с этой целью',
  'the newest without a goal': 'самый новый без цели',
  'the newest of the click': 'самый новый у клика',
} as const satisfies Sentences;
