import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * Each rule is broken on purpose, and the real tool with the real configuration must say so.
 *
 * The broken files stand in a copy of the tree, so that no other test or build ever meets them.
 */

interface Broken {
  readonly rule: string
  /** The folder whose rule it breaks. */
  readonly in: string
  readonly code: string
}

const LINT: readonly Broken[] = [
  { rule: 'podway/no-clock', in: 'lib/trace', code: 'export const now = () => new Date()' },
  { rule: 'podway/no-random', in: 'lib/trace', code: 'export const roll = () => Math.random()' },
  { rule: 'podway/no-locale', in: 'lib/net', code: 'export const order = (a: string, b: string) => a.localeCompare(b)' },
  { rule: 'podway/no-locale', in: 'lib/explain', code: 'export const say = (value: number) => value.toLocaleString()' },
  { rule: 'podway/no-locale', in: 'lib/explain', code: 'export const say = (value: number) => new Intl.NumberFormat().format(value)' },
  { rule: 'podway/no-output', in: 'lib/dns', code: "export const log = () => console.log('x')" },
  { rule: 'podway/no-node', in: 'lib/dns', code: 'export const home = () => process.env' },
  { rule: 'podway/no-browser', in: 'lib/layout', code: 'export const wide = () => window.innerWidth' },
  { rule: 'podway/no-io', in: 'lib/import', code: "export const load = () => fetch('/x')" },
  { rule: 'podway/no-timer', in: 'lib/converge', code: 'export const later = (then: () => void) => setTimeout(then, 1)' },
  { rule: 'podway/no-default-export', in: 'lib/trace', code: 'export default 1' },
  { rule: 'podway/no-default-export', in: 'components/ui', code: 'const one = 1\nexport { one as default }' },
  { rule: 'podway/no-enum', in: 'lib/network', code: 'export enum Colour { Red }' },
  { rule: 'podway/no-class', in: 'lib/network', code: 'export class Router {}' },
  { rule: 'podway/no-positional-boolean', in: 'lib/trace', code: 'export function trace(name: string, both: boolean) { return both ? name : name + name }' },
  { rule: '@typescript-eslint/no-explicit-any', in: 'lib/trace', code: 'export const x: any = 1' },
  { rule: '@typescript-eslint/no-non-null-assertion', in: 'lib/trace', code: 'export const first = (list: readonly number[]) => list[0]!' },
  { rule: 'podway/no-parent-import', in: 'lib/trace', code: "export { parseCidr } from '../net/cidr'" },
  { rule: 'podway/no-parent-import', in: 'cli', code: "export const load = () => import('../lib/net/cidr')" },
  { rule: 'podway/only-net-names-ip-num', in: 'lib/trace', code: "export { IPv4 } from 'ip-num'" },
  { rule: 'podway/only-canvas-names-xyflow', in: 'components/ui', code: "export { Panel } from '@xyflow/react'" },
  { rule: 'podway/lib-packages', in: 'lib/trace', code: "export { readFileSync } from 'node:fs'" },
  { rule: 'podway/lib-packages', in: 'lib/trace', code: "export { memo } from 'react'" },
  { rule: 'podway/lib-packages', in: 'lib/trace', code: "export { integer } from 'fast-check'" },
  { rule: 'podway/no-html', in: 'components/ui', code: 'export const Raw = ({ html }: { html: string }) => <p dangerouslySetInnerHTML={{ __html: html }} />' },
  { rule: 'react-hooks/rules-of-hooks', in: 'components/ui', code: "import { useState } from 'react'\nexport function Maybe({ on }: { on: string }) {\n  if (on) useState(1)\n  return null\n}" },
]

const LAYERS: readonly Broken[] = [
  { rule: 'layer-lib-net', in: 'lib/net', code: "export type { Device } from '@/lib/network/device'" },
  { rule: 'layer-lib-trace', in: 'lib/trace', code: "export * from '@/lib/mechanisms/types'" },
  { rule: 'layer-lib-lab', in: 'lib/lab', code: "export * from '@/lib/trace/podway-target'" },
  { rule: 'simulator-and-lab-share-only-the-network', in: 'lib/lab', code: "export * from '@/lib/trace/podway-target'" },
  { rule: 'layer-lib-explain', in: 'lib/explain', code: "export * from '@/lib/network/podway-target'" },
  { rule: 'layer-lib-trace', in: 'lib/trace', code: "export const load = () => import('@/lib/dns/podway-target')" },
  { rule: 'layer-components-ui', in: 'components/ui', code: "export * from '@/components/editor/podway-target'" },
  { rule: 'layer-components-topic', in: 'components/answer', code: "export * from '@/lib/network/podway-target'" },
  { rule: 'layer-app', in: 'app', code: "export * from '@/lib/network/podway-target'" },
  { rule: 'layer-server', in: 'server', code: "export * from '@/cli/podway-target'" },
  { rule: 'main-thread-never-loads-the-engine', in: 'components/editor', code: "export * from '@/lib/mechanisms/types'" },
  { rule: 'mechanisms-meet-only-in-the-network', in: 'lib/mechanisms/podway-one', code: "export * from '@/lib/mechanisms/podway-two/podway-target'" },
  { rule: 'lib-folder-is-listed', in: 'lib/podway-unlisted', code: "export * from '@/lib/net/podway-target'" },
  { rule: 'no-cycles', in: 'lib/layout', code: "export * from './podway-cycle'" },
  { rule: 'fixtures-are-for-tests', in: 'lib/link', code: "export * from './given.fixture'" },
  { rule: 'resolvable', in: 'lib/layout', code: "export * from './podway-missing'" },
]

/** Allowed, so that a rule that forbids everything is noticed too. */
const LAYERS_KEPT: readonly Omit<Broken, 'rule'>[] = [
  { in: 'lib/trace', code: "export * from '@/lib/network/podway-target'" },
  { in: 'lib/explain', code: "export type * from '@/lib/network/podway-target'" },
  { in: 'components/answer', code: "export type * from '@/lib/mechanisms/types'" },
  { in: 'components/editor/engine', code: "export * from '@/lib/mechanisms/types'" },
  { in: 'cli', code: "export * from '@/lib/trace/podway-target'" },
]

/** What the cases above import, where the tree may not have it. */
const TARGETS = ['lib/net', 'lib/trace', 'lib/dns', 'lib/network', 'lib/mechanisms/podway-two', 'components/editor', 'cli']

const TYPES: readonly Broken[] = [
  { rule: 'TS2304', in: 'lib/trace', code: 'export const wide = () => window.innerWidth' },
  { rule: 'TS2307', in: 'lib/trace', code: "import { readFileSync } from 'node:fs'\nexport const read = readFileSync" },
  { rule: 'TS2322', in: 'lib/trace', code: 'export const first = (list: readonly string[]): string => list[0]' },
]

const NAMES: readonly Broken[] = [{ rule: 'names aws', in: 'lib/control', code: 'export const isAws = (name: string) => name.length' }]

const ROOT = resolve(import.meta.dirname, '../..')
const COPIED = ['lib', 'components', 'app', 'tsconfig.json', 'package.json', 'eslint.config.mjs', '.dependency-cruiser.cjs', 'vitest.config.mts', 'scripts/property-seed.mjs']

mkdirSync(join(ROOT, '.podway'), { recursive: true })
const tree = mkdtempSync(join(ROOT, '.podway/rules-'))

function write(path: string, code: string): string {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), `${code}\n`)
  return path
}

/** Writes each case into a file of its own; names them by place, as two cases may break one rule. */
function writeCases(tool: string, cases: readonly Omit<Broken, 'rule'>[]): readonly string[] {
  return cases.map(({ in: folder, code }, index) => write(`${folder}/podway-${tool}-${index}.${folder.startsWith('components') ? 'tsx' : 'ts'}`, code))
}

/** What the tool prints, whether it passes or not. */
function output(tool: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    execFile(process.execPath, [join(ROOT, 'node_modules', tool), ...args], { cwd: tree, maxBuffer: 2 ** 27 }, (_error, stdout) => done(stdout))
  })
}

interface LintResult {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string; readonly message: string }[]
}

async function lint(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const results = JSON.parse(await output('eslint/bin/eslint.js', '--format', 'json', ...files)) as readonly LintResult[]
  return new Map(results.map(({ filePath, messages }) => [filePath.slice(tree.length + 1), messages.map(({ ruleId, message }) => `${ruleId} ${message}`).join('\n')]))
}

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
  readonly cycle?: readonly { readonly name: string }[]
}

interface Cruise {
  readonly summary: { readonly violations: readonly Violation[] }
}

async function cruise(): Promise<(file: string) => readonly string[]> {
  const folders = ['lib', 'components', 'app', 'cli', 'server'].filter((folder) => existsSync(join(tree, folder)))
  const text = await output('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders)
  const { violations } = (JSON.parse(text) as Cruise).summary
  // A cycle is reported at one of its files.
  const concerns = (file: string) => ({ from, cycle = [] }: Violation) => from === file || cycle.some(({ name }) => name === file)
  return (file) => violations.filter(concerns(file)).map(({ rule }) => rule.name)
}

let files: { readonly lint: readonly string[]; readonly layers: readonly string[]; readonly kept: readonly string[]; readonly types: readonly string[]; readonly names: readonly string[] }
let said: { readonly lint: ReadonlyMap<string, string>; readonly layers: (file: string) => readonly string[]; readonly types: string; readonly names: string }

beforeAll(async () => {
  for (const path of COPIED) cpSync(join(ROOT, path), join(tree, path), { recursive: true })
  for (const folder of TARGETS) write(`${folder}/podway-target.ts`, 'export const target = 1')
  files = {
    lint: writeCases('lint', LINT),
    layers: writeCases('layers', LAYERS),
    kept: writeCases('kept', LAYERS_KEPT),
    types: writeCases('types', TYPES),
    names: writeCases('names', NAMES),
  }
  write('lib/layout/podway-cycle.ts', `export * from './podway-layers-${LAYERS.findIndex(({ rule }) => rule === 'no-cycles')}'`)
  said = {
    lint: await lint(files.lint),
    layers: await cruise(),
    types: await output('typescript/bin/tsc', '-p', 'lib', '--pretty', 'false'),
    names: await output('vitest/vitest.mjs', 'run', 'lib/rules/vendor-names.test.ts', '--reporter=tap-flat'),
  }
}, 300_000)

afterAll(() => rmSync(tree, { recursive: true, force: true }))

const at = (list: readonly string[], index: number) => list[index]!
const numbered = <T extends object>(cases: readonly T[]) => cases.map((one, index) => ({ ...one, index }))

describe('lint', () => {
  it.each(numbered(LINT))('$rule in $in', ({ rule, index }) => {
    expect(said.lint.get(at(files.lint, index))).toContain(rule)
  })
})

describe('layers', () => {
  it.each(numbered(LAYERS))('$rule in $in', ({ rule, index }) => {
    expect(said.layers(at(files.layers, index))).toContain(rule)
  })
  it.each(numbered(LAYERS_KEPT))('allowed: $in: $code', ({ index }) => {
    expect(said.layers(at(files.kept, index))).toEqual([])
  })
})

describe('types of lib', () => {
  it.each(numbered(TYPES))('$rule: $code', ({ rule, index }) => {
    expect(said.types.split('\n').find((line) => line.startsWith(at(files.types, index)))).toContain(rule)
  })
})

describe('names', () => {
  it.each(numbered(NAMES))('$rule in $in', ({ rule, index }) => {
    expect(said.names).toMatch(new RegExp(`not ok .*${at(files.names, index)}`))
    expect(said.names).toContain(rule)
  })
})
