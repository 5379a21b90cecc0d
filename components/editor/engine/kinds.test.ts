import { expect, it } from 'vitest'
import { ELEMENT_KINDS, LINK_KINDS } from '@/lib/design/kinds/index'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { kindCatalogue } from './kinds'

const { kinds, mechanisms } = kindCatalogue()

it('knows every kind once, with a word on it', () => {
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual([...Object.keys(ELEMENT_KINDS), ...Object.keys(LINK_KINDS)].toSorted())
  for (const { kind, help } of kinds) expect(help, kind).toMatch(/^[A-Z].{10,110}\.$/)
})

it('has every mechanism with the form of its configuration', () => {
  expect(mechanisms.map(({ name }) => name)).toEqual(MECHANISMS.map(({ name }) => name))
  for (const { name, schema } of mechanisms) expect(schema['type'], name).toBe('object')
})

it('keeps the metadata of fields: title, unit, format, kinds of a reference', () => {
  const subnet = kinds.find(({ kind }) => kind === 'subnet')?.schema['properties'] as Readonly<Record<string, unknown>>
  expect(subnet['cidr']).toMatchObject({ type: 'string', title: 'Range', format: 'cidr' })
  expect(subnet['routeTable']).toMatchObject({ title: 'Route table', reference: ['route-table'] })
  expect((kinds.find(({ kind }) => kind === 'vpc')?.schema['properties'] as Readonly<Record<string, unknown>>)['mtuBytes']).toMatchObject({ unit: 'bytes' })
})

it('is plain data', () => {
  expect(structuredClone({ kinds, mechanisms })).toEqual({ kinds, mechanisms })
})
