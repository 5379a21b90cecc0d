import { expect, it } from 'vitest'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { internet } from '@/lib/mechanisms/internet/mechanism'
import { ip } from '@/lib/net/ip-address'
import { deviceOf, nameServerOf } from '@/lib/network/names'
import { converse } from '@/lib/trace/conversation'
import { publicDns } from './mechanism'

const compiled = (root: Record<string, unknown>) => compile({
  podway: 1, name: 'test', links: {}, assertions: [], layout: {},
  elements: { world: { kind: 'internet' }, home: { kind: 'host', parent: 'world', address: '198.51.100.7' }, root: { kind: 'name-server', parent: 'world', ...root } },
} as unknown as Design, [internet, publicDns])

it.each([['UDP', 17], ['TCP', 6]])('answers on port 53 over %s (RFC 1035 section 4.2)', (_name, protocol) => {
  const flow = { device: deviceOf('home'), destination: ip('192.0.2.53'), protocol, destinationPort: 53, sizeBytes: 100, dontFragment: true }
  expect(converse(compiled({ address: '192.0.2.53' }).network, flow).forward.map(trace => `${trace.disposition} ${trace.place}`)).toEqual(['accepted root'])
})
it('holds the zones drawn in it; names have no case and no trailing dot (RFC 4343 section 2)', () => {
  const { network, problems } = compiled({ zones: [{ zone: 'Example.ORG.', records: [{ name: 'api.Example.org.', type: 'A', data: '192.0.2.80', ttlSeconds: 60 }] }] })
  expect(network.nameServers.get(nameServerOf('root'))?.behaviour).toEqual({ type: 'public', zones: [{ from: 'root', zone: 'example.org', records: [{ name: 'api.example.org', type: 'A', ttlSeconds: 60, data: '192.0.2.80' }] }] })
  expect(problems).toEqual([])
})
