import type { DeviceTables } from '@/components/editor/protocol'
import type { Catalogue } from '@/lib/explain/catalogue'
import { takenOn, tellDevice } from '@/lib/explain/device-tables'
import { startTelling } from '@/lib/explain/telling'
import type { Answer } from '@/lib/network/answer'
import type { Device } from '@/lib/network/device'
import type { Trace } from '@/lib/network/trace'
import { standingsOf } from '@/lib/trace/standing'
import type { Prepared } from '@/lib/verify/prepare'

interface Given { readonly device: string | null; readonly element: string | null }

const hasTables = (device: Device) => device.tables.length + device.nat.length + device.filters.length > 0

function tracesOf(answer: Answer | null): readonly Trace[] {
  return (answer?.legs ?? []).flatMap(leg => [...leg.forward, ...leg.return])
}

/** The device that is asked for, else the first of an element, else the first on the way of the answer that forwards. */
function chosen({ device, element }: Given, devices: readonly Device[], traces: readonly Trace[]): Device | undefined {
  const onTheWay = new Set<string>(traces.flatMap(({ hops }) => hops.map(hop => hop.device)))
  return devices.find(({ id }) => id === device) ?? devices.find(({ from }) => from === element) ?? devices.find(({ id, role }) => onTheWay.has(id) && role === 'router') ?? devices.find(({ id }) => onTheWay.has(id)) ?? devices[0]
}

/** The tables of a device; rows that the answer's packets came to are lit. */
export function tablesOf(given: Given, { network }: Prepared, answer: Answer | null, catalogue: Catalogue): DeviceTables {
  const devices = [...network.devices.values()].filter(hasTables).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const traces = tracesOf(answer)
  const device = chosen(given, devices, traces)
  return {
    devices: devices.map(({ id, from }) => ({ id, element: from })), device: device?.id ?? null,
    tables: device === undefined ? [] : tellDevice(device, table => standingsOf(table, network.settled), takenOn(device, traces), startTelling(network, catalogue)),
  }
}
