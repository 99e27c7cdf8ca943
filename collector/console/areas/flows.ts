import type { Area } from '../area.ts';
import type { ConsoleDeps } from '../console.ts';
import { createCheckAction, createCheckPage } from '../pages/check.tsx';
import { createChooseNetwork, createFlowPage, createSetOffer } from '../pages/flow.tsx';
import { createFlowList } from '../pages/flow-list.tsx';
import { createNetworkPage, createSaveNetwork } from '../pages/flow-network.tsx';
import { createAddFlow, createNewFlowPage } from '../pages/flow-new.tsx';
import { createFlowSettings, createSaveFlow } from '../pages/flow-settings.tsx';
import { createTestAction, createTesterPage } from '../pages/flow-test.tsx';
import { createListenAction, createListenPage, createStopListening } from '../pages/listen.tsx';

/** Setting up: flows, what to copy to pages and networks, and whether it works. */
export function flows(deps: ConsoleDeps): Area {
  return {
    pages: [
      { path: '/flows', may: 'read', page: createFlowList(deps) },
      { path: '/flows/new', may: 'edit', page: createNewFlowPage() },
      { path: '/flows/:id', may: 'read', page: createFlowPage(deps) },
      { path: '/flows/:id/settings', may: 'read', page: createFlowSettings(deps) },
      { path: '/flows/:id/network', may: 'edit', page: createNetworkPage(deps) },
      { path: '/flows/:id/test', may: 'edit', page: createTesterPage(deps) },
      { path: '/flows/:id/listen', may: 'edit', page: createListenPage(deps) },
      { path: '/flows/:id/check', may: 'edit', page: createCheckPage(deps) },
    ],
    actions: [
      { path: '/flows/new', may: 'edit', action: createAddFlow(deps) },
      { path: '/flows/:id/settings', may: 'edit', action: createSaveFlow(deps) },
      { path: '/flows/:id/network', may: 'edit', action: createSaveNetwork(deps) },
      { path: '/flows/:id/network-choice', may: 'edit', action: createChooseNetwork(deps) },
      { path: '/flows/:id/offer', may: 'edit', action: createSetOffer(deps) },
      { path: '/flows/:id/test', may: 'edit', action: createTestAction(deps) },
      { path: '/flows/:id/listen', may: 'edit', action: createListenAction(deps) },
      { path: '/flows/:id/check', may: 'edit', action: createCheckAction(deps) },
      { path: '/flows/:id/stop', may: 'edit', action: createStopListening(deps) },
    ],
  };
}
