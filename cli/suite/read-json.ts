import type * as z from 'zod'
import { err, ok, type Result } from '@/lib/net/result'
import { jsonErrorAt } from './json-error'

/** Reads a JSON document of a strict form; else one sentence with the file and the place in it. */
export function readJson<Schema extends z.ZodType>(text: string, path: string, schema: Schema): Result<z.output<Schema>, string> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err(`${path}${placeIn(text)}: this is not JSON.`)
  }
  return readPart(value, schema, `${path}:`)
}

/** A part of a document, found at `place`, in its strict form. */
export function readPart<Schema extends z.ZodType>(value: unknown, schema: Schema, place: string): Result<z.output<Schema>, string> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issue = deepest(parsed.error.issues[0])
  const inside = wordsOf(issue.path)
  return err(`${place}${place.endsWith(':') ? ' ' : inside === '' || inside.startsWith('[') ? '' : '.'}${inside || (place.endsWith(':') ? 'the document' : '')}: ${issue.message}`)
}

/** Of a union, the complaint of the member that came furthest: it names the field that a person mistyped. */
function deepest(issue: z.core.$ZodIssue | undefined, before: readonly PropertyKey[] = []): { readonly path: readonly PropertyKey[]; readonly message: string } {
  const path = [...before, ...issue?.path ?? []]
  const inner = issue?.code === 'invalid_union' ? issue.errors.flatMap(([first]) => (first ? [deepest(first, path)] : [])) : []
  return inner.sort((a, b) => b.path.length - a.path.length)[0] ?? { path, message: issue?.message ?? 'is not of this form' }
}

const wordsOf = (path: readonly PropertyKey[]): string => path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at === 0 ? '' : '.'}${String(key)}`)).join('')

/** `:line:column` of what is no JSON. */
function placeIn(text: string): string {
  const before = text.slice(0, jsonErrorAt(text)).split('\n')
  return `:${before.length}:${(before.at(-1) ?? '').length + 1}`
}
