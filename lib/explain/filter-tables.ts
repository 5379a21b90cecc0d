import type { Device } from '@/lib/network/device'
import type { Filter } from '@/lib/network/filter'
import type { DeviceRow, DeviceTable, Taken } from './device-table'
import { addressesText, trafficText } from './matches'
import type { Telling } from './telling'

/** The filters of a device and of the fabric at its interfaces, each with its rules in order and what happens where none matches. */
export function filterTables(device: Device, taken: Taken, telling: Telling): readonly DeviceTable[] {
  return [...device.filters, ...device.interfaces.flatMap(({ port }) => port?.filters ?? [])].map(filter => filterTable(filter, taken, telling))
}

function filterTable(filter: Filter, taken: Taken, { catalogue }: Telling): DeviceTable {
  const { guards, stateful, rules, otherwise } = filter
  const known: DeviceRow = { state: 'used', cells: ['known flows', 'accept', 'all', 'any', 'any'], why: 'remembered', element: filter.from, lit: taken.has(`known ${filter.id}`) }
  const rest: DeviceRow = { state: 'used', cells: ['otherwise', otherwise.action.type, 'all', 'any', 'any'], why: otherwise.elements.map(element => catalogue.labelOf(element)).join(', '), element: otherwise.elements[0] ?? filter.from, lit: taken.has(`default ${filter.id}`) }
  return {
    kind: 'filter', title: `Filter at ${catalogue.labelOf(guards.element)}, ${guards.direction === 'in' ? 'inwards' : 'outwards'}${stateful ? '' : ', keeps no state'}`,
    columns: ['rule', 'action', 'traffic', 'from', 'to'],
    rows: [
      ...(stateful ? [known] : []),
      ...rules.map((rule): DeviceRow => ({
        state: 'used', element: rule.from, lit: taken.has(rule), why: catalogue.labelOf(rule.from),
        cells: [rule.name, rule.action.type, trafficText(rule.match), addressesText(rule.match.sources), addressesText(rule.match.destinations)],
      })),
      rest,
    ],
  }
}
