import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createOrderAlarmPage } from '../pages/order-alarm.tsx';

/** What networks made of the orders that they were sent. */
export function orders(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/orders/:receiver/silent', may: 'read', page: createOrderAlarmPage(deps, 'silent') },
      { path: '/orders/:receiver/shaving', may: 'read', page: createOrderAlarmPage(deps, 'shaving') },
    ],
  };
}
