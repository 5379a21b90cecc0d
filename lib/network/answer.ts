import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Code, DeviceId } from './ids'
import type { Facts } from './route'
import type { Resolution } from './resolution'
import type { ClientSees, Disposition, Trace } from './trace'

export type Reachability = 'reachable' | 'unreachable' | 'ambiguous' | 'undetermined'

/** What a person asks. `to` is an element, an address, or else a name to look up. */
export interface Question {
  readonly from: DeviceId
  readonly to: Target
  readonly protocol: number
  readonly port?: number
  readonly sizeBytes: number
}

export type Target =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'address'; readonly address: IpAddress }
  | { readonly type: 'element'; readonly element: ElementId; readonly addresses: readonly IpAddress[] }

/** One stretch between two ends that speak to each other: from the client to what accepts or proxies. */
export interface Leg {
  readonly destination: IpAddress
  readonly reachability: Reachability
  readonly clientSees: ClientSees
  /** The source address that the accepting device saw; null where nothing accepted. */
  readonly sourceSeen: IpAddress | null
  readonly forward: readonly Trace[]
  readonly return: readonly Trace[]
  /** The way it would take with every blocker mended, where there are blockers and it is known. */
  readonly mended?: { readonly forward: readonly Trace[]; readonly return: readonly Trace[] }
}

export type Stage = 'lookup' | 'forward' | 'return'

/** One thing that stops the question: where it shows and where it is mended. */
export interface Blocker {
  readonly code: Code
  readonly stage: Stage
  readonly place: ElementId
  /** Any one of these mends it. */
  readonly elements: readonly ElementId[]
  readonly disposition: Disposition | null
  readonly facts: Facts
}

/** A change of the design that removes a blocker, proven by asking again. */
export interface Repair { readonly blocker: Code; readonly title: Code; readonly facts: Facts; readonly patch: unknown }

export interface Answer {
  readonly question: Question
  readonly reachability: Reachability
  readonly clientSees: ClientSees
  /** null where no name was asked. */
  readonly lookup: Resolution | null
  readonly legs: readonly Leg[]
  readonly blockers: readonly Blocker[]
  /** Behind the last blocker nothing more could be seen. */
  readonly moreMayLieBehind: boolean
  readonly repairs: readonly Repair[]
}
