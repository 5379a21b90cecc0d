import * as z from 'zod'
import { defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { normaliseZone } from '@/lib/corefile/keys'
import { normaliseName } from '@/lib/dns/names'
import { endpointLabel } from '@/lib/dns/plugins/kubernetes/endpoints'
import { parseName } from '@/lib/dns/plugins/kubernetes/parse-name'
import { ip } from '@/lib/net/ip-address'

const text = z.string()
const NOTHING = z.strictObject({ comment: text.optional() })

export const parseNameKind = defineKind({
  name: 'parse-name', fixture: NOTHING,
  shape: {
    qname: text, zone: text, multicluster: z.boolean().optional(), zonal: z.boolean().optional(), valid: z.boolean(),
    parse: z.strictObject({ port: text, protocol: text, endpoint: text, cluster: text, service: text, namespace: text, kind: text, topologyZone: text }).partial().optional(),
  },
  run: ({ qname, zone, multicluster = false, zonal = false, valid, parse }) => {
    const parts = parseName(normaliseName(qname), normaliseZone(zone), { multicluster, zonal })
    if (!parts || !valid) return differ('valid', valid, parts !== null)
    return disagreements(...Object.entries(parse ?? {}).map(([field, expected]) => differ(field, expected, parts[field as keyof typeof parts])))
  },
})

export const endpointLabelKind = defineKind({
  name: 'endpoint-label', fixture: NOTHING,
  shape: { address: text, hostname: text.nullish(), podName: text.nullish(), endpointPodNames: z.boolean().optional(), expectedLabel: text },
  run: ({ address, hostname, podName, endpointPodNames = false, expectedLabel }) =>
    differ('label', expectedLabel, endpointLabel({ address: ip(address), podName: podName ?? '', ...(hostname ? { hostname } : {}) }, { endpointPodNames })),
})
