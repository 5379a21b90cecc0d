import type { Addition } from '@/lib/network/addition'
import type { Marking, MarkingAction } from '@/lib/network/marking'
import { deviceOf, trackerOf } from '@/lib/network/names'
import type { WrittenMarking } from './config'
import type { MachineContext } from './interfaces'
import { toMatch } from './match'

const ALL_BITS = 0xffff_ffff

/** What comes before tracking. Source: netfilter hook priorities, include/uapi/linux/netfilter_ipv4.h (raw -300, conntrack -200, mangle -150). */
const BEFORE_TRACKING: readonly WrittenMarking['action'][] = ['notrack', 'zone']

/** A connection table that is special: of the machine where it is strict about TCP. Source: Linux Documentation/networking/nf_conntrack-sysctl.rst. */
export const ownTrackers = ({ id, config }: MachineContext): readonly Addition[] =>
  config.tcpLoose === false ? [{ add: 'tracker', tracker: { id: trackerOf(id), unknownAck: 'invalid' } }] : []

export const markings = (context: MachineContext): readonly Addition[] => (context.config.marks ?? []).flatMap((written, at): readonly Addition[] => {
  const action = toAction(context, written)
  if (!action) return []
  const marking: Marking = {
    id: `${context.id}:mark-${at + 1}`, code: 'linux.marking', from: context.id, hook: written.hook, order: at, stage: BEFORE_TRACKING.includes(written.action) ? 'raw' : 'mangle',
    match: { ...toMatch(context, written), ...(written.state ? { states: written.state } : {}) }, action,
  }
  return [{ add: 'marking', device: deviceOf(context.id), marking }]
})

function toAction({ id }: MachineContext, { action, set = 0, mask = ALL_BITS }: WrittenMarking): MarkingAction | null {
  switch (action) {
    case 'mark': return { type: 'mark', bits: { value: set, mask } }
    case 'ct-mark': return { type: 'mark-connection', bits: { value: set, mask } }
    case 'save': case 'restore': return { type: action, mask }
    case 'notrack': return { type: 'untrack' }
    case 'zone': return { type: 'track-in', tracker: trackerOf(`${id}:zone-${set}`) }
  }
}
