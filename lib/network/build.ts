import type { Addition, Place } from './addition'
import type { Device, Interface } from './device'
import type { Filter, FilterRule } from './filter'
import type { DeviceId, RuleSetId } from './ids'
import type { NatRule } from './nat-rule'
import type { Network } from './network'

/** A Network under construction: the same maps, still open, and the rule sets that filters will take their rules from. */
export interface Draft extends Network { readonly ruleSets: Map<RuleSetId, FilterRule[]>; readonly dangling: string[] }

export const emptyDraft = (): Draft => ({
  devices: new Map(), links: new Map(), addressSets: new Map(), speakers: new Map(), sessions: [], propagations: [], ospfRouters: new Map(), redistributions: [], trackers: new Map(), conditions: new Map(),
  settled: new Map(), nameServers: new Map(), clusters: new Map(), stubResolvers: new Map(), virtualAddresses: [], ruleSets: new Map(), dangling: [],
})

const writable = <Key, Value>(map: ReadonlyMap<Key, Value>) => map as Map<Key, Value>
const growable = <Item>(list: readonly Item[]) => list as Item[]

/**
 * Adds to a draft. An addition that names something missing (a device nobody placed, say) is noted in `dangling` and left out:
 * the drawing is incomplete there, and compile says so.
 */
export function addTo(draft: Draft, additions: readonly Addition[]): void {
  for (const addition of additions) addOne(draft, addition)
}

function addOne(draft: Draft, addition: Addition): void {
  switch (addition.add) {
    case 'device': return put(draft, writable(draft.devices), addition.device.id, addition.device)
    case 'link': return put(draft, writable(draft.links), addition.link.id, addition.link)
    case 'interface': return change(draft, addition.device, device => ({ ...device, interfaces: [...device.interfaces, addition.interface] }))
    case 'claim': return changePort(draft, addition, item => item.port ? { ...item, port: { ...item.port, claims: [...item.port.claims, ...addition.claims] } } : null)
    case 'return-through': return changePort(draft, addition, item => item.port ? { ...item, port: { ...item.port, returnsThrough: [...item.port.returnsThrough ?? [], ...addition.trackers] } } : null)
    case 'listener': return change(draft, addition.device, device => ({ ...device, listeners: [...device.listeners, addition.listener] }))
    case 'table': return change(draft, addition.device, device => ({ ...device, tables: [...device.tables, addition.table] }))
    case 'route': return changeTable(draft, addition.device, addition.table, table => ({ ...table, routes: [...table.routes, addition.route] }))
    case 'withheld': return changeTable(draft, addition.device, addition.table, table => ({ ...table, withheld: [...table.withheld, addition.withheld] }))
    case 'policy-rule': return change(draft, addition.device, device => ({ ...device, policyRules: [...device.policyRules, addition.rule].sort((a, b) => a.priority - b.priority) }))
    case 'nat': return addAt(draft, addition.at, { nat: addition.rule })
    case 'filter': return addAt(draft, addition.at, { filter: addition.filter })
    case 'rule': { draft.ruleSets.set(addition.set, [...(draft.ruleSets.get(addition.set) ?? []), addition.rule]); return }
    case 'address-set': {
      if (!draft.addressSets.has(addition.set)) writable(draft.addressSets).set(addition.set, { id: addition.set, members: [] })
      return
    }
    case 'member': {
      const members = draft.addressSets.get(addition.set)?.members ?? []
      writable(draft.addressSets).set(addition.set, { id: addition.set, members: [...members, addition.member] })
      return
    }
    case 'speaker': return put(draft, writable(draft.speakers), addition.speaker.id, addition.speaker)
    case 'origination': {
      const speaker = draft.speakers.get(addition.speaker)
      if (!speaker) { draft.dangling.push(addition.speaker); return }
      writable(draft.speakers).set(speaker.id, { ...speaker, originates: [...speaker.originates, addition.origination] })
      return
    }
    case 'session': { growable(draft.sessions).push(addition.session); return }
    case 'propagation': { growable(draft.propagations).push(addition.propagation); return }
    case 'ospf-router': return put(draft, writable(draft.ospfRouters), addition.router.id, addition.router)
    case 'redistribution': { growable(draft.redistributions).push(addition.redistribution); return }
    case 'tracker': return put(draft, writable(draft.trackers), addition.tracker.id, addition.tracker)
    case 'marking': return change(draft, addition.device, device => ({ ...device, markings: [...device.markings ?? [], addition.marking].sort((a, b) => a.order - b.order) }))
    case 'condition': return put(draft, writable(draft.conditions), addition.condition.id, addition.condition)
    case 'name-server': return put(draft, writable(draft.nameServers), addition.nameServer.id, addition.nameServer)
    case 'stub-resolver': { writable(draft.stubResolvers).set(addition.device, addition.stubResolver); return }
    case 'cluster-objects': return put(draft, writable(draft.clusters), addition.objects.id, addition.objects)
    case 'service-object': case 'pod-object': {
      const objects = draft.clusters.get(addition.objects)
      if (!objects) { draft.dangling.push(addition.objects); return }
      writable(draft.clusters).set(objects.id, addition.add === 'service-object'
        ? { ...objects, services: [...objects.services, addition.service] } : { ...objects, pods: [...objects.pods, addition.pod] })
      return
    }
    case 'virtual-address': { growable(draft.virtualAddresses).push(addition.virtualAddress); return }
  }
}

function put<Id extends string, Item>(draft: Draft, map: Map<Id, Item>, id: Id, item: Item): void {
  if (map.has(id)) draft.dangling.push(`${id} twice`)
  else map.set(id, item)
}

function change(draft: Draft, id: DeviceId, edit: (device: Device) => Device | null): void {
  const device = draft.devices.get(id)
  const edited = device && edit(device)
  if (edited) writable(draft.devices).set(id, edited)
  else draft.dangling.push(id)
}

function changeTable(draft: Draft, id: DeviceId, tableId: string, edit: (table: Device['tables'][number]) => Device['tables'][number]): void {
  change(draft, id, device => device.tables.some(table => table.id === tableId)
    ? { ...device, tables: device.tables.map(table => table.id === tableId ? edit(table) : table) } : null)
}

function changePort(draft: Draft, at: { readonly device: DeviceId; readonly port: string }, edit: (item: Interface) => Interface | null): void {
  change(draft, at.device, device => {
    const item = device.interfaces.find(candidate => candidate.id === at.port)
    const edited = item && edit(item)
    return edited ? { ...device, interfaces: device.interfaces.map(candidate => candidate.id === at.port ? edited : candidate) } : null
  })
}

function addAt(draft: Draft, at: Place, what: { readonly nat?: NatRule; readonly filter?: Filter }): void {
  const extend = <T extends { readonly nat: readonly NatRule[]; readonly filters: readonly Filter[] }>(holder: T): T => ({
    ...holder,
    nat: what.nat ? [...holder.nat, what.nat].sort((a, b) => a.order - b.order) : holder.nat,
    filters: what.filter ? [...holder.filters, what.filter] : holder.filters,
  })
  if ('port' in at) changePort(draft, at, item => item.port ? { ...item, port: extend(item.port) } : null)
  else change(draft, at.device, extend)
}

/** The finished Network: every filter holds the rules of its sets, in order. */
export function seal(draft: Draft): Network {
  const fill = (filter: Filter): Filter => {
    const { ruleSets = [], ...rest } = filter
    const rules = [...filter.rules, ...ruleSets.flatMap(set => draft.ruleSets.get(set) ?? [])]
    return { ...rest, rules: rules.sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) }
  }
  const devices = new Map([...draft.devices].map(([id, device]) => [id, {
    ...device,
    filters: device.filters.map(fill),
    interfaces: device.interfaces.map(item => item.port ? { ...item, port: { ...item.port, filters: item.port.filters.map(fill) } } : item),
  }] as const))
  const { ruleSets: _ruleSets, dangling: _dangling, ...network } = draft
  return { ...network, devices }
}
