import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ELEMENT_SCHEMAS, LINK_SCHEMAS } from '@/lib/design/schema'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { JsonSchema } from '@/components/editor/protocol'
import { entriesOf, type Entry, type Field, isScalar } from './field'
import { isTable } from './lists/cell'
import { listOf, valueOf, writtenList } from './written'

const asJson = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as JsonSchema
const fieldOf = (entries: readonly Entry[], key: string): Field | undefined => entries.find((entry) => entry.key === key)?.field

/** Every field in it, however deep. */
function inside(field: Field): readonly Field[] {
  switch (field.type) {
    case 'list': case 'map': return [field, ...inside(field.item)]
    case 'tuple': return [field, ...field.items.flatMap(inside)]
    case 'group': return [field, ...field.entries.flatMap((entry) => inside(entry.field))]
    case 'variant': return [field, ...field.variants.flatMap(({ entries }) => entries.flatMap((entry) => inside(entry.field)))]
    default: return [field]
  }
}

describe('what the forms hold', () => {
  const CHOICES = new Set(['kind', 'config', 'network', 'serviceProxy'])
  const schemas = [...Object.entries(ELEMENT_SCHEMAS), ...Object.entries(LINK_SCHEMAS), ...MECHANISMS.map(({ name, schema }) => [name, schema] as const)]
  it.each(schemas)('every field of %s can be filled in', (_, schema) => {
    const others = entriesOf(asJson(schema)).filter(({ key }) => !CHOICES.has(key)).flatMap(({ key, field }) => inside(field).filter(({ type }) => type === 'other').map(() => key))
    expect(others).toEqual([])
  })

  it.each([
    ['route-table', 'routes'], ['security-group', 'ingress'], ['security-group', 'egress'], ['network-acl', 'ingress'], ['network-acl', 'egress'], ['firewall', 'rules'], ['workload', 'pods'], ['load-balancer', 'listeners'],
  ] as const)('%s has its %s as a table', (kind, key) => {
    const field = fieldOf(entriesOf(asJson(ELEMENT_SCHEMAS[kind])), key)
    expect(field?.type === 'list' && field.item.type === 'group' && isTable(field.item)).toBe(true)
  })

  it.each([
    { name: 'a reference is chosen among its kinds', kind: 'subnet', key: 'routeTable', expected: { type: 'reference', reference: ['route-table'] } },
    { name: 'a number has its unit', kind: 'vpc', key: 'mtuBytes', expected: { type: 'number', unit: 'bytes', title: 'MTU' } },
    { name: 'a field without a title is called by its key', kind: 'workload', key: 'labels', expected: { type: 'map', title: 'Labels' } },
    { name: 'a range or the id of a secondary range is typed', kind: 'cluster', key: 'pods', expected: { type: 'text', format: 'cidr-or-range', reference: ['secondary-range'] } },
  ] as const)('$name', ({ kind, key, expected }) => {
    expect(fieldOf(entriesOf(asJson(ELEMENT_SCHEMAS[kind])), key)).toMatchObject(expected)
  })
})

describe('what is typed', () => {
  const entries = entriesOf(asJson(ELEMENT_SCHEMAS.workload))
  const ports = fieldOf(entries, 'ports')
  const item = ports?.type === 'list' && isScalar(ports.item) ? ports.item : null
  const mtu = fieldOf(entriesOf(asJson(ELEMENT_SCHEMAS.vpc)), 'mtuBytes')
  const number = mtu !== undefined && isScalar(mtu) ? mtu : null

  it('digits are a port, other words traffic', () => {
    expect(item === null ? null : listOf('7000, udp/53  tcp/9042', item)).toEqual({ ok: true, value: [7000, 'udp/53', 'tcp/9042'] })
    expect(writtenList([7000, 'udp/53'])).toBe('7000, udp/53')
  })
  it('an optional field that is emptied goes', () => { expect(number === null ? null : valueOf(' ', number, { required: false })).toEqual({ ok: true, value: undefined }) })
  it('a required field that is emptied is declined', () => { expect(number === null ? null : valueOf('', number, { required: true })).toMatchObject({ ok: false }) })
  it('words are no number', () => { expect(number === null ? null : valueOf('1e3', number, { required: false })).toMatchObject({ ok: false }) })
})
