import * as z from 'zod'
import { asSet, defineKind, differ, disagreements } from '@/cli/suite/dns/kind'
import { podResolvConf, policyType } from '@/lib/network/resolv-conf/pod'
import { readResolvConf } from '@/lib/network/resolv-conf/text'

/** An option of a dnsConfig, as Kubernetes or as resolv.conf(5) writes it. */
export const optionForm = z.union([
  z.strictObject({ name: z.string(), value: z.union([z.string(), z.number().transform(String), z.null().transform(() => undefined)]).optional() }),
  z.string().transform(text => ({ name: text.split(':')[0] ?? '', value: text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined })),
])

const words = z.array(z.string()).nullable().optional().transform(list => list ?? [])
const dnsConfigForm = z.strictObject({ nameservers: words, searches: words, options: z.array(optionForm).nullable().optional().transform(list => list ?? []) })

/** The resolv.conf that the kubelet writes for a pod. */
export const resolvConf = defineKind({
  name: 'resolv-conf',
  fixture: z.strictObject({
    clusterDNS: z.union([z.string().transform(one => [one]), words]), clusterDomain: z.string(), hostResolvConf: z.string().nullable().optional(), podNamespace: z.string(),
  }),
  shape: {
    dnsPolicy: z.string(), hostNetwork: z.boolean().optional(), dnsConfig: dnsConfigForm.nullable().optional(),
    expect: z.strictObject({ nameservers: words, searches: words, options: words }),
  },
  run: (one, fixture) => {
    const type = policyType(one.dnsPolicy, one.hostNetwork ? 'yes' : 'no')
    const host = readResolvConf(fixture.hostResolvConf ?? '')
    if (!type.ok || !host.ok) return `the engine refuses it: ${!type.ok ? type.error : !host.ok ? host.error : ''}`
    const pod = podResolvConf({
      type: type.value, namespace: fixture.podNamespace, dnsConfig: one.dnsConfig ?? undefined, clusterDns: fixture.clusterDNS, clusterDomain: fixture.clusterDomain,
      host: fixture.hostResolvConf === undefined || fixture.hostResolvConf === null ? null : host.value,
    })
    return disagreements(
      differ('nameservers', one.expect.nameservers, pod.nameservers), differ('searches', one.expect.searches, pod.searches), differ('options', asSet(one.expect.options), asSet(pod.options)),
    )
  },
})
