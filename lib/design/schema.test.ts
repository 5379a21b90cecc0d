import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { ELEMENT_KINDS } from './kinds/index'
import { ELEMENT_SCHEMAS, LINK_SCHEMAS, schemaOf } from './schema'

describe('the schema of every kind', () => {
  it.each(Object.entries({ ...ELEMENT_SCHEMAS, ...LINK_SCHEMAS }))('%s turns into JSON Schema', (kind, schema) => {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', additionalProperties: false, properties: { kind: { const: kind } } })
  })
  it.each(Object.entries(ELEMENT_KINDS))('%s may stand somewhere that exists', (_, { parents }) => {
    for (const parent of parents) expect(['root', ...Object.keys(ELEMENT_KINDS)]).toContain(parent)
  })
  it('is none for a kind that does not exist', () => expect([{ kind: 'toString' }, { kind: 'nod' }, {}, null, 'vpc'].map(schemaOf)).toEqual([undefined, undefined, undefined, undefined, undefined]))
})
