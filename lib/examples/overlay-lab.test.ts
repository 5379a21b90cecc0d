import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Conversation } from '@/lib/network/conversation'
import { deviceOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { exampleText, loadExample } from './index'

/*
 * What real packets did in the overlay lab, row by row: who answered, and which source it saw. Source: docs/lab-notes, overlays and services
 * (flannel and submariner by vxlan, kube-proxy in nftables mode; kernel 6.18, Debian 12).
 */

const OVERLAY = 'overlay-on-linux'

function ask(example: string, from: string, to: string, { protocol = 'tcp', port = 80 }: { readonly protocol?: 'tcp' | 'udp' | 'icmp'; readonly port?: number } = {}): Conversation {
  const found = loadExample(example)
  if (!found) throw new Error(`no example ${example}`)
  const parsed = parseDesign(found.text, { source: found.file, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { network, problems } = prepare(parsed.value, MECHANISMS)
  expect(problems).toEqual([])
  return converse(network, { device: deviceOf(from), destination: ip(to), protocol: PROTOCOLS[protocol], sizeBytes: 100, dontFragment: true, ...(protocol === 'icmp' ? {} : { destinationPort: port }) })
}

/** Each backend with the source that it saw, and whether its answer came home. */
const backends = ({ accepted }: Conversation) => Object.fromEntries(accepted.map(({ device, sourceSeen, replied }) => [device, replied ? sourceSeen : 'timeout']))

const SERVICE = '10.96.0.10'
const CLUSTERSET = '10.99.0.10'

describe.each(['tcp', 'udp'] as const)('the source that a backend of a service sees is what the kernel showed (%s)', protocol => {
  it.each([
    { name: 'pod to ClusterIP, backends on its own and the other node: its own address', from: 'a-p21', to: SERVICE, seen: { 'a-p11': '10.244.2.11', 'a-p22': '10.244.2.11' } },
    { name: 'pod to ClusterIP that picks itself: the node\'s bridge address', from: 'a-p11', to: SERVICE, seen: { 'a-p11': '10.244.1.1', 'a-p22': '10.244.1.11' } },
    { name: 'node to ClusterIP: the bridge\'s address on the same node, the overlay\'s on the other', from: 'a-n2', to: SERVICE, seen: { 'a-p22': '10.244.2.1', 'a-p11': '10.244.2.0' } },
    { name: 'pod to clusterset address: its own address', from: 'a-p21', to: CLUSTERSET, seen: { 'b-p11': '10.244.2.11', 'b-p21': '10.244.2.11' } },
    { name: 'gateway node to clusterset address: the cable\'s, which only the other gateway can answer', from: 'a-n1', to: CLUSTERSET, seen: { 'b-p11': '241.0.0.1', 'b-p21': 'timeout' } },
    { name: 'other node to clusterset address: an address that nobody there can answer', from: 'a-n2', to: CLUSTERSET, seen: { 'b-p11': 'timeout', 'b-p21': 'timeout' } },
  ])('$name', ({ from, to, seen }) => { expect(backends(ask(OVERLAY, from, to, { protocol }))).toEqual(seen) })
})

describe('between pods, and where nothing answers', () => {
  it.each([
    { name: 'node to a remote pod itself: the route\'s source is the bridge\'s address', from: 'a-n2', to: '10.245.2.11', port: 8080, sees: 'ok', seen: { 'b-p21': '10.244.2.1' } },
    { name: 'pod to pod of the other cluster: its own address', from: 'a-p21', to: '10.245.2.12', port: 8080, sees: 'ok', seen: { 'b-p22': '10.244.2.11' } },
    { name: 'service without endpoints: refused by the node', from: 'a-p11', to: '10.96.0.11', port: 80, sees: 'refused', seen: {} },
  ])('$name', ({ from, to, port, sees, seen }) => {
    const answer = ask(OVERLAY, from, to, { port })
    expect({ sees: answer.clientSees, seen: backends(answer) }).toEqual({ sees, seen })
  })
})

describe('udp/4800 blocked at the gateway node: exactly the pods of the other node lose the other cluster', () => {
  const A = [['a-p11', '10.244.1.11'], ['a-p12', '10.244.1.12'], ['a-p21', '10.244.2.11'], ['a-p22', '10.244.2.12']] as const
  const B = [['b-p11', '10.245.1.11'], ['b-p12', '10.245.1.12'], ['b-p21', '10.245.2.11'], ['b-p22', '10.245.2.12']] as const
  it.each(A.flatMap(a => B.flatMap(b => [{ from: a, to: b, lost: a[0].startsWith('a-p2') }, { from: b, to: a, lost: a[0].startsWith('a-p2') }])))('$from.0 to $to.0', ({ from, to, lost }) => {
    for (const protocol of ['tcp', 'udp', 'icmp'] as const) expect(ask(`${OVERLAY}.udp-4800-blocked`, from[0], to[1], { protocol, port: 8080 }).clientSees).toBe(lost ? 'timeout' : 'ok')
  })
})
