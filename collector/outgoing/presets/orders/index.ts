import type { OrderPreset } from '../preset.ts';
import { ORDERS_A_K } from './cod-a-k.ts';
import { ORDERS_L_Z } from './cod-l-z.ts';
import { ORDERS_OF_ENGINES } from './engines.ts';

/**
 * Networks whose order API is publicly known. Those that want a sum over the body (TerraLeads, Leadrock) are missing: templates
 * cannot make one.
 */
export const ORDER_PRESETS: readonly OrderPreset[] = [...ORDERS_A_K, ...ORDERS_L_Z, ...ORDERS_OF_ENGINES];
