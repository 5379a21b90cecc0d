import type { ClusterObjects } from '@/lib/network/cluster-objects'
import type { RecordType } from '@/lib/network/resolution'

/*
 * A scenario has the same words for both sides. Every server has an address of 10.77.0.0/24, and its Corefile names addresses of that
 * network only; an API server is the URL http://<cluster>.api. The real servers run on another network of the loopback interface, so that
 * two runs do not meet, and with the API servers' real URLs: see `realText`.
 */

export interface DnsQuestion {
  readonly server: string
  readonly port: number
  readonly name: string
  readonly type: RecordType
  readonly transport: 'udp' | 'tcp'
  /** The address that asks, of the scenario's network. */
  readonly client: string
}

export interface ScenarioServer {
  readonly id: string
  readonly address: string
  readonly corefile: string
  /** Zone files, by the path that the Corefile names. */
  readonly files?: Readonly<Record<string, string>>
}

export interface DnsScenario {
  readonly name: string
  readonly servers: readonly ScenarioServer[]
  readonly clusters: readonly ClusterObjects[]
  readonly questions: readonly DnsQuestion[]
  /** The search list of the machine that the real servers run on. */
  readonly search?: readonly string[]
}

export const NETWORK = '10.77.0.'
/** Where the lab's servers listen, unless their keys say otherwise: no privilege is needed. */
export const PORT = 1053
export const CLIENT = `${NETWORK}1`

/** A cluster whose API server nobody reaches. */
export const UNREACHABLE = 'unreachable'

export const apiUrl = (cluster: string): string => `http://${cluster}.api`

/** A Corefile, an address or a name as the real side has it: names of pods hold addresses with dashes. */
export const realText = (text: string, network: string, apis: ReadonlyMap<string, string>): string =>
  [...apis].reduce((result, [cluster, url]) => result.replaceAll(apiUrl(cluster), url), moved(text, NETWORK, network).replaceAll(apiUrl(UNREACHABLE), 'http://127.0.0.1:9'))

/** What the real side said, in the scenario's words. */
export const scenarioText = (text: string, network: string): string => moved(text, network, NETWORK)

const dashed = (network: string): string => network.replaceAll('.', '-')
const moved = (text: string, from: string, to: string): string => text.replaceAll(from, to).replaceAll(dashed(from), dashed(to))
