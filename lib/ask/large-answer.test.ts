import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { exampleText } from '@/lib/examples/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { deviceOf } from '@/lib/network/names'
import { prepare } from '@/lib/verify/prepare'
import { ask } from './ask'

/** Names by a CoreDNS behind a peering between regions, which carries 8500 bytes and tells nobody; each address is 16 bytes of the answer. */
function lookupOf(addresses: number) {
  const records = Array.from({ length: addresses }, (_, at) => `            large.b.example. 60 IN A 10.2.${2 + Math.floor(at / 250)}.${at % 250}\n`).join('')
  const text = `podway: 1
name: A large answer
extends: ./peered-names.design.yaml
patch:
  elements:
    west: { kind: site, provider: aws, region: us-west-2 }
    vpc-b: { parent: west }
    subnet-b: { zone: us-west-2a }
    web-a: { resolver: { policy: None, nameServers: [10.2.1.21] } }
    coredns-b:
      config:
        files:
          /zone: |
            b.example. 60 IN SOA ns.b.example. host.b.example. 1 60 60 60 60
${records}        corefile: |
          .:53 {
              file /zone b.example
          }
`
  const parsed = parseDesign(text, { source: 'lib/examples/large.design.yaml', mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { network } = prepare(parsed.value, MECHANISMS)
  const { lookup } = ask({ from: deviceOf('web-a-0'), to: { type: 'name', name: 'large.b.example' }, protocol: 6, port: 80, sizeBytes: 64 }, network)
  return { outcome: lookup?.outcome, error: lookup?.error ?? null, waited: lookup?.waitedSeconds, notes: (lookup?.notes ?? []).map(({ code }) => code) }
}

/** Found by the names lab (docs/lab-notes/names.md): the way of the small question was taken for that of the large answer. */
describe('an answer over TCP', () => {
  it('that fits the way arrives', () => { expect(lookupOf(40)).toEqual({ outcome: 'NOERROR', error: null, waited: 0, notes: ['dns.answer-truncated'] }) })
  it('larger than the way, which says nothing, never does: glibc waits without end (res_send.c send_vc)', () => {
    expect(lookupOf(600)).toEqual({ outcome: 'timeout', error: 'EAI_AGAIN', waited: Infinity, notes: ['dns.answer-truncated', 'dns.tcp-endless'] })
  })
})
