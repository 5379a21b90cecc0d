import { hostCidr } from '@/lib/net/cidr'
import type { Device } from '@/lib/network/device'
import type { Filter, FilterRule } from '@/lib/network/filter'
import type { DeviceId } from '@/lib/network/ids'
import type { Network } from '@/lib/network/network'
import type { RouteTable } from '@/lib/network/route'
import type { Header, Mend } from '@/lib/network/trace'

/** A copy of the Network in which one fault is mended, or null where nobody can say how. Everything else is shared with the original. */
export function mend(network: Network, how: Mend): Network | null {
  switch (how.type) {
    case 'route': return withTable(network, how.device, how.table, table => ({
      ...table, routes: [...table.routes, how.withheld.route], withheld: table.withheld.filter(other => other !== how.withheld),
    }))
    case 'unshadow': return withTable(network, how.device, how.table, table => ({
      ...table, routes: table.routes.map(route => route === how.route ? { ...route, origin: 'unshadowed' } : route),
    }))
    case 'admit': return withFilter(network, how.filter, filter => ({ ...filter, rules: [admitting(filter, how.header), ...filter.rules] }))
    case 'link-up': {
      const link = network.links.get(how.link)
      return link ? { ...network, links: new Map(network.links).set(link.id, { ...link, up: true }) } : null
    }
    case 'condition': return { ...network, settled: new Map(network.settled).set(how.condition, true) }
    case 'nothing': return null
  }
}

function withDevice(network: Network, id: DeviceId, edit: (device: Device) => Device): Network | null {
  const device = network.devices.get(id)
  return device ? { ...network, devices: new Map(network.devices).set(id, edit(device)) } : null
}

const withTable = (network: Network, device: DeviceId, id: string, edit: (table: RouteTable) => RouteTable) =>
  withDevice(network, device, found => ({ ...found, tables: found.tables.map(table => table.id === id ? edit(table) : table) }))

function withFilter(network: Network, filter: Filter, edit: (filter: Filter) => Filter): Network | null {
  const swap = (list: readonly Filter[]) => list.map(other => other.id === filter.id ? edit(other) : other)
  const holder = [...network.devices.values()].find(device => device.filters.some(other => other.id === filter.id)
    || device.interfaces.some(item => item.port?.filters.some(other => other.id === filter.id)))
  return holder ? withDevice(network, holder.id, device => ({
    ...device, filters: swap(device.filters),
    interfaces: device.interfaces.map(item => item.port ? { ...item, port: { ...item.port, filters: swap(item.port.filters) } } : item),
  })) : null
}

/** Lets exactly this packet pass, ahead of every other rule. */
function admitting(filter: Filter, header: Header): FilterRule {
  return {
    name: 'as if admitted', order: -1, code: filter.codes.denied, from: filter.from, action: { type: 'accept' },
    match: {
      sources: { cidrs: [hostCidr(header.source)] }, destinations: { cidrs: [hostCidr(header.destination)] },
      protocols: [{ protocol: header.protocol, ...(header.destinationPort === undefined ? {} : { ports: [{ from: header.destinationPort, to: header.destinationPort }] }) }],
    },
  }
}
