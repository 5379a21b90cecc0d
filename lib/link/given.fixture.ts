import type { Design } from '@/lib/design/design'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { encodeLink } from './encode'

export const parsed = (text: string, source = 'test.yaml', load?: (path: string) => string | undefined): Design => {
  const design = parseDesign(text, { source, mechanisms: MECHANISMS, load })
  if (!design.ok) throw new Error(design.error.map(formatDesignError).join('\n'))
  return design.value
}

export const linkOf = (design: Design): string => {
  const link = encodeLink(design)
  if (!link.ok) throw new Error(link.error.message)
  return link.value.fragment
}

/** A small design with something of everything that a compact form could lose. */
export const SMALL = `podway: 1
name: Small
elements:
  aws: { kind: site, provider: aws }
  net: { kind: vpc, parent: aws, cidrs: [10.1.0.0/16], mtuBytes: 1500 }
  sub: { kind: subnet, parent: net, cidr: 10.1.1.0/24 }
  k8s: { kind: cluster, parent: net, services: 172.20.0.0/16, network: { mechanism: aws-vpc-cni, config: { externalSnat: true, excludeSnatCidrs: [10.9.0.0/17] } } }
  n1: { kind: node, parent: k8s, subnet: sub, address: 10.1.1.10 }
  web: { kind: workload, parent: k8s, labels: { app: web, tier: "1" }, ports: [8080, udp/53], pods: [{ node: n1, address: 10.1.1.20, ready: false }] }
assertions:
  - { from: web-0, to: 192.0.2.1, port: 80, expect: unreachable }
layout:
  net: { x: -40, y: 80, w: 640, h: 420 }
  web: { x: 20, y: 20 }
`
