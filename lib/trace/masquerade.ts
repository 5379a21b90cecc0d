import type { Interface } from '@/lib/network/device'
import type { NatRule } from '@/lib/network/nat-rule'
import { top } from './packet'
import { forgetFlow, type Tracked } from './tracking'
import { end, type Run, type Walk } from './walk'

/** Masquerading out of an interface without an address drops the packet. Source: Linux nf_nat_masquerade_ipv4. */
export function withoutAddress(walk: Walk, run: Run, rule: NatRule): void {
  end(walk, run, { disposition: 'denied-out', place: walk.device.from, notice: null }, { why: { code: rule.code, elements: [rule.from], facts: { source: top(walk.packet).source } }, place: walk.device.from, mend: { type: 'nothing' } })
}

/**
 * A masqueraded flow belongs to the interface by which it first left: what is sent on by another is dropped, and the flow forgotten, so that
 * what comes next begins anew. It happens to a packet that comes by its own translator again as to a connection whose way changes.
 * Source: Linux nf_nat_oif_changed and nf_nat_inet_fn; measured (seed 440).
 */
export function leavesByAnother(walk: Walk, run: Run, out: Pick<Interface, 'id'>, known: Pick<Tracked, 'direction'> & { readonly flow: NonNullable<Tracked['flow']> }): boolean {
  const { masqueraded } = known.flow
  if (masqueraded === null || known.direction === 'reply' || masqueraded.out === out.id) return false
  if (walk.tracker !== null) forgetFlow(walk.memory.tables, walk.tracker, known.flow)
  const { device } = walk
  end(walk, run, { disposition: 'denied-out', place: device.from, notice: null, forgets: true }, { why: { code: 'nat.leaves-by-another', elements: [masqueraded.by], facts: { source: top(walk.packet).source } }, place: device.from, mend: { type: 'nothing' } })
  return true
}
