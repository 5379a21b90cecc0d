import * as z from 'zod'
import { asSet, defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { fitNameservers, fitSearch } from '@/lib/network/resolv-conf/limits'
import { mergeOptions, policyType } from '@/lib/network/resolv-conf/pod'
import { libraryOptions, readResolvConf } from '@/lib/network/resolv-conf/text'
import { optionForm } from './resolv-conf'

const noFixture = z.looseObject({})

/** What a dnsPolicy means. */
export const dnsPolicy = defineKind({
  name: 'dns-policy', fixture: noFixture,
  shape: { dnsPolicy: z.string(), hostNetwork: z.boolean().optional(), type: z.enum(['cluster', 'host', 'none']).optional(), error: z.boolean().optional() },
  run: ({ dnsPolicy: policy, hostNetwork, type, error }) => {
    const read = policyType(policy, hostNetwork ? 'yes' : 'no')
    return error ? differ('error', true, !read.ok) : differ('type', type, read.ok ? read.value : read.error)
  },
})

/** What the kubelet leaves of a search list. */
export const searchLimits = defineKind({
  name: 'search-limits', fixture: z.looseObject({ maxSearchPaths: z.int().optional(), maxSearchChars: z.int().optional() }),
  shape: { in: z.array(z.string()), maxSearchPaths: z.int().optional(), maxSearchChars: z.int().optional(), out: z.array(z.string()), warning: z.boolean().optional() },
  run: (one, fixture) => {
    const { kept, cut } = fitSearch(one.in, { maxPaths: one.maxSearchPaths ?? fixture.maxSearchPaths ?? Infinity, maxChars: one.maxSearchChars ?? fixture.maxSearchChars ?? Infinity })
    return disagreements(differ('out', one.out, kept), one.warning === undefined ? null : differ('warning', one.warning, cut === 'yes'))
  },
})

/** What the kubelet leaves of a list of name servers. */
export const nameserverLimits = defineKind({
  name: 'nameserver-limits', fixture: z.looseObject({ max: z.int() }),
  shape: { in: z.array(z.string()), out: z.array(z.string()), warning: z.boolean().optional() },
  run: (one, { max }) => {
    const { kept, cut } = fitNameservers(one.in, max)
    return disagreements(differ('out', one.out, kept), one.warning === undefined ? null : differ('warning', one.warning, cut === 'yes'))
  },
})

/** A resolv.conf as the kubelet reads it. */
export const resolvConfText = defineKind({
  name: 'resolv-conf-text', fixture: noFixture,
  shape: { text: z.string(), nameservers: z.array(z.string()).optional(), searches: z.array(z.string()).optional(), options: z.array(z.string()).optional(), error: z.boolean().optional() },
  run: one => {
    const read = readResolvConf(one.text)
    if (one.error || !read.ok) return differ('error', one.error ?? false, !read.ok)
    return disagreements(
      differ('nameservers', one.nameservers ?? read.value.nameservers, read.value.nameservers), differ('searches', one.searches ?? read.value.searches, read.value.searches),
      differ('options', asSet(one.options ?? read.value.options), asSet(read.value.options)),
    )
  },
})

/** Options of a dnsConfig beside those there are. */
export const mergeOptionsKind = defineKind({
  name: 'merge-options', fixture: noFixture,
  shape: { existing: z.array(z.string()), add: z.array(optionForm).nullable().transform(list => list ?? []), expect: z.array(z.string()) },
  run: ({ existing, add, expect }) => differ('options', asSet(expect), asSet(mergeOptions(existing, add))),
})

/** `ndots` as a resolver library takes it from a file. */
export const ndots = defineKind({
  name: 'ndots', fixture: noFixture,
  shape: { text: z.string(), ndots: z.int() },
  run: one => {
    const read = readResolvConf(one.text)
    return differ('ndots', one.ndots, read.ok ? libraryOptions(read.value.options).ndots : null)
  },
})
