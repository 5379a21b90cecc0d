import type { ElementId } from '@/lib/net/element-id'
import type { DeviceId, InterfaceId, Sourced, SpeakerId, TableId } from './ids'
import type { RoutePolicy } from './route-policy'

/** An interface that takes part in an area; a passive one is announced but has no neighbours. Source: RFC 2328 sections 9 and C.3. */
export interface OspfInterface {
  readonly interfaceId: InterfaceId
  /** Area 0 is the backbone: areas meet only there (RFC 2328 section 3.1). */
  readonly area: number
  /** Of sending out of it, 1 to 65535. */
  readonly cost: number
  readonly passive?: true
  /** Routers with different timers never become neighbours (RFC 2328 section 10.5). Seconds. */
  readonly helloSeconds?: number
  readonly deadSeconds?: number
}

/** An OSPFv2 process: its neighbours are the routers on the same links in the same area with the same MTU and timers. */
export interface OspfRouter {
  readonly id: SpeakerId
  readonly from: ElementId
  readonly device: DeviceId
  readonly table: TableId
  readonly interfaces: readonly OspfInterface[]
  readonly installs: { readonly origin: string; readonly preference: number; readonly code: Sourced['code'] }
}

/** Routes of the target's table with one of these origins are announced by `to`, a BGP speaker or an OSPF router. */
export interface Redistribution extends Sourced {
  readonly to: SpeakerId
  /** Of routes in the table that the target installs into: `static`, `connected`, `bgp`, `ospf`… */
  readonly origins: readonly string[]
  /** MED in BGP, metric in OSPF. */
  readonly metric: number
  /** In OSPF: whether the cost of the way to the announcer counts (1) or not (2). Source: RFC 2328 section 2.3. */
  readonly metricType?: 1 | 2
  readonly policy?: RoutePolicy
}
