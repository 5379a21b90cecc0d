import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A mechanism that breaks its contract in every way that one mechanism can, put into a copy of the tree; the real contract test must say so. */
const BROKEN = `
import * as z from 'zod'
import { cidr } from '@/lib/net/cidr'
import { defineMechanism } from '@/lib/mechanisms/types'
import { deviceOf, tableOf } from '@/lib/network/names'

let turn = 0

export const podwayBroken = defineMechanism({
  name: 'podway-broken', title: 'Broken', category: 'place', attachesTo: [{ kind: 'vpc' }],
  schema: z.strictObject({ size: z.bigint().optional() }),
  problems: { vpc: ({ id }) => [{ severity: 'error', code: 'podway-broken.always', element: id, facts: {} }] },
  contribute: {
    place: {
      vpc: ({ id }) => [
        { add: 'route', device: deviceOf(id), table: tableOf(deviceOf(id), 'main'), route: { prefix: cidr('10.0.0.0/8'), nextHop: { type: 'interface', interfaceId: 'nowhere' as never }, origin: \`turn \${turn++}\`, preference: 0, code: 'podway-broken.unsaid', from: id } },
      ],
    },
  },
  sentences: { 'podway-broken.always': 'Always.' },
})
`

const README = '# Broken\n\n## Name\n\nBroken\n\n## Example\n\n```yaml\npodway: 1\nname: one\nelements:\n  aws: { kind: site, provider: aws, region: eu-west-1 }\n  vpc: { kind: vpc, parent: aws, cidrs: [10.0.0.0/16] }\n```\n'

const ROOT = resolve(import.meta.dirname, '../..')
mkdirSync(join(ROOT, '.podway'), { recursive: true })
const tree = mkdtempSync(join(ROOT, '.podway/contract-'))
let said = ''

beforeAll(async () => {
  for (const path of ['lib', 'tsconfig.json', 'package.json', 'vitest.config.mts', 'scripts/property-seed.mjs']) cpSync(join(ROOT, path), join(tree, path), { recursive: true })
  const folder = join(tree, 'lib/mechanisms/podway-broken')
  mkdirSync(folder)
  writeFileSync(join(folder, 'mechanism.ts'), BROKEN)
  writeFileSync(join(folder, 'README.md'), README)
  const index = join(tree, 'lib/mechanisms/index.ts')
  const list = readFileSync(index, 'utf8').replace(/\n\]\s*$/, '\n  podwayBroken,\n]\n')
  writeFileSync(index, `import { podwayBroken } from './podway-broken/mechanism'\n${list}`)
  said = await new Promise(done => {
    execFile(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'lib/mechanisms/contract.test.ts', '-t', 'podway-broken', '--reporter=tap-flat'], { cwd: tree, maxBuffer: 2 ** 27 }, (_error, stdout) => done(stdout))
  })
}, 120_000)

afterAll(() => rmSync(tree, { recursive: true, force: true }))

describe('the contract test refuses a mechanism that', () => {
  it.each([
    { breaks: 'misses sections of its README', row: 'has a README with the fixed sections' },
    { breaks: 'raises an error for its own example', row: 'compiles the example of its README' },
    { breaks: 'contributes differently each time', row: 'compiles alike twice' },
    { breaks: 'points at an interface that is not there', row: 'names nothing that is not there' },
    { breaks: 'has no sentence for a code', row: 'sentence' },
    { breaks: 'has a schema that no form can be made of', row: 'JSON Schema' },
  ])('$breaks', ({ row }) => {
    expect(said).toMatch(new RegExp(`^not ok .*podway-broken.*${row}`, 'm'))
  })
})
