import type { Device } from '@/lib/network/device'
import type { RouteTable } from '@/lib/network/route'
import type { Trace } from '@/lib/network/trace'
import type { DeviceTable, Taken } from './device-table'
import { filterTables } from './filter-tables'
import { natTable } from './nat-table'
import { rowsOfTable, ROUTE_COLUMNS, titleOfTable, type Standing } from './tables'
import type { Telling } from './telling'

/** Everything on a device that the ways of an answer used. */
export function takenOn(device: Device, traces: readonly Trace[]): Taken {
  const taken = new Set<unknown>()
  for (const trace of traces) for (const hop of trace.hops) if (hop.device === device.id) for (const step of hop.steps) {
    if (step.type === 'route') taken.add(step.matched)
    if (step.type === 'translate' && step.by !== 'tracking') taken.add(step.by)
    if (step.type === 'filter') taken.add(step.rule ?? (step.by === 'tracking' ? `known ${step.filter.id}` : `default ${step.filter.id}`))
  }
  return taken
}

/** All tables of a device as they stand. */
export function tellDevice(device: Device, standingsOf: (table: RouteTable) => readonly Standing[], taken: Taken, telling: Telling): readonly DeviceTable[] {
  const routes = device.tables.map((table): DeviceTable => ({
    kind: 'routes', title: titleOfTable(table, device, telling), columns: ROUTE_COLUMNS,
    rows: rowsOfTable(table, standingsOf(table), device, telling).map(({ route, row }) => ({ ...row, state: row.state === 'matched' ? 'used' : row.state, lit: taken.has(route) })),
  }))
  return [...routes, natTable(device, taken, telling), ...filterTables(device, taken, telling)].filter(({ rows }) => rows.length > 0)
}
