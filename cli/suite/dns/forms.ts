import * as z from 'zod'

/* The parts that fixtures and cases of several kinds share. */

const text = z.string()
const texts = z.array(text)

export const record = z.strictObject({ name: text, type: text, data: text.optional(), mname: text.optional(), ttl: z.int().optional(), target: text.optional() })
export type RecordedRecord = z.output<typeof record>

const port = z.strictObject({ name: text, protocol: z.enum(['TCP', 'UDP', 'SCTP']), port: z.int() })
export type RecordedPort = z.output<typeof port>

const service = z.strictObject({
  name: text, namespace: text, type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']), clusterIPs: texts.optional(), headless: z.boolean().optional(),
  ports: z.array(port).optional(), externalName: text.optional(), externalIPs: texts.optional(), comment: text.optional(),
})
export type RecordedService = z.output<typeof service>

const serviceImport = z.strictObject({ name: text, namespace: text, type: z.enum(['ClusterSetIP', 'Headless']), ips: texts, ports: z.array(port), comment: text.optional() })
export type RecordedImport = z.output<typeof serviceImport>

const endpoint = z.strictObject({ address: text, ready: z.boolean(), hostname: text.nullish(), podName: text.nullish(), zone: text.nullish(), comment: text.optional() })
export type RecordedEndpoint = z.output<typeof endpoint>

const slice = z.strictObject({
  namespace: text, service: text, name: text.optional(), ports: z.array(port), endpoints: z.array(endpoint), sourceCluster: text.optional(), globalnet: z.boolean().optional(),
  publishNotReadyAddresses: z.boolean().optional(), comment: text.optional(),
})
export type RecordedSlice = z.output<typeof slice>

const pod = z.strictObject({ namespace: text, name: text, ip: text, selectedBy: z.union([text, texts]).nullish(), comment: text.optional() })

/** What the cluster of a fixture holds. */
export const OBJECTS = {
  namespaces: texts.optional(), services: z.array(service).optional(), serviceImports: z.array(serviceImport).optional(), endpointslices: z.array(slice).optional(),
  localEndpointslices: z.array(slice).optional(), pods: z.array(pod).optional(), clusterStatus: z.strictObject({ local: text, connected: texts }).optional(), comment: text.optional(),
}
export type RecordedObjects = z.output<z.ZodObject<typeof OBJECTS>>

const flag = z.boolean().optional()

/** One plugin of a server block with its options by their Corefile names. */
const plugin = z.strictObject({
  plugin: text, zones: texts.optional(), comment: text.optional(), fallthrough: texts.nullish(),
  records: z.array(record).optional(),
  entries: z.array(z.strictObject({ ip: text, names: texts })).optional(), ttl: z.int().optional(), fallthrough_unsupported: flag,
  class: text.optional(), type: text.optional(), rcode: text.optional(), answers: z.array(record).optional(), match: texts.optional(),
  from: text.optional(), to: texts.optional(), next_on_nodata: flag, next: texts.optional(), failover: texts.optional(), policy: text.optional(), except: texts.optional(),
  namespaces: texts.optional(), pods: z.enum(['disabled', 'insecure', 'verified']).optional(), endpoint_pod_names: flag, rules: z.array(texts).optional(),
  apex: text.optional(), headless: flag, multicluster: texts.optional(), zonal: flag, noendpoints: flag, ignore: text.optional(),
})
export type RecordedPlugin = z.output<typeof plugin>

const upstream = z.strictObject({ name: text, zone: text.optional(), records: z.array(record).optional(), answersEverythingWith: text.optional(), comment: text.optional() })
export type RecordedUpstream = z.output<typeof upstream>

const view = z.union([z.null(), z.strictObject({ qtype: text }), z.strictObject({ nameRegex: text })])

/** Fixtures of questions to a server: one block, several blocks, or one plugin alone. */
export const SERVER = z.strictObject({
  ...OBJECTS, upstreams: z.array(upstream).optional(),
  server: z.strictObject({ zone: text, port: z.int().optional(), plugins: z.array(plugin), hostSearch: texts.optional(), comment: text.optional() }).optional(),
  serverBlocks: z.array(z.strictObject({ zones: texts, view: view.optional(), plugins: z.array(plugin), comment: text.optional() })).optional(),
  plugin: text.optional(), zones: texts.optional(), multiclusterZones: texts.optional(), clientIP: text.optional(), serverIPs: texts.optional(), apexLabel: text.optional(),
  options: z.strictObject({
    namespaces: texts.optional(), pods: z.enum(['disabled', 'insecure', 'verified']).optional(), ttl: z.int().optional(), synced: z.boolean().optional(),
    ignoreEmptyService: flag, zonal: flag, headless: flag, fallthrough: texts.nullish(), endpointPodNames: flag,
  }).optional(),
  search: texts.optional(), rules: z.array(texts).optional(),
  next: z.union([text, z.strictObject({
    names: z.record(text, z.strictObject({ rcode: text, a: text.optional(), replyWritten: flag })), otherwise: z.strictObject({ rcode: text, a: text.optional(), replyWritten: flag }),
  })]).optional(),
  client: z.strictObject({ namespace: text, ip: text, dnsPolicy: text.optional(), search: texts, ndots: z.int() }).optional(),
})
export type ServerFixture = z.output<typeof SERVER>

/** What a reply is compared with. */
export const REPLY = {
  rcode: text.optional(), answers: z.array(record).optional(), answersOrdered: z.array(record).optional(), additional: z.array(record).optional(), authority: z.array(record).optional(),
  nodata: flag, referral: flag, truncated: flag, repeat: z.int().optional(), answerCount: z.int().optional(), additionalCount: z.int().optional(), targetPattern: text.optional(),
  alsoAccept: z.array(z.array(record)).optional(),
}
export type ExpectedReply = z.output<z.ZodObject<typeof REPLY>>

export const UPSTREAM_REPLY = z.strictObject({ qname: text, qtype: text, rcode: text.optional(), answers: z.array(record).optional(), truncated: flag }).optional()
