import { describe, expect, it } from 'vitest'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import { queryServer } from '@/lib/dns/query'
import { cluster, corefile, delivering, reaches, smallNetwork, watching, zone } from '@/lib/dns/small-network'

type Synced = 'both' | 'west' | 'east'

/** Stanzas in written order; `west` and `east` stand for the clusters, the second word for the options. */
function ask(stanzas: readonly string[], name: string, synced: Synced, plugin = 'kubernetai'): string {
  const text = `.:53 {\n${stanzas.map(stanza => {
    const [where = '', ...options] = stanza.split(' ')
    return `  ${plugin} cluster.local ${where}.local {\n    kubeconfig /etc/${where}\n${options.map(option => `    ${option}\n`).join('')}  }\n`
  }).join('')}  forward . 192.0.2.2\n}\n`
  const conditions = (['west', 'east'] as const).map(where => ({ condition: reaches('dns-0', where), holds: synced === 'both' || synced === where ? 'yes' : 'no' } as const))
  const clusters = conditions.map(({ condition }, at) => watching(`/etc/${['west', 'east'][at]}`, ['west', 'east'][at] ?? '', new Map([[deviceOf('dns-0'), condition.id]])))
  const network = smallNetwork({
    servers: [{ id: 'dns', addresses: ['192.0.2.53'], behaviour: corefile(text, clusters) }, { id: 'up', addresses: ['192.0.2.2'], behaviour: { type: 'recursive', zones: [zone('cluster.local', { 'up.shop.svc.cluster.local': '192.0.2.90' })] } }],
    clusters: [cluster('west', { 'a.shop': '10.96.0.1', 'both.shop': '10.96.0.3' }), cluster('east', { 'b.shop': '10.97.0.2', 'both.shop': '10.97.0.3' })], conditions,
  })
  const [answer] = queryServer({ server: nameServerOf('dns'), query: { name: `${name}.shop.svc.cluster.local`, type: 'A' } }, network, delivering(network))
  return [answer?.response?.rcode, ...(answer?.response?.answers ?? []).map(({ data }) => ip(data))].join(' ')
}

describe('kubernetai', () => {
  it.each([
    { name: 'the first stanza that has the name answers', stanzas: ['west fallthrough', 'east'], of: 'both', synced: 'both', expected: 'NOERROR 10.96.0.3' },
    { name: 'NXDOMAIN with fallthrough goes to the next stanza', stanzas: ['west fallthrough', 'east'], of: 'b', synced: 'both', expected: 'NOERROR 10.97.0.2' },
    { name: 'NXDOMAIN without fallthrough ends there', stanzas: ['west', 'east'], of: 'b', synced: 'both', expected: 'NXDOMAIN' },
    { name: 'the last stanza without fallthrough ends the chain', stanzas: ['west fallthrough', 'east'], of: 'up', synced: 'both', expected: 'NXDOMAIN' },
    { name: 'the last stanza with fallthrough goes to the next plugin', stanzas: ['west fallthrough', 'east fallthrough'], of: 'up', synced: 'both', expected: 'NOERROR 192.0.2.90' },
    { name: 'a stanza that is not synchronised passes on with fallthrough (kubernetes handler.go)', stanzas: ['west fallthrough', 'east'], of: 'b', synced: 'east', expected: 'NOERROR 10.97.0.2' },
    { name: 'and says SERVFAIL without, last or not', stanzas: ['west', 'east'], of: 'b', synced: 'east', expected: 'SERVFAIL' },
    { name: 'the last one that is not synchronised passes on with fallthrough to the next plugin', stanzas: ['west fallthrough', 'east fallthrough'], of: 'up', synced: 'west', expected: 'NOERROR 192.0.2.90' },
    { name: 'the last one says SERVFAIL without', stanzas: ['west fallthrough', 'east'], of: 'up', synced: 'west', expected: 'SERVFAIL' },
    { name: 'a name found before it is not touched', stanzas: ['west fallthrough', 'east'], of: 'a', synced: 'west', expected: 'NOERROR 10.96.0.1' },
  ] as const)('$name', ({ stanzas, of, synced, expected }) => {
    expect(ask(stanzas, of, synced)).toBe(expected)
  })

  it('kubernetes alone passes on with fallthrough though not synchronised', () => {
    expect(ask(['west fallthrough'], 'up', 'east', 'kubernetes')).toBe('NOERROR 192.0.2.90')
  })
})
