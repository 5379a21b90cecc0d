import type { Limit } from '@/lib/lab/plan'
import type { Conversation } from '@/lib/network/conversation'

/** What the lab then says of the comparison. */
export const LOSES_MARK = 'a mark on what a tunnel wraps or unwraps: the prober, which carries it here, has no marks'

/** Whether a packet keeps its mark through the end of a tunnel that the prober carries: a TUN device hands a packet to a process without it. Source: Linux tun_net_xmit; measured (seed 7167). */
export const losesMark = ({ forward, return: back }: Conversation, substitutes: readonly Limit[]): boolean =>
  [...forward, ...back].some(({ hops }) => hops.some(({ device, steps }) => steps.some(step =>
    (step.type === 'encapsulate' || step.type === 'decapsulate') && step.mark !== undefined && substitutes.some(limit => limit.device === device && limit.what.startsWith(`${step.protocolName}:`)))))
