import { describe, expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import { settleRoutes } from '@/lib/control/settle-routes'
import type { Design, DesignElement } from '@/lib/design/design'
import { awsVpc } from '@/lib/mechanisms/aws-vpc/mechanism'
import { awsVpnGateway } from '@/lib/mechanisms/aws-vpn-gateway/mechanism'
import { bgp } from '@/lib/mechanisms/bgp/mechanism'
import { gcpVpc } from '@/lib/mechanisms/gcp-vpc/mechanism'
import { gcpVpnGateway } from '@/lib/mechanisms/gcp-vpn-gateway/mechanism'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { ipsec } from '@/lib/mechanisms/ipsec/mechanism'
import { formatCidr } from '@/lib/net/cidr'
import { deviceOf, tableOf } from '@/lib/network/names'
import { gcpCloudRouter } from './mechanism'

const MECHANISMS = [internet, awsVpc, awsVpnGateway, gcpVpc, gcpVpnGateway, gcpCloudRouter, ipsec, bgp]

interface Variation { readonly mode?: 'regional' | 'global'; readonly routerRegion?: string; readonly advertise?: unknown; readonly cut?: readonly string[] }

/** One VPC on each side, two regions on this one, two tunnels between. */
function design({ mode, routerRegion = 'europe-west4', advertise, cut = [] }: Variation): Design {
  const state = (id: string) => (cut.includes(id) ? { state: 'down' as const } : {})
  return {
    podway: 1, name: 'Two clouds', assertions: [], layout: {},
    elements: {
      internet: { kind: 'internet' },
      aws: { kind: 'site', provider: 'aws', region: 'eu-west-1' },
      far: { kind: 'vpc', parent: 'aws', cidrs: ['10.10.0.0/16'] },
      'far-table': { kind: 'route-table', parent: 'far', propagate: ['far-gateway'] },
      'far-subnet': { kind: 'subnet', parent: 'far', cidr: '10.10.1.0/24', routeTable: 'far-table' },
      'far-gateway': { kind: 'vpn-gateway', parent: 'far', addresses: ['198.51.100.1', '198.51.100.2'], asn: 64512 },
      gcp: { kind: 'site', provider: 'gcp', region: 'europe-west4' },
      near: { kind: 'vpc', parent: 'gcp', ...(mode ? { config: { dynamicRouting: mode } } : {}) },
      west4: { kind: 'subnet', parent: 'near', cidr: '10.20.0.0/20' },
      pods: { kind: 'secondary-range', parent: 'west4', cidr: '10.24.0.0/14' },
      west1: { kind: 'subnet', parent: 'near', cidr: '10.21.0.0/20', region: 'europe-west1' },
      gateway: { kind: 'vpn-gateway', parent: 'near', addresses: ['203.0.113.1', '203.0.113.2'], region: routerRegion },
      router: { kind: 'cloud-router', parent: 'near', asn: 65010, gateway: 'gateway', region: routerRegion, ...(advertise === undefined ? {} : { config: { advertise } }) } as DesignElement,
    },
    links: {
      t1: { kind: 'tunnel', ends: ['far-gateway', 'gateway'], ...state('t1'), config: { outside: ['198.51.100.1', '203.0.113.1'], inside: ['169.254.10.1', '169.254.10.2'] } },
      t2: { kind: 'tunnel', ends: ['far-gateway', 'gateway'], ...state('t2'), config: { outside: ['198.51.100.2', '203.0.113.2'], inside: ['169.254.11.1', '169.254.11.2'] } },
      s1: { kind: 'bgp-session', ends: ['far-gateway', 'router'], over: 't1', ...state('s1') },
      s2: { kind: 'bgp-session', ends: ['far-gateway', 'router'], over: 't2', ...state('s2') },
    },
  }
}

function tableIn(variation: Variation, device: string, name: string) {
  const network = settleRoutes(compile(design(variation), MECHANISMS).network)
  const table = network.devices.get(deviceOf(device))?.tables.find(item => item.id === tableOf(deviceOf(device), name))
  if (!table) throw new Error(`no table ${name}`)
  const learned = table.routes.filter(route => ['bgp', 'dynamic', 'propagated'].includes(route.origin))
  return {
    live: [...new Set(learned.map(route => `${formatCidr(route.prefix)} ${route.owner}`))],
    withheld: table.withheld.map(({ route, why, also = [] }) => `${formatCidr(route.prefix)} ${[why, ...also].map(({ code, elements }) => `${code}(${elements.join(' ')})`).join(' + ')}`),
  }
}

describe('what a Cloud Router announces, seen in the other side\'s route table', () => {
  it.each([
    { name: 'in global mode all ranges, secondary ones too ("all subnet ranges"; GKE: pod ranges are accessible over Cloud VPN)', variation: { mode: 'global' }, live: ['10.20.0.0/20 west4', '10.21.0.0/20 west1', '10.24.0.0/14 pods'], withheld: [] },
    { name: 'the mode is regional by default (gcloud compute networks create): other regions are left out', variation: {}, live: ['10.20.0.0/20 west4', '10.24.0.0/14 pods'], withheld: ['10.21.0.0/20 route.wrong-region(near)'] },
    { name: 'in regional mode a router elsewhere announces its own region', variation: { mode: 'regional', routerRegion: 'europe-west1' }, live: ['10.21.0.0/20 west1'], withheld: ['10.20.0.0/20 route.wrong-region(near)', '10.24.0.0/14 route.wrong-region(near)'] },
    { name: 'a custom advertisement replaces the default', variation: { mode: 'global', advertise: { mode: 'custom', ranges: ['10.20.0.0/20'] } }, live: ['10.20.0.0/20 west4'], withheld: ['10.21.0.0/20 route.not-advertised(router)', '10.24.0.0/14 route.not-advertised(router)'] },
    { name: 'a custom advertisement that keeps all subnets adds to it', variation: { mode: 'global', advertise: { mode: 'custom', allSubnets: true, ranges: ['10.96.0.0/16'] } }, live: ['10.20.0.0/20 west4', '10.21.0.0/20 west1', '10.24.0.0/14 pods', '10.96.0.0/16 router'], withheld: [] },
    { name: 'a wider custom range stands for the ranges inside it', variation: { mode: 'global', advertise: { mode: 'custom', ranges: ['10.20.0.0/15', '10.24.0.0/13'] } }, live: ['10.20.0.0/15 router', '10.24.0.0/13 router'], withheld: [] },
    { name: 'both tunnels down: everything is withheld once, for either', variation: { mode: 'global', cut: ['t1', 't2'] }, live: [], withheld: ['10.20.0.0/20 tunnel.down(t1 t2)', '10.21.0.0/20 tunnel.down(t1 t2)', '10.24.0.0/14 tunnel.down(t1 t2)'] },
  ] as const)('$name', ({ variation, live, withheld }) => {
    expect(tableIn(variation, 'far', 'far-table')).toEqual({ live, withheld })
  })

  it.each([{ cut: ['t1'] }, { cut: ['s2'] }])('with $cut down the other way is used', ({ cut }) => {
    expect(tableIn({ mode: 'global', cut }, 'far', 'far-table').live).toEqual(['10.20.0.0/20 west4', '10.21.0.0/20 west1', '10.24.0.0/14 pods'])
  })
})

describe('where learned routes hold ("Learned routes": regional or global)', () => {
  it.each([
    { name: 'global: in every region', variation: { mode: 'global' }, region: 'europe-west1', live: ['10.10.0.0/16 far'], withheld: [] },
    { name: 'regional: in the router\'s own', variation: {}, region: 'europe-west4', live: ['10.10.0.0/16 far'], withheld: [] },
    { name: 'regional: nowhere else', variation: {}, region: 'europe-west1', live: [], withheld: ['10.10.0.0/16 route.wrong-region(near)'] },
    { name: 'what comes in by a gateway never goes out again: the table of gateways takes no learned routes', variation: { mode: 'global' }, region: 'main', live: [], withheld: [] },
  ] as const)('$name', ({ variation, region, live, withheld }) => {
    expect(tableIn(variation, 'near', region)).toEqual({ live, withheld })
  })

  it('two equal tunnels are used together (ECMP over equal MED)', () => {
    const network = settleRoutes(compile(design({ mode: 'global' }), MECHANISMS).network)
    const table = network.devices.get(deviceOf('gateway'))?.tables.find(item => item.id === tableOf(deviceOf('gateway'), 'vpn'))
    expect(table?.ties).toBe('all')
    expect(table?.routes.map(route => [formatCidr(route.prefix), route.from, route.nextHop])).toEqual([
      ['10.10.0.0/16', 's1', { type: 'interface', interfaceId: 'gateway:t1' }],
      ['10.10.0.0/16', 's2', { type: 'interface', interfaceId: 'gateway:t2' }],
    ])
  })

  it('another region prefers the nearer of two routers: distance adds to the priority', () => {
    const { network } = compile(design({ mode: 'global' }), MECHANISMS)
    const preferences = network.propagations.filter(item => item.speaker === 'router').map(item => [item.table, item.preference])
    expect(preferences).toEqual([['near:europe-west1', 301], ['near:europe-west4', 100]])
  })
})

describe('problems', () => {
  it.each([
    { name: 'none in the working design', change: {}, codes: [] },
    { name: 'a router and its gateway in different regions', change: { router: { kind: 'cloud-router', parent: 'near', asn: 65010, gateway: 'gateway', region: 'europe-west1' } }, codes: ['gcp-cloud-router.gateway-elsewhere'] },
    { name: 'a gateway of another network', change: { router: { kind: 'cloud-router', parent: 'near', asn: 65010, gateway: 'far-gateway', region: 'eu-west-1' } }, codes: ['bgp.tunnel-elsewhere', 'gcp-cloud-router.other-network', 'gcp-vpn-gateway.no-router'] },
  ] as const)('$name', ({ change, codes }) => {
    const base = design({ mode: 'global' })
    const found = compile({ ...base, elements: { ...base.elements, ...(change as Design['elements']) } }, MECHANISMS).problems
    expect([...new Set(found.map(problem => problem.code))].sort()).toEqual(codes)
  })
})
