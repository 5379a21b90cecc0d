import * as z from 'zod'
import { parseCidr } from '@/lib/net/cidr'
import { ID_PATTERN, addressText, cidrText, idText, portNumber, reference, text } from '@/lib/design/fields'
import { machineInterfaces, workloadPort } from './machines'

const rangeOrReference = (title: string) => z.string().refine(value => parseCidr(value).ok || ID_PATTERN.test(value), { error: 'is neither a prefix nor the id of a secondary range' })
  .meta({ title, format: 'cidr-or-range', reference: ['secondary-range'] })

/** A mechanism by name, with the configuration that its own schema checks. */
export const mechanismChoice = z.strictObject({ mechanism: idText, config: z.record(z.string(), z.unknown()).optional() })

export const cluster = z.strictObject({
  services: rangeOrReference('Service range'),
  pods: rangeOrReference('Pod range').optional(),
  domain: text('Cluster domain', 'cluster.local unless the cluster was made with another.').optional(),
  network: mechanismChoice,
  dns: reference('DNS service', ['service'], 'The service whose address pods have as name server.').optional(),
  serviceProxy: mechanismChoice.optional(),
})

export const node = z.strictObject({
  subnet: reference('Subnet', ['subnet']),
  address: addressText('Address'),
  publicAddress: addressText('Public address').optional(),
  podRange: cidrText('Pod range of this node').optional(),
  securityGroups: z.array(reference('Security group', ['security-group'])).max(16).optional(),
})

export const pod = z.strictObject({
  node: reference('Node', ['node']),
  address: addressText('Address'),
  ready: z.boolean().optional(),
})

export const workload = z.strictObject({
  namespace: text('Namespace').optional(),
  controller: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']).optional(),
  labels: z.record(z.string().max(128), z.string().max(128)).optional(),
  ports: z.array(workloadPort).max(64).optional(),
  pods: z.array(pod).max(1000),
  resolver: z.strictObject({
    policy: z.enum(['ClusterFirst', 'Default', 'None']).optional(),
    library: z.enum(['glibc', 'musl']).optional(),
    ndots: z.int().min(0).max(15).optional(),
    search: z.array(text('Search domain')).max(32).optional(),
    nameServers: z.array(addressText('Name server')).max(3).optional(),
  }).optional(),
})

export const service = z.strictObject({
  namespace: text('Namespace').optional(),
  workload: reference('Workload', ['workload', 'name-server']).optional(),
  type: z.enum(['ClusterIP', 'Headless', 'ExternalName']),
  address: addressText('Cluster address').optional(),
  externalName: text('External name').optional(),
  ports: z.array(z.strictObject({
    name: text('Name').optional(), port: portNumber, targetPort: portNumber.optional(), protocol: z.enum(['tcp', 'udp', 'sctp']).optional(),
  })).max(64).optional(),
  publishNotReadyAddresses: z.boolean().optional(),
})

export const apiServer = z.strictObject({
  publicAddress: addressText('Public address').optional(),
  allowed: z.array(cidrText('Allowed range')).max(256).meta({ title: 'Allowed ranges', description: 'Who may use the public endpoint; without the list everybody may.' }).optional(),
  subnet: reference('Subnet', ['subnet'], 'Where the private endpoint stands.').optional(),
  address: addressText('Private address').optional(),
  port: portNumber.optional(),
})

const record = z.strictObject({
  name: text('Name'), type: z.enum(['A', 'AAAA', 'CNAME', 'TXT', 'NS', 'SRV', 'PTR']), data: text('Data'), ttlSeconds: z.int().min(0).max(2147483647).optional(),
})
export const nameServer = z.strictObject({
  namespace: text('Namespace').optional(),
  pods: z.array(pod).max(100).meta({ title: 'Pods', description: 'Where it runs, inside a cluster.' }).optional(),
  address: addressText('Address', 'Where it answers, outside a cluster.').optional(),
  zones: z.array(z.strictObject({ zone: text('Zone'), records: z.array(record).max(1000) })).max(100).optional(),
})

export const host = z.strictObject({
  subnet: reference('Subnet', ['subnet']).optional(),
  segment: reference('Segment', ['segment'], 'Where it stands on premises.').optional(),
  address: addressText('Address'),
  interfaces: machineInterfaces.meta({ title: 'Interfaces', description: 'Of a machine on premises with several, or with several addresses; the address above is one of theirs.' }).optional(),
  ports: z.array(workloadPort).max(64).optional(),
  securityGroups: z.array(reference('Security group', ['security-group'])).max(16).optional(),
})
