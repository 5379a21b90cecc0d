import { describe, expect, it } from 'vitest'
import { placeAmong } from './places'

const places = { site: 'A subnet stands in a vpc, not in a site.', vpc: null, node: 'A subnet stands in a vpc, not in a node.', '': 'A subnet stands in a vpc.' }

describe('where something that is dragged comes to stand', () => {
  it.each([
    { name: 'in the innermost box that takes it', chain: ['node', 'vpc', 'site'], stays: undefined, expected: { into: 'vpc' } },
    { name: 'where it stands, whatever else would take it', chain: ['site', 'vpc'], stays: 'site', expected: { into: 'site' } },
    { name: 'nowhere, and the innermost says why', chain: ['site'], stays: 'vpc', expected: { refusal: places.site, at: 'site' } },
    { name: 'nowhere on the open ground, unless that takes it', chain: [], stays: 'vpc', expected: { refusal: places[''], at: null } },
    { name: 'at the top, if it stands there', chain: [], stays: null, expected: { into: null } },
  ])('$name', ({ chain, stays, expected }) => expect(placeAmong(chain, places, { stays })).toEqual(expected))
})
