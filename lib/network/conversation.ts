import type { IpAddress } from '@/lib/net/ip-address'
import type { Reachability } from './answer'
import type { Flow } from './flow'
import type { DeviceId } from './ids'
import type { ClientSees, Trace } from './trace'

/** A flow asked and answered, with all choices followed. */
export interface Conversation {
  readonly flow: Flow
  readonly reachability: Reachability
  readonly clientSees: ClientSees
  /** Everything that the client may see, where equal ways (of the packet, or of the error about it) make it a choice; the first is `clientSees`. */
  readonly clientMaySee: readonly ClientSees[]
  readonly forward: readonly Trace[]
  readonly return: readonly Trace[]
  /** Everybody who may accept it, with the source address seen there and whether the reply comes home. */
  readonly accepted: readonly { readonly device: DeviceId; readonly sourceSeen: IpAddress; readonly replied: boolean }[]
}

/** Asks the packet engine: the flow, and on which devices it is meant to end (none: whoever accepts). */
export type Converse = (flow: Flow, intended?: ReadonlySet<DeviceId>) => Conversation
