import type { Area } from '../area.ts';
import {
  createDropReceiver,
  createSaveReceiver,
  createSetKey,
  createSwitchReceiver,
  createTestReceiver,
} from '../change-receiver.ts';
import type { ConsoleDeps } from '../console.ts';
import { createReceiverPage } from '../pages/receiver.tsx';
import { createFlowReceivers, createReceiverList } from '../pages/receiver-list.tsx';
import { createAddReceiver, createNewReceiverPage } from '../pages/receiver-new.tsx';

/**
 * Who hears of leads, and how. Where buyers' data goes is nothing for a stolen session to decide: saving and switching on
 * ask for the password.
 */
export function sending(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/receivers', may: 'read', page: createReceiverList(deps) },
      { path: '/flows/:id/receivers', may: 'read', page: createFlowReceivers(deps) },
      { path: '/receivers/new', may: 'edit', page: createNewReceiverPage(deps) },
      { path: '/receivers/:id', may: 'edit', page: createReceiverPage(deps) },
    ],
    actions: [
      { path: '/receivers/new', may: 'edit', asksPassword: true, action: createAddReceiver(deps) },
      { path: '/receivers/:id', may: 'edit', asksPassword: true, action: createSaveReceiver(deps) },
      {
        path: '/receivers/:id/on',
        may: 'edit',
        asksPassword: true,
        action: createSwitchReceiver(deps, true),
      },
      { path: '/receivers/:id/off', may: 'edit', action: createSwitchReceiver(deps, false) },
      { path: '/receivers/:id/key', may: 'secrets', asksPassword: true, action: createSetKey(deps) },
      { path: '/receivers/:id/test', may: 'edit', action: createTestReceiver(deps) },
      { path: '/receivers/:id/delete', may: 'edit', action: createDropReceiver(deps) },
    ],
  };
}
