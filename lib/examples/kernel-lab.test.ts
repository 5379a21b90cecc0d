import { describe, expect, it } from 'vitest'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { ip } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import { deviceOf } from '@/lib/network/names'
import type { ClientSees, Disposition } from '@/lib/network/trace'
import { converse } from '@/lib/trace/conversation'
import { prepare } from '@/lib/verify/prepare'
import { exampleText, loadExample } from './index'

/*
 * What real packets did on a Linux kernel, row by row. Source: docs/lab-notes, the two-cloud lab and its break cases (kernel 6.18, Debian 12).
 */

interface Row {
  readonly name: string
  readonly example: string
  readonly from: string
  readonly to: string
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  readonly port?: number
  readonly sizeBytes?: number
  readonly dontFragment?: boolean
  readonly sees: ClientSees
  readonly source?: string
  /** How and on which device the packet or its answer ended. */
  readonly ends?: readonly [Disposition, string]
}

const A_TO_B = { from: 'a-p11', to: '10.24.0.2', protocol: 'tcp', port: 8080 } as const
const B_TO_A = { from: 'b-p11', to: '10.10.1.101', protocol: 'tcp', port: 8080 } as const
const udp = { protocol: 'udp' } as const
const icmp = { protocol: 'icmp' } as const
const BASE = 'two-clouds-on-linux'
const broken = (name: string) => `${BASE}.${name}`

const ROWS: readonly Row[] = [
  { name: 'nodes hide their pods: the server sees the node', example: BASE, ...A_TO_B, sees: 'ok', source: '10.10.1.10' },
  { name: 'the other way the pod keeps its address', example: BASE, ...B_TO_A, sees: 'ok', source: '10.24.0.2' },
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `return route removed: a timeout, for the error goes to the one that answers (${n})`, example: broken('return-route-missing'), ...A_TO_B, ...how, sees: 'timeout', ends: ['no-route', 'b-vpc'] })),
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `return route a blackhole: a timeout (${n})`, example: broken('return-route-blackhole'), ...A_TO_B, ...how, sees: 'timeout', ends: ['null-routed', 'b-vpc'] })),
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `BGP withdrawn: unreachable, said by the gateway (${n})`, example: broken('forward-route-withdrawn'), ...A_TO_B, ...how, sees: 'unreachable', ends: ['no-route', 'a-gw'] })),
  { name: 'security group drops tcp/8080: TCP times out', example: broken('firewall-drop'), ...A_TO_B, sees: 'timeout', ends: ['denied-in', 'b-vpc'] },
  { name: 'security group drops tcp/8080: UDP passes', example: broken('firewall-drop'), ...A_TO_B, ...udp, sees: 'ok' },
  { name: 'security group drops tcp/8080: ICMP passes', example: broken('firewall-drop'), ...A_TO_B, ...icmp, sees: 'ok' },
  { name: 'firewall rejects as prohibited: TCP sees it', example: broken('firewall-reject'), ...A_TO_B, sees: 'unreachable', ends: ['denied-in', 'b-vpc'] },
  { name: 'firewall rejects as prohibited: UDP sees it', example: broken('firewall-reject'), ...A_TO_B, ...udp, sees: 'unreachable', ends: ['denied-in', 'b-vpc'] },
  { name: 'stateless ACL without return ports: TCP times out', example: broken('acl-without-return-ports'), ...A_TO_B, sees: 'timeout', ends: ['denied-in', 'a-vpc'] },
  { name: 'stateless ACL without return ports: UDP passes', example: broken('acl-without-return-ports'), ...A_TO_B, ...udp, sees: 'ok' },
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `strict reverse path, asymmetric: a timeout (${n})`, example: broken('reverse-path'), ...A_TO_B, ...how, sees: 'timeout', ends: ['reverse-path-dropped', 'b-n1'] })),
  { name: 'closed port: TCP is refused', example: BASE, ...A_TO_B, port: 81, sees: 'refused', ends: ['refused', 'b-p11'] },
  { name: 'closed port: UDP is refused', example: BASE, ...A_TO_B, ...udp, port: 81, sees: 'refused', ends: ['refused', 'b-p11'] },
  { name: 'pod address absent in the range of its node: node and network hand it to and fro', example: BASE, ...A_TO_B, to: '10.24.0.99', sees: 'unreachable', ends: ['loop', 'b-n1'] },
  { name: 'too large for the tunnel: UDP learns of 1400 bytes from the gateway', example: BASE, ...A_TO_B, ...udp, sizeBytes: 1480, sees: 'too-big', ends: ['mtu-exceeded', 'a-gw'] },
  { name: 'too large for the tunnel: TCP learns and goes on', example: BASE, ...A_TO_B, sizeBytes: 1480, sees: 'ok' },
  { name: 'too large, but may be fragmented: UDP passes', example: BASE, ...A_TO_B, ...udp, sizeBytes: 1480, dontFragment: false, sees: 'ok' },
  ...[{}, udp].map((how, n): Row => ({ name: `errors dropped: large packets vanish (${n})`, example: broken('mtu-black-hole'), ...A_TO_B, ...how, sizeBytes: 1480, sees: 'timeout', ends: ['mtu-exceeded', 'a-gw'] })),
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `errors dropped: small packets pass (${n})`, example: broken('mtu-black-hole'), ...A_TO_B, ...how, sizeBytes: 128, sees: 'ok' })),
  { name: 'errors dropped, segment size clamped: TCP passes again', example: broken('mtu-black-hole-clamped'), ...A_TO_B, sizeBytes: 1480, sees: 'ok' },
  { name: 'errors dropped, segment size clamped: UDP still vanishes', example: broken('mtu-black-hole-clamped'), ...A_TO_B, ...udp, sizeBytes: 1480, sees: 'timeout', ends: ['mtu-exceeded', 'a-gw'] },
  ...[{}, udp, icmp].map((how, n): Row => ({ name: `small WAN under the tunnel: outer packets are fragmented (${n})`, example: broken('small-wan'), ...A_TO_B, ...how, sizeBytes: 1450, sees: 'ok' })),
  { name: 'overlap: towards cloud B packets die in the own VPC', example: broken('overlap'), ...A_TO_B, to: '10.10.0.2', sees: 'timeout', ends: ['null-routed', 'a-vpc'] },
  { name: 'overlap: towards cloud A packets run in circles', example: broken('overlap'), ...B_TO_A, sees: 'unreachable', ends: ['loop', 'b-vpc'] },
]

function networkOf(id: string) {
  const example = loadExample(id)
  if (!example) throw new Error(`no example ${id}`)
  const parsed = parseDesign(example.text, { source: example.file, mechanisms: MECHANISMS, load: exampleText })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return prepare(parsed.value, MECHANISMS)
}

describe('the simulated answers are what the kernel did', () => {
  it.each(ROWS)('$name: $protocol', row => {
    const { network, problems } = networkOf(row.example)
    expect(problems).toEqual([])
    const answer = converse(network, {
      device: deviceOf(row.from), destination: ip(row.to), protocol: PROTOCOLS[row.protocol], sizeBytes: row.sizeBytes ?? 100, dontFragment: row.dontFragment ?? true,
      ...(row.protocol === 'icmp' ? {} : { destinationPort: row.port ?? 8080 }),
    })
    const ends = [...answer.forward, ...answer.return].filter(({ disposition }) => disposition !== 'accepted').map(({ disposition, device }) => [disposition, device])
    expect({ sees: answer.clientSees, source: row.source && answer.accepted[0]?.sourceSeen, ends: ends[0] }).toEqual({ sees: row.sees, source: row.source, ends: row.ends })
  })
})
