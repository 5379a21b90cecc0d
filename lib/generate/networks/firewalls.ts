import { formatCidr } from '@/lib/net/cidr'
import type { Random } from '@/lib/generate/random'
import { chance, pick, several } from './choose'
import { neighboursOf } from './routing'
import { hostsBeside, lansOf, routersOf, type ChainSketch, type Machine, type Port, type Sketch, type Wire } from './sketch'
import { everything, nextPriority } from './tables'

/** A router that sees one direction of a conversation only watches its state: what it makes of the rest is what it has seen. */
export function guardOneWay(sketch: Sketch, random: Random): void {
  for (const router of several(random, [...new Set(sketch.oneWay)], 2)) {
    if (chance(random, 60)) router.config.tcpLoose = false
    if (chance(random, 45)) hideAll(sketch, router)
    else {
      router.config.chains.forward = watching(sketch, random, router)
      sketch.features.add('one-way filter').add('stateful filter')
    }
  }
}

/** A translator that may take the middle of a conversation for its beginning. */
function hideAll(sketch: Sketch, router: Machine): void {
  if (router.config.nat.some(({ hook }) => hook === 'postrouting')) return
  router.config.nat.push({ hook: 'postrouting', traffic: ['tcp', 'udp'], action: 'masquerade' })
  sketch.features.add('source NAT')
}

/** Rules that look at the state themselves, or leave it to the chain. */
function watching(sketch: Sketch, random: Random, router: Machine): ChainSketch {
  const silent = router.config.icmpErrors === false
  switch (random.below(4)) {
    case 0: return { stateful: true, policy: 'accept', rules: [] }
    case 1: return { stateful: true, policy: 'drop', rules: [{ state: ['new'], verdict: 'accept' }] }
    case 2:
      if (!silent) sketch.features.add('reject')
      return { stateful: false, policy: 'accept', rules: [{ state: ['invalid'], traffic: ['tcp'], ...(silent ? { verdict: 'drop' } : { verdict: 'reject', with: 'tcp-reset' }) }] }
    default: return { stateful: false, policy: 'drop', rules: [{ state: ['established', 'related'], verdict: 'accept' }, { state: ['new'], ...(chance(random, 50) ? { iif: pick(random, router.ports).name } : {}), verdict: 'accept' }] }
  }
}

/** What is asked for and what answers it, as a filter without a memory lists them. Source: the rules of a stateless network ACL. */
const BOTH_WAYS = [{ traffic: ['tcp/80', 'tcp/443', 'udp/53', 'udp/5000'] }, { traffic: ['tcp', 'udp'], sport: ['80', '443', '53', '5000'] }, { traffic: ['icmp', 'icmpv6'] }] as const

/** A router without any state lets questions and answers pass by their ports, which later fragments do not have. */
export function listPorts(sketch: Sketch, random: Random): void {
  const able = routersOf(sketch).filter(({ config: { nat, chains } }) => nat.length === 0 && chains.forward === undefined)
  if (able.length === 0) return
  const router = pick(random, able)
  sketch.portsListed.push(router)
  router.config.chains.forward = { stateful: false, policy: 'drop', rules: BOTH_WAYS.filter(() => !chance(random, 10)).map(rule => ({ ...rule, verdict: 'accept' })) }
}

/** Connections are cut once they stand: whoever has been let in is reset, refused or ignored when he goes on. */
export function cutConnections(sketch: Sketch, random: Random): void {
  const port = pick(random, routersOf(sketch).flatMap(router => router.ports.filter(({ wire }) => wire.kind === 'lan').map(own => ({ router, name: own.name, wire: own.wire }))))
  const { router } = port
  if (router.config.icmpErrors === false) return
  const answer = pick(random, ['tcp-reset', 'tcp-reset', 'admin-prohibited', 'host-unreachable'])
  sketch.cutOff.push(...hostsBeside(sketch, [port]))
  const cut = { iif: port.name, state: ['established'], traffic: ['tcp'], verdict: 'reject', with: answer }
  router.config.chains.forward = before(router.config.chains.forward, [cut])
  sketch.features.add('reject').add('stateful filter')
}

/** Rules before all others; what a stateful chain lets pass by itself, or drops, is then written out behind them. */
export function before(known: ChainSketch | undefined, first: ChainSketch['rules']): ChainSketch {
  const { stateful, policy, rules } = known ?? { stateful: false, policy: 'accept' as const, rules: [] }
  return { stateful: false, policy, rules: [...first, ...(stateful ? [{ state: ['established', 'related'], verdict: 'accept' }, { state: ['invalid'], verdict: 'drop' }] : []), ...rules] }
}

/**
 * What comes in from one wire goes round by a neighbour and passes the router a second time on its way on (a firewall beside the way). The
 * second passage belongs to the same flow, which no answer has confirmed yet.
 */
export function passTwice(sketch: Sketch, random: Random): void {
  const ways = routersOf(sketch).flatMap(router => router.ports.filter(({ wire }) => wire.kind === 'lan').flatMap(port =>
    lansOf(sketch).filter(goal => goal !== port.wire).flatMap(goal => neighboursOf(sketch, router, 'wires').map(({ router: beside }): Round => ({ router, port, goal, beside })))))
  const able = ways.filter(round => leadsOn(sketch, round))
  if (able.length > 0) sendRound(sketch, random, pick(random, able))
}

interface Round { readonly router: Machine; readonly port: Port; readonly goal: Wire; readonly beside: Machine }

/** The router itself goes on by somebody else, and the neighbour can be told to send back. */
function leadsOn(sketch: Sketch, { router, goal, beside }: Round): boolean {
  if (beside.ports.some(({ wire }) => wire === goal)) return false
  const theirs = new Set(beside.ports.flatMap(({ addresses }) => Object.values(addresses).map(String)))
  return sketch.versions.every(version => {
    const to = goal.prefixes[version]
    if (to && router.ports.some(({ wire }) => wire === goal)) return true
    const route = router.config.routes.find(one => to && one.to === formatCidr(to) && one.table === undefined)
    return route?.via !== undefined && !theirs.has(route.via) && beside.config.routes.some(one => to && one.to === formatCidr(to) && one.table === undefined)
  })
}

function sendRound(sketch: Sketch, random: Random, { router, port, goal, beside }: Round): void {
  const shared = router.ports.find(own => beside.ports.some(({ wire }) => wire === own.wire))
  if (!shared) return
  for (const version of sketch.versions) {
    const to = goal.prefixes[version]
    const [there, back] = [neighboursOf(sketch, router, 'wires').find(one => one.router === beside)?.hop(version), neighboursOf(sketch, beside, 'wires').find(one => one.router === router)?.hop(version)]
    if (!to || !there || !back) continue
    router.config.routes.push({ to: formatCidr(to), ...there, table: '110' })
    router.config.rules.push({ priority: nextPriority(router), from: everything(version), iif: port.name, table: '110' })
    const known = beside.config.routes.findIndex(one => one.to === formatCidr(to) && one.table === undefined)
    if (known >= 0) beside.config.routes[known] = { to: formatCidr(to), ...back }
  }
  const traffic = pick(random, [['tcp'], ['udp'], ['tcp/80', 'udp/53'], ['icmp', 'icmpv6']])
  const second = { iif: shared.name, traffic, verdict: router.config.icmpErrors === false ? 'drop' : pick(random, ['drop', 'reject']) }
  router.config.chains.forward = { stateful: true, policy: 'accept', rules: [{ iif: port.name, verdict: 'accept' }, second] }
  sketch.features.add('policy rule').add('stateful filter').add('passed twice')
}
