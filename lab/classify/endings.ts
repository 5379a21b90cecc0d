import type { ClientSees } from '@/lib/network/trace'
import type { LabPlan } from '@/lib/lab/plan'
import type { DeviceId } from '@/lib/network/ids'
import type { RawResult } from '@/lab/raw'
import { firstToReset } from './connection-end'
import { countsByDevice, type Counts } from './counts'
import { learned, notedAt, superseded, without } from './forgiving'
import type { Heard } from './heard'
import { cutShort, refusedByWire } from './uncounted'

interface Asked { readonly client: DeviceId; readonly sees: ClientSees; readonly servers: ReadonlySet<DeviceId>; readonly raw: RawResult; readonly plan: LabPlan }

/**
 * Where a probe that failed has ended: where something of it was lost; else at the one who answered, if what he said did not go on.
 * A connection that the client sees reset has ended where one of its two ends first reset what came: what was lost elsewhere, too big for a
 * tunnel or taken by an equal way, would have been sent again (RFC 9293 sections 3.8.1 and 3.10.7.1; seed 362).
 */
export function endings({ client, sees, servers, raw, plan }: Asked, heard: Heard): readonly DeviceId[] {
  const resets = firstToReset(heard)
  if (sees === 'reset' && resets !== null && (resets === client || servers.has(resets))) return [resets]
  const passed = countsByDevice(heard)
  const tooBig = learned(heard, passed)
  const counts = without(without(passed, tooBig), superseded(heard))
  const lost = new Set([...cutShort(heard), ...notedAt(raw, tooBig, heard.deviceOf), ...lossy(counts, client, servers)])
  if (lost.size > 0) return [...lost]
  const refused = refusedByWire(heard, plan)
  if (refused.length > 0) return refused
  if (resets !== null && resets !== client && servers.has(resets)) return [resets]
  const silent = withoutWord(counts, servers)
  if (silent.length > 0) return silent
  const looped = comesRound(counts, servers)
  // Where there is none either, nothing is missing on the way: it never left the client, or the client itself did not take the answer.
  return looped.length > 0 ? looped : [client]
}

/** Devices that took in more than they let out: on the way there, without those that answered; on the way back, without the client. */
const lossy = (counts: ReadonlyMap<DeviceId, Counts>, client: DeviceId, servers: ReadonlySet<DeviceId>): readonly DeviceId[] =>
  [...counts].flatMap(([device, { forwardIn, forwardOut, replyIn, replyOut }]) =>
    (forwardIn > forwardOut && !servers.has(device)) || (replyIn > replyOut && device !== client) ? [device] : [])

/** Those that answered, and let nothing out. */
const withoutWord = (counts: ReadonlyMap<DeviceId, Counts>, servers: ReadonlySet<DeviceId>): readonly DeviceId[] =>
  [...servers].filter(device => (counts.get(device)?.replyOut ?? 0) === 0)

/** Those that answered and whose answer ends with them: a loop through one has as many in as out, since it sent one more. */
const comesRound = (counts: ReadonlyMap<DeviceId, Counts>, servers: ReadonlySet<DeviceId>): readonly DeviceId[] =>
  [...servers].filter(device => {
    const { replyIn = 0, replyOut = 0 } = counts.get(device) ?? {}
    return replyIn > 0 && replyIn === replyOut
  })
