import * as z from 'zod'
import { OVERLAP_SENTENCE } from '@/lib/mechanisms/peering'
import { defineMechanism } from '@/lib/mechanisms/types'
import { deviceOf, linkOf } from '@/lib/network/names'
import { plainDevice, plainLink } from '@/lib/network/plain'
import { checkPeering, peeringInterfaces, peeringPlace, peeringRoutes } from './peering'
import { checkSubnet, checkVnet } from './problems'
import { subnetInterfaces, systemTable } from './tables'

/** An Azure virtual network: its system routes and its peerings. Source: Azure documentation, "Virtual network traffic routing", "Virtual network peering". */
export const azureVnet = defineMechanism({
  name: 'azure-vnet',
  title: 'Azure virtual network',
  category: 'place',
  attachesTo: [{ kind: 'vpc', provider: 'azure' }, { kind: 'subnet', provider: 'azure' }, { kind: 'peering', provider: 'azure' }],
  schema: z.strictObject({}),
  sentences: {
    ...OVERLAP_SENTENCE,
    'azure-vnet.local': 'The destination is inside the virtual network: a system route keeps it there.',
    'azure-vnet.none': 'The system route of {prefix} leads nowhere: a private destination outside the virtual network and its peerings is dropped.',
    'azure-vnet.internet': 'The system route for everything else leads to the internet.',
    'azure-vnet.peering': 'The destination {prefix} is a range of the peered virtual network: its system route comes with the peering.',
    'azure-vnet.from-peer': 'What comes in by a peering is for this virtual network alone.',
    'azure-vnet.no-range': 'Virtual network {vnet} has no address space. Give it one.',
    'azure-vnet.subnet-outside': 'Subnet {subnet} ({range}) lies outside the address space of {vnet}. Move it inside, or add a range.',
    'azure-vnet.subnet-size': 'Subnet {subnet} ({range}) is smaller than /29, of which Azure keeps five addresses. Make it larger.',
    'azure-vnet.subnets-overlap': 'Subnets {subnet} ({range}) and {other} ({otherRange}) overlap. Give one of them another range.',
  },
  problems: { vpc: checkVnet, subnet: checkSubnet, peering: checkPeering },
  contribute: {
    place: {
      vpc: ({ view, id }) => [{ add: 'device', device: { ...plainDevice(deviceOf(id), id, 'router'), forwards: true, tables: [systemTable(view, id)] } }],
      subnet: ({ id }) => [{ add: 'link', link: plainLink(linkOf(id), id, 'segment') }],
      peering: peeringPlace,
    },
    connect: { vpc: ({ view, id }) => subnetInterfaces(view, id), peering: peeringInterfaces },
    route: { peering: peeringRoutes },
  },
})
