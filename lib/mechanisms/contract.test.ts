import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { parseDesign } from '@/lib/design/parse'
import { ENGLISH } from '@/lib/explain/english'
import { danglingReferences } from '@/lib/network/invariants'
import { MECHANISMS } from './index'

/*
 * What every mechanism owes, whoever writes it. A new member of MECHANISMS is under this contract without further ado.
 */

const FOLDER = join(import.meta.dirname)
const SECTIONS = ['Name', 'Description', 'Configuration', 'Example', 'Not modelled', 'Sources']
/** Generic sentences stand in for shared codes; those of compile itself and of the engine are not a mechanism's matter. */
const SENTENCES = new Set([...Object.keys(ENGLISH), ...MECHANISMS.flatMap(mechanism => Object.keys(mechanism.sentences)), 'design.incomplete', 'design.not-modelled'])

const readmeOf = (name: string): string => readFileSync(join(FOLDER, name, 'README.md'), 'utf8')
const sectionOf = (readme: string, title: string): string => readme.split(/^## /m).find(part => part.startsWith(`${title}\n`))?.slice(title.length) ?? ''
const exampleOf = (name: string): string => /^```yaml\n([^]*?)^```$/m.exec(sectionOf(readmeOf(name), 'Example'))?.[1] ?? ''

function parsed(text: string): Design {
  const design = parseDesign(text, { source: 'README.md', mechanisms: MECHANISMS })
  if (!design.ok) throw new Error(design.error.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  return design.value
}

/** The same design written in another order. */
function reordered(design: Design): Design {
  const backwards = <T>(map: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(map).reverse())
  return { ...design, elements: backwards(design.elements), links: backwards(design.links) }
}

/** The same design with no configuration of this mechanism. */
function unconfigured(design: Design, mechanism: (typeof MECHANISMS)[number]): Design {
  const kinds = new Set<string>(mechanism.attachesTo.map(({ kind }) => kind))
  const stripped = <T extends { readonly kind: string; readonly mechanism?: string }>(map: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(map).map(([id, subject]) => {
    const { config: _config, ...rest } = subject as T & { readonly config?: unknown }
    const choices = Object.fromEntries(Object.entries(rest).map(([key, value]) => {
      const choice = value as { readonly mechanism?: string; readonly config?: unknown } | null
      return [key, choice !== null && typeof choice === 'object' && choice.mechanism === mechanism.name ? { mechanism: choice.mechanism } : value]
    }))
    return [id, kinds.has(subject.kind) ? choices : subject]
  }))
  return { ...design, elements: stripped(design.elements) as Design['elements'], links: stripped(design.links) as Design['links'] }
}

/** Places in a value that are neither plain data nor a Map: functions, dates, classes, undefined array items, numbers that JSON has no word for. */
function notPlain(value: unknown, path = ''): readonly string[] {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return []
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`]
  if (typeof value !== 'object') return [`${path} is a ${typeof value}`]
  if (Array.isArray(value)) return value.flatMap((item, at) => (item === undefined ? [`${path}.${at} is undefined`] : notPlain(item, `${path}.${at}`)))
  if (value instanceof Map) return [...value].flatMap(([key, item]) => notPlain(item, `${path}.${String(key)}`))
  if (Object.getPrototypeOf(value) !== Object.prototype) return [`${path} is a ${value.constructor.name}`]
  return Object.entries(value).flatMap(([key, item]) => notPlain(item, `${path}.${key}`))
}

/** Every code inside a value, under whatever key: they alone look like `topic.kebab` and stand in a field named for it. */
function codesIn(value: unknown): readonly string[] {
  if (value instanceof Map) return [...value.values()].flatMap(codesIn)
  if (Array.isArray(value)) return value.flatMap(codesIn)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'code') return [String(item)]
    if (key === 'codes') return Object.values(item as object).map(String)
    return codesIn(item)
  })
}

/** Codes that the sources of a folder write down, reached by an example or not. */
function codesWritten(name: string): readonly string[] {
  const files = readdirSync(join(FOLDER, name)).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return files.flatMap(file => [...readFileSync(join(FOLDER, name, file), 'utf8').matchAll(/\bcode: '([a-z0-9-]+\.[a-z0-9-]+)'/g)].map(match => match[1] ?? ''))
}

it('lists every folder once, under its own name', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(FOLDER, entry.name, 'mechanism.ts'))).map(entry => entry.name)
  expect(MECHANISMS.map(mechanism => mechanism.name).sort()).toEqual(folders.sort())
})

describe.each(MECHANISMS.map(mechanism => ({ name: mechanism.name, mechanism })))('$name', ({ name, mechanism }) => {
  const text = () => exampleOf(name)
  const design = () => parsed(text())

  it('has a README with the fixed sections, in order, none empty', () => {
    const readme = readmeOf(name)
    expect([...readme.matchAll(/^## (.+)$/gm)].map(match => match[1])).toEqual(SECTIONS)
    expect(SECTIONS.filter(title => sectionOf(readme, title).trim() === '')).toEqual([])
  })

  it('attaches to something in the example of its README', () => {
    const { elements, links } = design()
    const kinds = new Set<string>([...Object.values(elements), ...Object.values(links)].map(({ kind }) => kind))
    expect(mechanism.attachesTo.some(({ kind }) => kinds.has(kind))).toBe(true)
  })

  it('compiles the example of its README without an error and without a gap', () => {
    const { problems } = compile(design(), MECHANISMS)
    expect(problems.filter(({ severity, code }) => severity === 'error' || code === 'design.incomplete' || code === 'design.not-modelled')).toEqual([])
  })

  it('raises no problem of its own with its default configuration', () => {
    const own = new Set(Object.keys(mechanism.sentences))
    const { problems } = compile(unconfigured(design(), mechanism), MECHANISMS)
    expect(problems.filter(({ code }) => own.has(code))).toEqual([])
  })

  it('compiles alike twice, and from a design written in another order', () => {
    const once = compile(design(), MECHANISMS)
    expect(compile(design(), MECHANISMS)).toEqual(once)
    expect(compile(reordered(design()), MECHANISMS)).toEqual(once)
  })

  it('adds only plain data', () => {
    const { network, problems } = compile(design(), MECHANISMS)
    expect([...notPlain(network, 'network'), ...notPlain(problems, 'problems')]).toEqual([])
    expect(structuredClone(network)).toEqual(network)
  })

  it('names nothing that is not there', () => {
    expect(danglingReferences(compile(design(), MECHANISMS).network)).toEqual([])
  })

  it('has a sentence for every code', () => {
    const compiled = compile(design(), MECHANISMS)
    expect([...new Set([...codesIn(compiled.network), ...codesIn(compiled.problems), ...codesWritten(name)])].filter(code => !SENTENCES.has(code)).sort()).toEqual([])
  })

  it('has sentences that are sentences', () => {
    expect(Object.values(mechanism.sentences).filter(sentence => !/^[A-Z{].*[.}]$/.test(sentence ?? ''))).toEqual([])
  })

  it('has a configuration that turns into JSON Schema', () => {
    expect(z.toJSONSchema(mechanism.schema, { io: 'input' })).toMatchObject({ type: 'object', additionalProperties: false })
  })

  it('accepts an empty configuration', () => {
    expect(mechanism.schema.safeParse({}).success).toBe(true)
  })
})
