import type { NetworkTemplate } from './template.ts';
import { COD_A_L } from './templates/cod-a-l.ts';
import { COD_M_Z } from './templates/cod-m-z.ts';
import { DATING } from './templates/dating.ts';
import { FINANCE } from './templates/finance.ts';
import { IGAMING } from './templates/igaming.ts';
import { IGAMING_PLATFORMS } from './templates/igaming-platforms.ts';
import { MAINSTREAM_A_C } from './templates/mainstream-a-c.ts';
import { MAINSTREAM_D_Z } from './templates/mainstream-d-z.ts';
import { PLATFORMS } from './templates/platforms.ts';

/** Every network that we know, by name. */
export const NETWORKS: readonly NetworkTemplate[] = [
  ...PLATFORMS,
  ...IGAMING_PLATFORMS,
  ...COD_A_L,
  ...COD_M_Z,
  ...MAINSTREAM_A_C,
  ...MAINSTREAM_D_Z,
  ...DATING,
  ...FINANCE,
  ...IGAMING,
].sort((one, other) => one.name.localeCompare(other.name, 'en'));

const BY_ID: ReadonlyMap<string, NetworkTemplate> = new Map(
  NETWORKS.map((template) => [template.id, template]),
);

/**
 * The network that a flow works with: the one that its user has described, else the one of the list; undefined where
 * there is neither.
 */
export function networkOf(flow: {
  readonly network: string | null;
  readonly ownNetwork: NetworkTemplate | null;
}): NetworkTemplate | undefined {
  return flow.ownNetwork ?? (flow.network === null ? undefined : findNetwork(flow.network));
}

/** The network with this ID, as flows keep it. */
export function findNetwork(id: string): NetworkTemplate | undefined {
  return BY_ID.get(id);
}
