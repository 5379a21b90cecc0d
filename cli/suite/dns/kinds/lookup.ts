import * as z from 'zod'
import { OBJECTS } from '@/cli/suite/dns/forms'
import { asSet, defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { objectsFrom } from '@/cli/suite/dns/objects'
import { indexObjects } from '@/lib/dns/plugins/kubernetes/objects'
import { choose, type GivenRecord } from '@/lib/dns/plugins/lighthouse/choose'

const text = z.string()
const given = z.strictObject({ ip: text, ports: z.array(text).optional(), cluster: text.optional(), hostname: text.optional() })

/** One record in the fields that the case gives. */
const inFields = (record: GivenRecord, fields: readonly string[]): unknown => Object.fromEntries([
  ['ip', record.endpoint.address], ['ports', record.ports.map(({ name }) => name)], ['cluster', record.cluster], ['hostname', record.hostname],
].filter(([field]) => fields.includes(field as string)))

const words = (records: readonly unknown[]): readonly string[] => asSet(records.map(record => JSON.stringify(record)))

export const lookup = defineKind({
  name: 'lookup',
  fixture: z.strictObject({ ...OBJECTS, plugin: z.literal('lighthouse'), zones: z.array(text), options: z.strictObject({ ttl: z.int().optional(), fallthrough: z.array(text).nullish() }).optional() }),
  shape: {
    lookup: z.strictObject({ namespace: text, service: text, cluster: text, hostname: text }), found: z.boolean(), headless: z.boolean().nullable(), records: z.array(given),
    rcode: text.optional(), nodata: z.boolean().optional(), repeat: z.int().optional(), roundRobinOver: z.array(text).optional(), portsOfEveryAnswer: z.array(text).optional(),
  },
  run: (one, fixture) => {
    const { clusterStatus: status } = fixture
    const choice = choose(one.lookup, indexObjects(objectsFrom(fixture)), { local: status?.local ?? '', connected: status?.connected ?? null })
    if (choice === 'unknown') return differ('found', one.found, false)
    const { headless, alternatives } = choice
    const every = alternatives.flatMap(records => records)
    const same = alternatives.map(records => differ('records', words(one.records), words(records.map(record => inFields(record, Object.keys(one.records.find(expected => expected.ip === record.endpoint.address) ?? {}))))))
    return disagreements(
      differ('found', one.found, true),
      one.headless === null ? null : differ('headless', one.headless, headless),
      one.roundRobinOver ? differ('addresses in turn', asSet(one.roundRobinOver), asSet(every.map(({ endpoint }) => endpoint.address))) : every.length === 0 ? differ('records', one.records.length, 0) : disagreements(...same),
      one.roundRobinOver || one.repeat === undefined ? null : differ('different answers', 1, alternatives.length),
      one.nodata === undefined ? null : differ('NODATA', one.nodata, every.length === 0),
      one.portsOfEveryAnswer === undefined ? null : disagreements(...every.map(({ ports }) => differ('ports', one.portsOfEveryAnswer, ports.map(({ name }) => name)))),
    )
  },
})
