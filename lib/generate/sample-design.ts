import * as z from 'zod'
import type { MechanismSchemas } from '@/lib/design/attachment'
import { addressText, reference } from '@/lib/design/fields'

/** A small design for tests of the file format, every kind of reference in it. It need not make sense as a network. */
export const SAMPLE_DESIGN = `podway: 1
name: Sample
elements:
  blue: { kind: site, provider: blue, region: north }
  net: { kind: vpc, parent: blue, cidrs: [10.1.0.0/16], config: { mode: plain } }
  sub: { kind: subnet, parent: net, cidr: 10.1.1.0/24, routeTable: rt, networkAcl: acl }
  pods: { kind: secondary-range, parent: sub, cidr: 10.2.0.0/16 }
  rt: { kind: route-table, parent: net, routes: [{ to: 0.0.0.0/0, via: nat }], propagate: [vpn] }
  nat: { kind: nat-gateway, parent: net, subnet: sub, address: 10.1.1.5, publicAddresses: [203.0.113.4] }
  vpn: { kind: vpn-gateway, parent: net, addresses: [203.0.113.9], asn: 64512 }
  acl:
    kind: network-acl
    parent: net
    ingress: [{ number: 100, action: allow, traffic: [tcp/7000], cidr: 0.0.0.0/0 }]
    egress: []
  sg:
    kind: security-group
    parent: net
    ingress:
      - { traffic: [all], peers: [sg, 192.0.2.0/24] }
  k8s: { kind: cluster, parent: net, services: 172.20.0.0/16, pods: pods, dns: dns-svc, network: { mechanism: plain-cni, config: { snat: true } } }
  api: { kind: api-server, parent: k8s, publicAddress: 203.0.113.60 }
  n1: { kind: node, parent: k8s, subnet: sub, address: 10.1.1.10, securityGroups: [sg] }
  web:
    kind: workload
    parent: k8s
    controller: Deployment
    ports: [8080, udp/53]
    pods: [{ node: n1, address: 10.2.0.5 }, { node: n1, address: 10.2.0.6 }]
  web-svc: { kind: service, parent: k8s, name: web, type: ClusterIP, address: 172.20.0.9, workload: web, ports: [{ port: 80, targetPort: 8080 }] }
  dns:
    kind: name-server
    parent: k8s
    mechanism: plain-dns
    pods: [{ node: n1, address: 10.2.0.7 }]
    config:
      servers: [10.1.0.2]
      apis: { /etc/api.conf: api }
      file: |
        .:53 {
          rewrite name web.default.svc.cluster.local front.example.org
          forward . 10.1.0.2 192.0.2.53
        }
  dns-svc: { kind: service, parent: k8s, name: dns, type: ClusterIP, address: 172.20.0.10, workload: dns }
  red: { kind: site, provider: red }
  net-2: { kind: vpc, parent: red }
  sub-2: { kind: subnet, parent: net-2, cidr: 10.9.0.0/24 }
  vpn-2: { kind: vpn-gateway, parent: net-2, addresses: [198.51.100.9] }
  k8s-2: { kind: cluster, parent: net-2, services: 172.21.0.0/16, network: { mechanism: plain-cni } }
  n2: { kind: node, parent: k8s-2, subnet: sub-2, address: 10.9.0.10 }
links:
  tun: { kind: tunnel, ends: [vpn, vpn-2] }
  bgp: { kind: bgp-session, ends: [vpn, vpn-2], over: tun }
assertions:
  - { from: web-0, to: web.default.svc.cluster.local, port: 80, expect: reachable }
  - { from: n1, to: web-1, port: 8080, expect: reachable }
layout: { net: { x: 0, y: 0, w: 640, h: 420 } }
`

/** The mechanisms that the sample names. */
export const SAMPLE_MECHANISMS: MechanismSchemas = [
  { name: 'blue-net', attachesTo: [{ kind: 'vpc', provider: 'blue' }], schema: z.strictObject({ mode: z.enum(['plain', 'fancy']).default('plain') }) },
  { name: 'blue-mtu', attachesTo: [{ kind: 'vpc', provider: 'blue' }], schema: z.strictObject({ probe: z.boolean().default(false) }) },
  { name: 'plain-cni', attachesTo: [{ kind: 'cluster', named: 'network' }], schema: z.strictObject({ snat: z.boolean().optional() }) },
  {
    name: 'plain-dns', attachesTo: [{ kind: 'name-server', named: 'mechanism' }],
    schema: z.strictObject({ servers: z.array(addressText('Server')).min(1), apis: z.record(z.string(), reference('API server', ['api-server'])).optional(), file: z.string().optional() }),
  },
]
