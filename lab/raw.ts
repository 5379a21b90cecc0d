/** One packet at an outermost interface of a device: microseconds, namespace, interface, way, bytes, direction, what it is (`rest`: a later fragment), source, destination, depth in tunnels, datagrams that it begins as their first fragment less those that it ends as their last. */
export type RawEvent = readonly [at: number, namespace: string, interfaceName: string, way: 'in' | 'out', bytes: number, direction: 'f' | 'r' | 'ef' | 'er', what: string, source: string, destination: string, depth: number, begun?: number]

/** What the prober says of one probe. */
export interface RawResult {
  readonly client: { readonly sees: 'ok' | 'timeout' | 'reset' | 'failed'; readonly errno?: string; readonly icmp?: readonly [number, number]; readonly from?: string; readonly mtu?: number; readonly ms: number }
  /** Namespaces whose listener took it, with the source address each saw. */
  readonly accepted: readonly (readonly [namespace: string, source: string])[]
  /** What the prober itself could not send or would not take. */
  readonly notes: readonly (readonly [namespace: string, what: string, direction: string])[]
  readonly events?: readonly RawEvent[]
}
