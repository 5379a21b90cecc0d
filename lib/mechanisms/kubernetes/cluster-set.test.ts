import { describe, expect, it } from 'vitest'
import { elementId } from '@/lib/net/element-id'
import { ip } from '@/lib/net/ip-address'
import type { PortObject } from '@/lib/network/cluster-objects'
import { mergeExports, type Export } from './cluster-set'

const exported = (cluster: string, created: number, type: 'ClusterIP' | 'Headless', ...ports: readonly PortObject[]): Export => ({
  cluster, created, address: type === 'ClusterIP' ? ip(`198.51.100.${created}`) : null,
  service: { from: elementId(`${cluster}-web`), name: 'web', namespace: 'shop', type, clusterAddresses: [], ports: ports.map(port => ({ ...port, targetPort: port.port })), endpoints: [], publishNotReadyAddresses: false },
})
const HTTP = { name: 'http', port: 80, protocol: 6 }
const HTTPS = { name: 'https', port: 443, protocol: 6 }

describe('exports of one name (KEP-1645)', () => {
  it.each([
    { name: 'the oldest decides the type, another one stands aside', exports: [exported('b', 2, 'Headless', HTTP), exported('a', 1, 'ClusterIP', HTTP)], expected: 'ClusterSetIP 198.51.100.1 http:80 from a; TypeConflict b' },
    { name: 'age is the time of the export, not its place', exports: [exported('a', 5, 'ClusterIP', HTTP), exported('b', 3, 'Headless', HTTP)], expected: 'Headless http:80 from b; TypeConflict a' },
    { name: 'ports are those of all clusters', exports: [exported('a', 1, 'ClusterIP', HTTP), exported('b', 2, 'ClusterIP', HTTP, HTTPS)], expected: 'ClusterSetIP 198.51.100.1 http:80 https:443 from a b' },
    { name: 'one name with two numbers: the older one, and a conflict', exports: [exported('a', 1, 'ClusterIP', HTTP), exported('b', 2, 'ClusterIP', { ...HTTP, port: 8080 })], expected: 'ClusterSetIP 198.51.100.1 http:80 from a b; PortConflict b' },
    { name: 'one number with two names: the older one, and a conflict', exports: [exported('a', 1, 'ClusterIP', HTTP), exported('b', 2, 'ClusterIP', { ...HTTP, name: 'web' })], expected: 'ClusterSetIP 198.51.100.1 http:80 from a b; PortConflict b' },
    { name: 'headless has no address of its own', exports: [exported('a', 1, 'Headless', HTTP), exported('b', 2, 'Headless', HTTP)], expected: 'Headless http:80 from a b' },
  ])('$name', ({ exports, expected }) => {
    const merged = mergeExports(exports)
    const { type, addresses, ports, slices } = merged?.serviceImport ?? { type: 'none', addresses: [], ports: [], slices: [] }
    const words = [type, ...addresses, ...ports.map(port => `${port.name}:${port.port}`), 'from', ...slices.map(({ cluster }) => cluster)].join(' ')
    expect([words, ...(merged?.conflicts ?? []).map(({ reason, loser }) => `${reason} ${loser.cluster}`)].join('; ')).toBe(expected)
  })

  it('nothing exported is no service', () => {
    expect(mergeExports([])).toBeNull()
  })
})
