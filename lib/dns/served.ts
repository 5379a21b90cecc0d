import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Conversation } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import type { DeviceId } from '@/lib/network/ids'
import type { NameServer } from '@/lib/network/name-server'
import type { Network } from '@/lib/network/network'
import type { DnsStep, Exchange, Query, Response, Undetermined } from '@/lib/network/resolution'
import type { Withholding } from '@/lib/network/route'

/** Why an answer is not what was hoped for: what would have come, had one thing been otherwise. */
export type Cause =
  /** Packets to or from a server were lost. */
  | { readonly type: 'packets'; readonly exchange: Exchange }
  /** The server is configured so, or cannot know better: `mended` is what it would say otherwise. */
  | { readonly type: 'withheld'; readonly why: Withholding; readonly place: ElementId; readonly mended: () => Served }
  /** The configuration itself leads nowhere. What would come otherwise is known only where `mended` is given. */
  | { readonly type: 'configured'; readonly why: Withholding; readonly place: ElementId; readonly mended?: () => Served }

/** What a server does with a query: it answers, stays silent, or does something that is not modelled. */
export type Reply =
  | { readonly type: 'response'; readonly response: Response & { readonly unwritten?: 'error' | 'quiet' }; readonly causes: readonly Cause[] }
  | { readonly type: 'silent'; readonly causes: readonly Cause[] }
  | { readonly type: 'not-modelled'; readonly undetermined: Undetermined }

/** All that may come of a query, and how. Several replies: nobody can say which. */
export interface Served {
  readonly replies: readonly Reply[]
  readonly steps: readonly DnsStep[]
}

/** One thing that may come of a query sent to an address. */
export interface Asked {
  readonly exchange: Exchange
  readonly causes: readonly Cause[]
}

export interface Asking {
  readonly asker: DeviceId
  readonly address: IpAddress
  readonly port: number
  readonly transport: 'udp' | 'tcp'
  /** The largest datagram that the asker takes; 512 where it does not say (RFC 1035 section 4.2.1). */
  readonly payloadBytes?: number
  readonly query: Query
  /** Servers and questions on the way here: a repetition is a loop. */
  readonly trail: readonly string[]
}

export interface Answering {
  readonly server: NameServer
  readonly device: DeviceId
  readonly port: number
  /** Null where nobody in particular asks. */
  readonly client: IpAddress | null
  /** What the question came by; udp where it is not said. */
  readonly transport?: 'udp' | 'tcp'
  /** The largest datagram that the asker takes. */
  readonly payloadBytes?: number
  readonly query: Query
  readonly trail: readonly string[]
  /** `alone`: what the server itself knows, were its clusters synchronised and nobody else there. */
  readonly mode: 'real' | 'alone'
  /** The question of a server that is only starting, or of one that is taken to have started whatever its own check finds. */
  readonly start?: 'probing' | 'assumed'
}

/** What one lookup shares: the Network, and who asks and answers in it. */
export interface Session {
  readonly network: Network
  readonly conversation: (flow: Flow) => Conversation
  readonly ask: (asking: Asking) => readonly Asked[]
  readonly answer: (answering: Answering) => Served
  /** Processes that have been checked for ending as they start. */
  readonly starts: Map<string, boolean>
}

/** What a server and its plugins may use while they answer one query. */
export interface ServerContext {
  readonly network: Network
  readonly server: NameServer
  readonly device: DeviceId
  readonly client: IpAddress | null
  /** What the question came by. A forwarder asks by the same, unless told otherwise. */
  readonly transport: 'udp' | 'tcp'
  /** The largest datagram that the asker takes: a forwarder passes it on. */
  readonly payloadBytes: number
  readonly mode: Answering['mode']
  readonly port: number
  /** The zone of the server block that was chosen. */
  readonly zone: string
  /** A query of its own to another server, from this device. */
  readonly ask: (query: Query, to: { readonly address: IpAddress; readonly port: number; readonly transport: 'udp' | 'tcp'; readonly payloadBytes?: number; readonly asker?: DeviceId }) => readonly Asked[]
  /** What another server would say to the same asker. */
  readonly as: (server: NameServer, query: Query) => Served
  /** The same server once more, from its beginning: the target of an alias. */
  readonly again: (query: Query) => Served
}
