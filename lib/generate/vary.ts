import * as fc from 'fast-check'
import type { Design } from '@/lib/design/design'

/** A place in a design: keys from the top. */
type Path = readonly string[]

/** One random change: which of all places (by a number that wraps around), and what happens there. */
export interface Change { readonly at: number; readonly does: 'remove' | 'repeat' | 'borrow' | 'flip'; readonly from: number }

/** Lists of changes, mostly short: small differences from a working design are the interesting ones. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ at: fc.nat(1_000_000), does: fc.constantFrom('remove', 'repeat', 'borrow', 'flip'), from: fc.nat(1_000_000) }), { minLength: 1, maxLength: 6 },
)

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

function places(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner as Json, [...path, key]))]
}

const at = (value: Json, path: Path): Json => path.reduce<Json>((inner, key) => (inner as Record<string, Json>)[key] as Json, value)

function replace(value: Json, path: Path, edit: (inner: Json) => Json | undefined): Json {
  const [key, ...rest] = path
  if (key === undefined) return edit(value) ?? value
  const inner = (value as Record<string, Json>)[key] as Json
  const next = rest.length === 0 ? edit(inner) : replace(inner, rest, edit)
  if (Array.isArray(value)) return next === undefined ? value.filter((_, index) => String(index) !== key) : value.map((old, index) => String(index) === key ? next : old) as Json
  const { [key]: _removed, ...others } = value as Record<string, Json>
  return next === undefined ? others : { ...value as Record<string, Json>, [key]: next }
}

/**
 * A design with random changes: fields and elements removed, list items repeated, values borrowed from elsewhere, switches flipped.
 * Most results are still a design; the caller parses them and keeps those that are.
 */
export function vary(design: Design, list: readonly Change[]): unknown {
  return list.reduce<Json>((value, change) => {
    const all = places(value).filter(path => path.length > 1)
    const path = all[change.at % all.length] as Path
    const inner = at(value, path)
    switch (change.does) {
      case 'remove': return replace(value, path, () => undefined)
      case 'repeat': return Array.isArray(inner) && inner.length > 0 ? replace(value, path, () => [...inner, inner[change.from % inner.length] as Json]) : value
      case 'borrow': {
        const alike = all.map(other => at(value, other)).filter(other => typeof other === typeof inner && typeof other !== 'object')
        return typeof inner === 'object' || alike.length === 0 ? value : replace(value, path, () => alike[change.from % alike.length])
      }
      case 'flip': return replace(value, path, old => typeof old === 'boolean' ? !old : old === 'up' ? 'down' : old === 'down' ? 'up' : old === 'allow' ? 'deny' : old === 'global' ? 'regional' : old)
    }
  }, design as unknown as Json)
}
