import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SAMPLE_DESIGN, SAMPLE_MECHANISMS } from '@/lib/generate/sample-design'
import type { Design } from './design'
import { parseDesign } from './parse'
import { writeDesign } from './write'

function read(text: string): Design {
  const parsed = parseDesign(text, { source: 'x.yaml', mechanisms: SAMPLE_MECHANISMS })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}
const sample = read(SAMPLE_DESIGN)

describe('writeDesign', () => {
  it('reads as the same design, and writes the same text again', () => {
    const text = writeDesign(sample)
    expect(read(text)).toEqual(sample)
    expect(writeDesign(read(text))).toBe(text)
  })
  it('writes small maps on one line, long ones open, texts of several lines as blocks, fields in the order of their kind', () => {
    const { web, dns, blue } = sample.elements
    const long = { kind: 'workload', pods: Array.from({ length: 3 }, (_, n) => ({ node: 'n1', address: `10.2.0.${n}` })), name: 'a-rather-long-name-for-a-workload', parent: 'k8s', namespace: 'default', controller: 'StatefulSet', labels: { app: 'web' } }
    const text = writeDesign({ ...sample, elements: { blue, web, dns, long } as unknown as Design['elements'], links: {}, assertions: [], layout: {} })
    expect(text).toBe(`podway: 1
name: Sample
elements:
  blue: { kind: site, provider: blue, region: north }
  web:
    kind: workload
    parent: k8s
    controller: Deployment
    ports: [8080, udp/53]
    pods: [{ node: n1, address: 10.2.0.5 }, { node: n1, address: 10.2.0.6 }]
  dns:
    kind: name-server
    parent: k8s
    pods: [{ node: n1, address: 10.2.0.7 }]
    mechanism: plain-dns
    config:
      servers: [10.1.0.2]
      apis: { /etc/api.conf: api }
      file: |
        .:53 {
          rewrite name web.default.svc.cluster.local front.example.org
          forward . 10.1.0.2 192.0.2.53
        }
  long:
    kind: workload
    parent: k8s
    name: a-rather-long-name-for-a-workload
    namespace: default
    controller: StatefulSet
    labels: { app: web }
    pods: [{ node: n1, address: 10.2.0.0 }, { node: n1, address: 10.2.0.1 }, { node: n1, address: 10.2.0.2 }]
`)
  })
  it('does not depend on the order of fields', () => {
    const turned = Object.fromEntries(Object.entries(sample.elements).map(([id, element]) => [id, Object.fromEntries(Object.entries(element).reverse())])) as unknown as Design['elements']
    expect(writeDesign({ ...sample, elements: turned })).toBe(writeDesign(sample))
  })
  it('keeps any name and note, whatever its characters', () => {
    const words = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.constantFrom('yes', 'null', '1', '1.0', '0x1', '~', '- a', 'a: b', '# c', ' a', 'a ', '*a', '&a', '!a', 'a\nb', '\n', 'a\n\n', '  a\n b\n', '"', "'", '{', '\t', '.inf', '2001-01-01', 'on', '\\', 'a #b'))
    fc.assert(fc.property(words, words, (name, note) => {
      const design = { ...sample, name, elements: { ...sample.elements, blue: { kind: 'site', provider: 'blue', name, note } as const } }
      expect(read(writeDesign(design))).toEqual(design)
    }), { numRuns: 200 })
  })
})
