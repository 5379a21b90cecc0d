import * as z from 'zod'
import { parseCidr } from '@/lib/net/cidr'
import { ID_PATTERN, addressText, cidrText, idText, portNumber, reference, text } from '@/lib/design/fields'
import { machineInterfaces, workloadPort } from './machines'

const rangeOrReference = (title: string) => z.string().refine(value => parseCidr(value).ok || ID_PATTERN.test(value), { error: 'is neither a prefix nor the id of a secondary range' })
  .meta({ title, format: 'cidr-or-range', reference: ['secondary-range'] })

/** A mechanism by name, with the configuration that its own schema checks. */
const mechanismChoice = z.strictObject({ mechanism: idText, config: z.record(z.string(), z.unknown()).optional() })

export const cluster = z.strictObject({
  services: rangeOrReference('Service range'),
  pods: rangeOrReference('Pod range').optional(),
  domain: text('Cluster domain', 'cluster.local unless the cluster was made with another.').optional(),
  clusterSet: text('Cluster set', 'Clusters of one set share the services that they export (multi-cluster services API).').optional(),
  network: mechanismChoice,
  dns: reference('DNS service', ['service'], 'The service whose address pods have as name server.').optional(),
  clusterDns: z.array(addressText('Name server')).max(3).meta({ title: 'Name servers of pods', description: "The kubelet's clusterDNS, where it is not the address of the DNS service: 169.254.20.10 of a NodeLocal DNSCache, say." }).optional(),
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

/** Options that a pod may set, as resolv.conf(5) writes them; ndots has a field of its own. */
const RESOLVER_OPTION = /^(rotate|single-request|single-request-reopen|use-vc|trust-ad|edns0|no-aaaa|no-tld-query|(timeout|attempts):[0-9]{1,2})$/

const podResolver = z.strictObject({
  policy: z.enum(['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']).meta({ title: 'DNS policy', description: "dnsPolicy: the cluster's name servers (unless said otherwise), the node's resolv.conf, or only what stands here." }).optional(),
  library: z.enum(['glibc', 'musl', 'musl-before-1.2.4']).meta({ title: 'C library', description: 'Whose resolver the programs use: Debian and most images have glibc, Alpine has musl (1.2.4 since Alpine 3.18).' }).optional(),
  ndots: z.int().min(0).max(15).meta({ title: 'ndots', description: 'Names with at least so many dots are asked as they are first.', unit: 'dots' }).optional(),
  search: z.array(text('Search domain')).max(32).meta({ title: 'Search domains', description: "Added behind those of the policy." }).optional(),
  nameServers: z.array(addressText('Name server')).max(3).meta({ title: 'Name servers', description: 'Added behind those of the policy.' }).optional(),
  options: z.array(z.string().regex(RESOLVER_OPTION, { error: 'is not an option of resolv.conf such as timeout:2, attempts:3, rotate, single-request, use-vc, edns0 or no-aaaa' }))
    .max(12).meta({ title: 'Options', description: 'Of resolv.conf; only glibc knows those without a number.' }).optional(),
})

export const workload = z.strictObject({
  namespace: text('Namespace').optional(),
  controller: z.enum(['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']).optional(),
  labels: z.record(z.string().max(128), z.string().max(128)).optional(),
  ports: z.array(workloadPort).max(64).optional(),
  pods: z.array(pod).max(1000),
  hostNetwork: z.boolean().meta({ title: "In the node's network", description: "Its pods have no network of their own: they speak and listen with their node's addresses, and take the cluster's name servers only with the policy ClusterFirstWithHostNet." }).optional(),
  resolver: podResolver.optional(),
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
  exported: z.strictObject({
    created: z.int().min(0).max(9_999_999_999).meta({ title: 'Created', description: 'When it was exported, as a number: of exports of one name the oldest decides.' }).optional(),
    address: addressText('Address in the cluster set').optional(),
  }).meta({ title: 'Exported', description: 'A ServiceExport: the service is offered to the cluster set.' }).optional(),
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
  host: reference('Machine', ['host'], 'Where it runs, outside a cluster, if it is no service of a cloud.').optional(),
  subnet: reference('Subnet', ['subnet'], 'Of a resolver endpoint: where its address is.').optional(),
  securityGroups: z.array(reference('Security group', ['security-group'])).max(16).meta({ title: 'Security groups', description: 'Of a resolver endpoint.' }).optional(),
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
