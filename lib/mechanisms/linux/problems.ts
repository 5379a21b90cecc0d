import { cidr, contains, formatCidr, prefixOf } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import type { Facts } from '@/lib/network/route'
import type { Problem } from '@/lib/network/problem'
import type { WrittenRoute } from './config'
import { deviceNames, interfacesOf, wiresOf, type DrawnInterface, type MachineContext } from './interfaces'
import { OWN } from './rules'

type Say = (code: Problem['code'], field: string, facts?: Facts) => Problem

export function checkMachine(context: MachineContext): readonly Problem[] {
  const { view, id, subject } = context
  const say: Say = (code, field, facts = {}) => ({ severity: 'error', code, element: id, field, facts: { machine: view.nameOf(id), ...facts } })
  const drawn = interfacesOf(view, subject)
  return [...checkInterfaces(context, drawn, say), ...checkDevices(context, say), ...checkRoutes(context, say), ...checkNat(context, say)]
}

function checkInterfaces({ view, subject }: MachineContext, drawn: readonly DrawnInterface[], say: Say): readonly Problem[] {
  const names = drawn.map(({ name }) => name)
  const prefixes = drawn.flatMap(({ addresses }, at) => [...new Set(addresses.map(({ address, length }) => formatCidr(prefixOf(address, length))))].map(prefix => ({ prefix, at })))
  const off = drawn.flatMap(({ written, addresses }, at) => {
    const ranges = (view.get(written.segment, 'segment')?.cidrs ?? []).map(text => cidr(text))
    return ranges.length === 0 ? [] : addresses.filter(({ address }) => !ranges.some(range => contains(range, address)))
      .map(({ address }) => say('linux.outside-segment', subject.kind === 'host' && subject.interfaces === undefined ? 'address' : `interfaces.${at}.addresses`, { address, segment: view.nameOf(written.segment), ranges: ranges.map(formatCidr).join(', ') }))
  })
  return [
    ...names.flatMap((name, at) => (names.indexOf(name) < at ? [say('linux.name-twice', `interfaces.${at}.name`, { name })] : [])),
    ...prefixes.flatMap(({ prefix, at }, n) => (prefixes.findIndex(other => other.prefix === prefix) < n && !prefix.endsWith('/32') && !prefix.endsWith('/128') ? [say('linux.prefix-twice', `interfaces.${at}.addresses`, { prefix })] : [])),
    ...off,
    ...(subject.kind === 'host' && subject.interfaces && !drawn.some(({ addresses }) => addresses.some(own => own.address === ip(subject.address))) ? [say('linux.address-nowhere', 'address', { address: subject.address })] : []),
  ]
}

/** Rules that name an interface which the machine does not have. */
function checkDevices(context: MachineContext, say: Say): readonly Problem[] {
  const known = deviceNames(context)
  const { config } = context
  const named = [
    ...(config.rules ?? []).map((rule, at) => [`rules.${at}`, rule.iif === OWN ? [] : [rule.iif]] as const),
    ...(config.marks ?? []).map((rule, at) => [`marks.${at}`, [rule.iif, rule.oif]] as const),
    ...(config.nat ?? []).map((rule, at) => [`nat.${at}`, [rule.iif, rule.oif]] as const),
    ...(['input', 'forward', 'output'] as const).flatMap(chain => (config[chain]?.rules ?? []).map((rule, at) => [`${chain}.rules.${at}`, [rule.iif, rule.oif]] as const)),
    ...(config.ospf?.interfaces ?? []).map((item, at) => [`ospf.interfaces.${at}`, [item.dev]] as const),
    ...(config.routes ?? []).map((route, at) => [`routes.${at}`, [route.dev, ...(route.nexthops ?? []).map(hop => hop.dev)]] as const),
  ]
  return named.flatMap(([field, names]) => names.flatMap(name => (name === undefined || known.includes(name) ? [] : [say('linux.unknown-device', `config.${field}`, { device: name, known: known.join(', ') })])))
}

function checkRoutes(context: MachineContext, say: Say): readonly Problem[] {
  const { routes = [], gateways = [] } = context.config
  const wires = wiresOf(context)
  const onWire = (via: string, dev: string | undefined) => wires.some(wire => (dev === undefined || wire.name === dev) && wire.addresses.some(own => contains(prefixOf(own.address, own.length), ip(via))))
  const lost = (hop: Pick<WrittenRoute, 'via' | 'dev' | 'onlink'>, field: string) => {
    if (hop.via === undefined) return hop.dev === undefined ? [say('linux.route-nowhere', field)] : []
    if (hop.onlink) return hop.dev === undefined ? [say('linux.onlink-without-device', field, { via: hop.via })] : []
    return onWire(hop.via, hop.dev) ? [] : [say('linux.gateway-off-wire', field, { via: hop.via })]
  }
  const key = ({ to, table = 'main', metric }: WrittenRoute) => `${to} ${table} ${metric ?? ''}`
  return [
    ...gateways.flatMap((via, at) => lost({ via }, `config.gateways.${at}`)),
    ...routes.flatMap((route, at) => (route.type === undefined || route.type === 'unicast' ? (route.nexthops ?? [route]).flatMap(hop => lost(hop, `config.routes.${at}`)) : [])),
    ...routes.flatMap((route, at) => (routes.findIndex(other => key(other) === key(route)) < at ? [say('linux.route-twice', `config.routes.${at}`, { prefix: route.to, table: route.table ?? 'main' })] : [])),
  ]
}

/** Which hooks an action may stand at. Source: nft(8), NAT statements: destinations change before routing, sources after it. */
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  dnat: ['prerouting', 'output'], snat: ['postrouting'], masquerade: ['postrouting'], netmap: ['prerouting', 'postrouting'], accept: ['prerouting', 'output', 'postrouting'],
}

function checkNat({ config }: MachineContext, say: Say): readonly Problem[] {
  return (config.nat ?? []).flatMap(({ hook, action, to, prefix, saddr, daddr }, at): readonly Problem[] => {
    const field = `config.nat.${at}`
    const old = hook === 'postrouting' ? saddr : daddr
    const lacks = (action === 'snat' || action === 'dnat') && !to ? 'to' : action === 'netmap' && (prefix === undefined || old?.length !== 1) ? 'prefix' : undefined
    return [
      ...(HOOKS[action]?.includes(hook) ? [] : [say('linux.nat-at-wrong-hook', field, { action, hook })]),
      ...(lacks === undefined ? [] : [say('linux.nat-without-target', field, { action, lacks })]),
    ]
  })
}
