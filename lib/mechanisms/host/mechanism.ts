import * as z from 'zod'
import { defineMechanism } from '@/lib/mechanisms/types'
import { contains, formatCidr } from '@/lib/net/cidr'
import { ip } from '@/lib/net/ip-address'
import { hostInterface, hostRoutes, placeHost, standing } from './machine'
import { hostResolver } from './resolver'

/** A machine in a subnet: one interface and a default route. Machines on the internet are the internet's matter. */
export const host = defineMechanism({
  name: 'host',
  title: 'Machine',
  category: 'place',
  attachesTo: [{ kind: 'host', parent: 'vpc' }, { kind: 'host', parent: 'site', lacking: ['segment', 'interfaces'] }],
  schema: z.strictObject({}),
  sentences: {
    'host.subnet': 'The machine is in the subnet {prefix} itself.',
    'host.default': 'The machine sends everything else to the router of its subnet.',
    'host.no-subnet': 'Machine {host} stands in no subnet, so it is connected to nothing. Name its subnet.',
    'host.outside-subnet': 'Machine {host} has the address {address}, outside its subnet {subnet} ({range}). Give it an address of the subnet.',
  },
  problems: {
    host: context => {
      const { view, id, subject } = context
      const at = standing(context)
      const facts = { host: view.nameOf(id), address: subject.address }
      if (!at) return [{ severity: 'warning', code: 'host.no-subnet', element: id, field: 'subnet', facts }]
      return contains(at.range, ip(subject.address)) ? []
        : [{ severity: 'error', code: 'host.outside-subnet', element: id, field: 'address', facts: { ...facts, subnet: view.nameOf(at.subnet), range: formatCidr(at.range) } }]
    },
  },
  contribute: { place: { host: placeHost }, connect: { host: hostInterface }, route: { host: hostRoutes }, name: { host: hostResolver } },
})
