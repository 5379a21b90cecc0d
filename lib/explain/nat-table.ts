import { formatCidr } from '@/lib/net/cidr'
import type { Device } from '@/lib/network/device'
import type { NatAction } from '@/lib/network/nat-rule'
import type { DeviceTable, Taken } from './device-table'
import { addressesText, trafficText } from './matches'
import { labelOfDevice, type Telling } from './telling'

/** The translations of a device and of the fabric at its interfaces, in the order in which they are tried at each hook. */
export function natTable(device: Device, taken: Taken, telling: Telling): DeviceTable {
  const rules = [...device.nat, ...device.interfaces.flatMap(({ port }) => port?.nat ?? [])].toSorted((a, b) => (a.hook === b.hook ? a.order - b.order : a.hook < b.hook ? 1 : -1))
  return {
    kind: 'translations', title: `${labelOfDevice(telling, device.id)}, translations`, columns: ['hook', 'traffic', 'from', 'to', 'becomes'],
    rows: rules.map(rule => ({
      state: 'used', element: rule.from, lit: taken.has(rule), why: telling.catalogue.labelOf(rule.from),
      cells: [rule.hook, trafficText(rule.match), addressesText(rule.match.sources), addressesText(rule.match.destinations), actionText(rule.action)],
    })),
  }
}

function actionText(action: NatAction): string {
  switch (action.type) {
    case 'unchanged': return 'unchanged'
    case 'masquerade': return 'source: the address it leaves by'
    case 'source': return `source ${action.addresses.join(' or ')}`
    case 'destination': return action.targets.map(({ address, port }) => (port === undefined ? `destination ${address}` : `destination ${address} port ${port}`)).join(' or ') || 'nobody is ready'
    case 'source-prefix': return `source ${formatCidr(action.inside)} → ${formatCidr(action.outside)}`
    case 'destination-prefix': return `destination ${formatCidr(action.outside)} → ${formatCidr(action.inside)}`
    case 'mark': return `mark ${action.mark}`
  }
}
