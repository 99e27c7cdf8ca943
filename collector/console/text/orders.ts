import type { Translation } from './text.ts';

export const orders = {
  '{network} has not said a word of {n} orders that it took over {hours} h ago': {
    en: {
      one: '{network} has not said a word of {n} order that it took over {hours} h ago',
      other: '{network} has not said a word of {n} orders that it took over {hours} h ago',
    },
    ru: {
      one: 'Сеть {network} молчит о {n} заказе, принятом больше {hours} ч назад',
      few: 'Сеть {network} молчит о {n} заказах, принятых больше {hours} ч назад',
      many: 'Сеть {network} молчит о {n} заказах, принятых больше {hours} ч назад',
    },
  },
  '{network} took orders this week and refused {share} of them later, usually {usual}: it may be shaving':
    'Сеть {network} приняла заказы за неделю, а потом отклонила {share} из них, обычно {usual}: возможен шейв',
  'Orders without a word': 'Заказы, о которых сеть молчит',
  'Refused after they were taken': 'Отклонены после приёма',
  '{network} took these orders and has sent no postback of their leads since. Ask it whether it has them, and whether its postback is set up.':
    'Сеть {network} приняла эти заказы, но постбэков по их лидам нет. Спросите, дошли ли они и настроен ли у неё постбэк.',
  '{network} took these orders and refused their leads later. Ask it why, lead by lead: compare with what your own calls say.':
    'Сеть {network} приняла эти заказы, а лиды потом отклонила. Спросите о причинах по каждому лиду и сверьте с собственным прозвоном.',
  Ordered: 'Заказан',
  'None any more.': 'Больше таких нет.',
} as const satisfies Record<string, Translation>;
