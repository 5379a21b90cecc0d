import { contains } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Limit, LabPlan, QuotingLimit } from '@/lib/lab/plan'
import type { Conversation } from '@/lib/network/conversation'
import type { DeviceId } from '@/lib/network/ids'
import { failedTraces, place } from '@/lib/network/failed'
import type { Trace } from '@/lib/network/trace'
import type { Observed } from './classify/observed'
import { LOSES_MARK, losesMark } from './carried-mark'
import { isVerifiedBefore, VERIFIED_BEFORE } from './verified-before'

/** What one comparison says of itself. */
export type Standing = { readonly type: 'exact' } | { readonly type: 'substituted'; readonly what: string } | { readonly type: 'not-run'; readonly why: string }

/** One question, asked of both. `differences` is empty where they agree. */
export interface Compared { readonly standing: Standing; readonly differences: readonly string[] }

/**
 * Whether the kernel's outcome is one of the simulator's: reached or not, by whom answered, the source seen there, what the client sees,
 * and the device where it died. Of several possible outcomes the kernel shows one.
 */
export function compare(simulated: Conversation, observed: Observed, plan: LabPlan): Compared {
  const standing = standingOf(simulated, observed, plan)
  if (standing.type === 'not-run') return { standing, differences: [] }
  return { standing, differences: observed.sees === 'ok' ? successDifferences(simulated, observed) : failureDifferences(simulated, observed) }
}

function standingOf(simulated: Conversation, observed: Observed, plan: LabPlan): Standing {
  const visited = new Set<DeviceId>([...simulated.forward, ...simulated.return].flatMap(trace => trace.hops.map(hop => hop.device)))
  const touched = (limits: readonly Limit[]) => limits.find(limit => visited.has(limit.device))
  const unable = touched(plan.notRun)
  if (unable) return { type: 'not-run', why: unable.what }
  const unknown = [...simulated.forward, ...simulated.return].find(trace => trace.disposition === 'undetermined' || trace.disposition === 'exits-network' || trace.disposition === 'delivered-to-subnet' || trace.disposition === 'proxied')
  if (simulated.reachability === 'undetermined') return { type: 'not-run', why: `the simulator says undetermined (${unknown?.undetermined?.code ?? unknown?.disposition ?? 'no trace'})` }
  const unquoted = observed.sees === 'ok' ? undefined : plan.errorsNotRun.find(limit => errorCrossed(limit, observed, plan))
  if (unquoted) return { type: 'not-run', why: unquoted.what }
  if (observed.sees !== 'timeout' && isVerifiedBefore(simulated)) return { type: 'not-run', why: VERIFIED_BEFORE }
  const told = observed.sees === 'timeout' ? undefined : plan.tooBigNotRun.find(({ device }) => isKeptToItself(simulated, device))
  if (told) return { type: 'not-run', why: told.what }
  if (losesMark(simulated, plan.substitutes)) return { type: 'not-run', why: LOSES_MARK }
  const replaced = touched(plan.substitutes)
  return replaced ? { type: 'substituted', what: replaced.what } : { type: 'exact' }
}

/** Whether the simulator says that something was too big at a device and nobody heard of it. */
const isKeptToItself = ({ clientMaySee, forward, return: back }: Conversation, device: DeviceId): boolean =>
  clientMaySee.every(sees => sees === 'timeout') && [...forward, ...back].some(trace => trace.disposition === 'mtu-exceeded' && trace.device === device)

/** Whether an ICMP error about the probe came into a device from or to an address that it maps: what it quotes is then not what its sender knows (RFC 5508 section 4). */
function errorCrossed({ device, mapped }: QuotingLimit, { events }: Observed, plan: LabPlan): boolean {
  const here = new Set(plan.namespaces.filter(namespace => namespace.device === device).map(namespace => namespace.name))
  const isMapped = (address: string) => mapped.some(prefix => contains(prefix, ip(address)))
  return events.some(([, namespace, , way, , direction, , source, destination, depth]) =>
    way === 'in' && depth === 0 && (direction === 'ef' || direction === 'er') && here.has(namespace) && (isMapped(source) || isMapped(destination)))
}

function successDifferences(simulated: Conversation, { answered }: Observed): readonly string[] {
  if (simulated.reachability === 'unreachable') return [`the client got its answer; simulated: ${simulated.clientSees}, died at ${failedTraces(simulated).map(place).join(' or ')}`]
  const possible = simulated.accepted
  const stranger = answered.find(one => !possible.some(entry => entry.device === one.device))
  if (stranger) return [`answered by ${stranger.device}; simulated: ${possible.map(entry => entry.device).join(' or ')}`]
  const misread = answered.find(one => !possible.some(entry => entry.device === one.device && entry.sourceSeen === one.sourceSeen))
  return misread ? [`${misread.device} saw ${misread.sourceSeen}; simulated: ${possible.map(entry => entry.sourceSeen).join(' or ')}`] : []
}

function failureDifferences(simulated: Conversation, { sees, said, answered, diedAt }: Observed): readonly string[] {
  const failed = failedTraces(simulated)
  if (simulated.reachability === 'reachable' || failed.length === 0) return [`the client sees ${sees} (${said}), died at ${diedAt.join(', ')}; simulated: reachable`]
  const differences: string[] = []
  const here = failed.filter(trace => endsAt(trace, diedAt))
  if (here.length === 0) differences.push(`died at ${diedAt.join(', ')}; simulated: ${failed.map(place).join(' or ')}`)
  if (!simulated.clientMaySee.includes(sees)) differences.push(`the client sees ${sees} (${said}); simulated: ${simulated.clientMaySee.join(' or ')}`)
  const stranger = answered.find(one => !simulated.accepted.some(entry => entry.device === one.device))
  if (stranger) differences.push(`accepted by ${stranger.device}; simulated: ${simulated.accepted.map(entry => entry.device).join(' or ') || 'nobody'}`)
  const misread = stranger ? undefined : answered.find(one => !simulated.accepted.some(entry => entry.device === one.device && entry.sourceSeen === one.sourceSeen))
  if (misread) differences.push(`${misread.device} saw ${misread.sourceSeen}; simulated: ${simulated.accepted.map(entry => entry.sourceSeen).join(' or ')}`)
  return differences
}

/** A loop ends somewhere on it, where the TTL is used up. */
export const endsAt = (trace: Trace, diedAt: readonly DeviceId[]) => trace.disposition === 'loop' || trace.disposition === 'ttl-exceeded' ? trace.hops.some(hop => diedAt.includes(hop.device)) : diedAt.includes(trace.device)
