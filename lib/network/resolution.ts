import type { IpAddress } from '@/lib/net/ip-address'
import type { ElementId } from '@/lib/net/element-id'
import type { Code, DeviceId, NameServerId } from './ids'
import type { DataType, ResourceRecord } from './name-server'
import type { Facts, Withholding } from './route'
import type { Fault, Trace } from './trace'

/** What a question may ask for. */
export type RecordType = DataType | 'ANY' | 'AXFR'
/** Response codes. Source: RFC 1035 section 4.1.1, RFC 2136 for NOTZONE. */
export type Rcode = 'NOERROR' | 'FORMERR' | 'SERVFAIL' | 'NXDOMAIN' | 'NOTIMP' | 'REFUSED' | 'NOTZONE'

/** A question to a name server; the name is lower case without the trailing dot (the root is empty). */
export interface Query {
  readonly name: string
  readonly type: RecordType
  /** Left out: IN. */
  readonly class?: QueryClass
  /** The name as the client wrote it, where that is not all lower case. */
  readonly spelling?: string
}

/** Classes other than IN. Source: RFC 1035 sections 3.2.4 and 3.2.5, RFC 2136 section 2.4. */
export type QueryClass = 'CH' | 'HS' | 'NONE' | 'ANY'

export interface Response {
  readonly rcode: Rcode
  readonly authoritative: boolean
  /** TC: more records than fit the datagram, here or at an upstream (RFC 1035 section 4.1.1). */
  readonly truncated?: true
  readonly answers: readonly ResourceRecord[]
  readonly authority: readonly ResourceRecord[]
  readonly additional: readonly ResourceRecord[]
  /** RA: who answered would have resolved any name. */
  readonly recursionAvailable?: true
}

/** What a name server did with a query, one thing at a time: block chosen, plugin passed or answered, upstream asked. */
export interface DnsStep {
  readonly server: NameServerId
  readonly element: ElementId
  readonly device: DeviceId
  /** In CoreDNS' words where it has them: `block`, `kubernetes`, `forward`, `stub-domain`, `recursive`, `public`. */
  readonly actor: string
  readonly did: 'chose' | 'answered' | 'passed-on' | 'asked' | 'failed'
  readonly facts: Facts
  readonly response?: Response
  /** The exchange with an upstream, where this step asked one. */
  readonly exchange?: Exchange
}

/** One query on its way to one server and back: the packets both ways and what came of it. */
export interface Exchange {
  readonly query: Query
  readonly asker: DeviceId
  readonly server: IpAddress
  readonly transport: 'udp' | 'tcp'
  readonly forward: readonly Trace[]
  readonly return: readonly Trace[]
  /** null: nothing came back, or something refused it. */
  readonly response: Response | null
  readonly failure?: 'timeout' | 'unreachable' | 'refused'
  /** Why nobody can say what came back, where that is so. */
  readonly undetermined?: Undetermined
  /** Who answered, and the source address it saw. */
  readonly answeredBy?: { readonly server: NameServerId; readonly device: DeviceId; readonly sourceSeen: IpAddress }
  readonly steps: readonly DnsStep[]
}

/** What is not modelled and would have to be, for an answer. */
export interface Undetermined { readonly code: Code; readonly facts?: Facts }

export type LookupOutcome = 'NOERROR' | 'NODATA' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'NOTIMP' | 'FORMERR' | 'timeout' | 'undetermined'

/** Errors of getaddrinfo(3). */
export type ResolverError = 'EAI_NONAME' | 'EAI_NODATA' | 'EAI_AGAIN' | 'EAI_FAIL'

/** One query as a stub resolver sent it. */
export interface StubQuery {
  readonly name: string
  readonly type: 'A' | 'AAAA'
  readonly server: IpAddress
  readonly transport: 'udp' | 'tcp'
  /** Queries with the same number left from the same socket. */
  readonly socket: number
  /** With the AD bit set, which asks for a validated answer (RFC 6840 section 5.7). */
  readonly ad: boolean
  /** With an OPT record (RFC 6891). */
  readonly edns: boolean
}

/** A lookup by the asker's stub resolver: every query in order, and what the application gets. */
export interface Resolution {
  readonly name: string
  readonly asker: DeviceId
  readonly outcome: LookupOutcome
  /** Several outcomes are possible (instances or upstreams differ); `outcome` is the first. */
  readonly ambiguous: boolean
  /** Why the outcome is `undetermined`, where it is. */
  readonly undetermined?: Undetermined
  readonly exchanges: readonly Exchange[]
  /** Every query of the first way through it, in order, repetitions too; `exchanges` holds each once. */
  readonly queries: readonly StubQuery[]
  /** Seconds that the resolver waited for silent servers, on that way; Infinity where it waits without end (null as JSON). */
  readonly waitedSeconds: number
  /** What getaddrinfo(3) returns on that way, where it fails. */
  readonly error?: ResolverError
  /** The name of the search list that was answered. */
  readonly canonicalName: string
  readonly records: readonly ResourceRecord[]
  readonly addresses: readonly ResolvedAddress[]
  /** What is worth knowing although it stops nothing. */
  readonly notes?: readonly DnsNote[]
  /** What may be blamed for a failure, with the records that would have been found. */
  readonly faults: readonly DnsFault[]
}

/** Something worth knowing of a lookup: what it costs, or what depends on chance or time. */
export interface DnsNote { readonly code: Code; readonly element: ElementId; readonly facts: Facts }

export interface ResolvedAddress { readonly address: IpAddress; readonly from?: ElementId; readonly device?: DeviceId }

export interface DnsFault {
  readonly why: Withholding
  readonly place: ElementId
  /** Packet faults of an exchange that failed, to be mended in the Network. */
  readonly packet?: Fault
  /** Addresses along which the question goes on as if it were mended. */
  readonly withheld: readonly ResolvedAddress[]
}
