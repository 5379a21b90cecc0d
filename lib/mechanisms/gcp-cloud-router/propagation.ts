import type { DesignView } from '@/lib/design/view'
import type { ElementId } from '@/lib/net/element-id'
import type { Addition } from '@/lib/network/addition'
import { deviceOf, interfaceOf, speakerOf, tableOf } from '@/lib/network/names'

/** Learned routes rank behind nothing but subnet routes here; MED and distance are added. Source: Google Cloud Router documentation, "Learned routes". */
const DYNAMIC_PREFERENCE = 100
/** What another region at least adds to a learned route's priority. Source: Google Cloud Router documentation, "Learned routes", region-to-region cost. */
const OTHER_REGION_COST = 201
/** As the table is called where a subnet has no region. */
const NO_REGION = 'no-region'

export interface Learner { readonly view: DesignView; readonly router: ElementId; readonly gateway: string; readonly vpc: ElementId; readonly region: string | undefined; readonly mode: 'regional' | 'global' }

/**
 * What the router learns becomes a dynamic route of every region in global mode, of its own in regional mode.
 * Source: Google Cloud Router documentation, "Dynamic routing mode".
 */
export function propagationsOf({ view, router, gateway, vpc, region: own, mode }: Learner): readonly Addition[] {
  const device = deviceOf(vpc)
  const regions = [...new Set(view.childrenOf(vpc, 'subnet').map(({ id }) => view.regionOf(id)))].sort()
  return regions.map((region): Addition => ({
    add: 'propagation',
    propagation: {
      code: 'gcp-cloud-router.learned', from: router, speaker: speakerOf(router), device, table: tableOf(device, region ?? NO_REGION),
      nextHop: { type: 'interface', interfaceId: interfaceOf(device, gateway) }, origin: 'dynamic',
      preference: DYNAMIC_PREFERENCE + (region === own ? 0 : OTHER_REGION_COST), addsMed: true,
      ...mode === 'regional' && region !== own
        ? { withheld: { code: 'route.wrong-region', elements: [vpc], facts: { router: view.nameOf(router), vpc: view.nameOf(vpc), region: own ?? '' } } } : {},
    },
  }))
}
