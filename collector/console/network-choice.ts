import { findNetwork } from '../networks/index.ts';
import type { Flow } from '../pipeline/lead.ts';

/**
 * A flow's network to filter by: its ID, or of one that a user has described, which has no ID of its own, its name after
 * `own:`. Null where the flow has none.
 */
export function networkChoice({
  network,
  ownNetwork,
}: Pick<Flow, 'network' | 'ownNetwork'>): readonly [value: string, name: string] | null {
  if (ownNetwork) return [`own:${ownNetwork.name}`, ownNetwork.name];
  return network === null ? null : [network, findNetwork(network)?.name ?? network];
}
