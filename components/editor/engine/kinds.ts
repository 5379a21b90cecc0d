import * as z from 'zod'
import type { JsonSchema, KindCatalogue, KindEntry, KindGroup } from '@/components/editor/protocol'
import { ELEMENT_KINDS, LINK_KINDS, type ElementKind, type LinkKind } from '@/lib/design/kinds/index'
import { LOOKS } from '@/lib/layout/look'
import { MECHANISMS } from '@/lib/mechanisms/index'

interface Word { readonly group: KindGroup; readonly help: string }

/** In the order of the palette. */
const WORDS: Readonly<Record<ElementKind | LinkKind, Word>> = {
  site: { group: 'Places', help: 'A region of a cloud, or a place of your own: it decides what the things in it are made of.' },
  internet: { group: 'Places', help: 'The public internet, between everything that has a public address.' },
  host: { group: 'Places', help: 'A machine: a virtual one in a VPC, one on premises, or somebody on the internet.' },
  segment: { group: 'Networks', help: 'One wire on premises: a switch, a VLAN, a cable between routers.' },
  router: { group: 'Networks', help: 'A Linux router or firewall on premises: routes, rules, NAT, filters and tunnels.' },
  vpc: { group: 'Networks', help: 'A private network in a cloud, with ranges of its own.' },
  subnet: { group: 'Networks', help: 'A part of a VPC in which machines stand.' },
  'secondary-range': { group: 'Networks', help: 'More addresses of a subnet, for pods or services.' },
  'route-table': { group: 'Networks', help: 'Where packets go that leave a subnet.' },
  'cloud-router': { group: 'Networks', help: 'Speaks BGP for a Google Cloud network and announces its ranges.' },
  cluster: { group: 'Clusters', help: 'Kubernetes: nodes, workloads and services with a network between pods.' },
  node: { group: 'Clusters', help: 'A machine of a cluster, in a subnet, that runs pods.' },
  workload: { group: 'Clusters', help: 'Pods of one kind: a Deployment, StatefulSet or DaemonSet.' },
  service: { group: 'Clusters', help: 'A name, and mostly one address, for the ready pods of a workload.' },
  'api-server': { group: 'Clusters', help: 'The control plane of a cluster: who may reach it, and where.' },
  'internet-gateway': { group: 'Gateways', help: 'Lets what has a public address in and out of a VPC.' },
  'nat-gateway': { group: 'Gateways', help: 'Lets private addresses out to the internet under its own.' },
  'vpn-gateway': { group: 'Gateways', help: 'The end of encrypted tunnels to other networks.' },
  'load-balancer': { group: 'Balancers', help: 'One address before several pods or nodes.' },
  'name-server': { group: 'Names', help: 'Answers lookups: CoreDNS in a cluster, a resolver of a VPC, public DNS.' },
  'security-group': { group: 'Filters', help: 'What may reach its members, and whom they may reach; replies pass.' },
  'network-acl': { group: 'Filters', help: 'What may pass the border of a subnet; replies need a rule of their own.' },
  firewall: { group: 'Filters', help: 'Rules of a Google Cloud network, by priority; replies pass.' },
  peering: { group: 'Links', help: 'Joins two VPCs of one cloud; each needs routes to the other.' },
  tunnel: { group: 'Links', help: 'Packets inside packets between two gateways or routers: IPsec, WireGuard, VXLAN and others.' },
  'bgp-session': { group: 'Links', help: 'Two routers tell each other their routes, through a tunnel or on a segment.' },
}

/** Refinements are left to the worker: JSON Schema says the form, not the whole rule. */
const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema

function entryOf(kind: ElementKind | LinkKind): KindEntry {
  const element = Object.hasOwn(ELEMENT_KINDS, kind) ? ELEMENT_KINDS[kind as ElementKind] : undefined
  const { schema } = element ?? LINK_KINDS[kind as LinkKind]
  return { ...LOOKS[kind], ...WORDS[kind], kind, is: element ? 'element' : 'link', parents: element?.parents ?? [], schema: schemaOf(schema) }
}

/** Everything that can be drawn, and every mechanism with the form of its configuration. */
export function kindCatalogue(): KindCatalogue {
  return {
    kinds: Object.keys(WORDS).map(kind => entryOf(kind as ElementKind | LinkKind)),
    mechanisms: MECHANISMS.map(({ name, title, category, attachesTo, schema }) => ({ name, title, category, attachesTo, schema: schemaOf(schema) })),
  }
}
