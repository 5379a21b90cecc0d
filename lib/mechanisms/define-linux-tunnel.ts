import type * as z from 'zod'
import type { IpVersion } from '@/lib/net/ip-address'
import type { Problem } from '@/lib/network/problem'
import { checkTunnel, tunnelInterfaces, tunnelLink, tunnelSentences, type Selectors, type Wrapping } from './linux-tunnel'
import { BETWEEN_MACHINES, type TunnelConfig } from './linux-tunnel-config'
import { defineMechanism, type Context, type Mechanism } from './types'

/** What tells one technology of tunnels between machines from the others. */
interface LinuxTunnel<Config extends TunnelConfig> {
  readonly name: string
  readonly title: string
  readonly schema: z.ZodType<Config>
  readonly wrapping: (config: Config, version: IpVersion) => Wrapping
  readonly selectors?: Selectors<Config>
  /** What can be wrong with this one alone, beside what can be wrong with all, and its sentences. */
  readonly check?: (context: Context<'tunnel', Config>) => readonly Problem[]
  readonly sentences?: Mechanism['sentences']
}

/** A tunnel between two Linux machines: an interface at each end, which wraps what is routed to it. */
export const defineLinuxTunnel = <Config extends TunnelConfig>({ name, title, schema, wrapping, selectors, check, sentences }: LinuxTunnel<Config>): Mechanism =>
  defineMechanism({
    name,
    title,
    category: 'tunnel',
    attachesTo: [BETWEEN_MACHINES],
    schema,
    sentences: { ...tunnelSentences(name), ...sentences },
    problems: { tunnel: context => [...checkTunnel(context, name), ...(check?.(context) ?? [])] },
    contribute: { place: { tunnel: tunnelLink }, connect: { tunnel: context => tunnelInterfaces(context, name, wrapping, selectors) } },
  })
