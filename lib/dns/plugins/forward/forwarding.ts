import type { IpAddress } from '@/lib/net/ip-address'

/** Where queries go: addresses with ports, and `resolv.conf` for the upstreams of the server itself. */
export type Target = { readonly address: IpAddress; readonly port: number } | 'resolv.conf'

export interface Forwarding {
  readonly from: string
  readonly except: readonly string[]
  readonly to: readonly Target[]
  readonly policy: 'random' | 'sequential'
  readonly transport: 'udp' | 'tcp'
}
