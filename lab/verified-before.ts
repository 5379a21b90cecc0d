import type { Conversation } from '@/lib/network/conversation'
import type { Trace } from '@/lib/network/trace'

/** What the lab then says of the comparison. */
export const VERIFIED_BEFORE = 'an error about fragments whose checksum another device has verified: namespaces hand on what it found'

/**
 * Whether a refusal that the simulator keeps to itself is one that a kernel says between namespaces only: nobody can verify the checksum of a
 * first fragment, but a device that tracks connections has put the datagram together on the way, and its finding stays with the packet when veth
 * hands it on (`skb->csum_valid`), as it does not on a wire. Source: Linux nf_send_unreach, skb_csum_unnecessary; measured (seed 7237; docs/lab-notes/lab.md).
 */
export const isVerifiedBefore = ({ flow, clientMaySee, forward }: Conversation): boolean =>
  clientMaySee.every(sees => sees === 'timeout') && forward.some(trace => isRefusedUnheard(trace) && isCut(trace, flow.sizeBytes) && trace.hops.slice(0, -1).some(({ steps }) => steps.some(({ type }) => type === 'track')))

const isRefusedUnheard = ({ hops }: Trace): boolean => {
  const last = hops.at(-1)?.steps.at(-1)
  return last?.type === 'filter' && last.verdict === 'reject'
}

const isCut = ({ hops }: Trace, bytes: number): boolean => hops.some(({ steps }) => steps.some(step => step.type === 'transmit' && step.sizeBytes < bytes))
