import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/*
 * `npm run lab:mutations`: faults are put into copies of the engine and of the lab's plan, one at a time, and the generated run must find
 * each. What the kernel answered is recorded once and asked of each faulty engine; a faulty plan is run on the kernel.
 */
const RECORDING = inRoot('.podway', 'mutations.json')
const NOTE = inRoot('docs', 'lab-notes', 'mutations.md')
const LIMIT_MS = 15 * 60_000

/** Puts the fault into the one file that it is in, while it is bundled. */
const faulty = ({ name, file, find, replace }) => ({
  name: 'seeded-fault',
  setup: (build) => build.onLoad({ filter: new RegExp(`${file.replaceAll('.', '\\.')}$`) }, ({ path }) => {
    const text = readFileSync(path, 'utf8')
    if (text.split(find).length !== 2) throw new Error(`"${name}": its place stands ${text.split(find).length - 1} times in ${file}`)
    return { contents: text.replace(find, () => replace), loader: 'ts' }
  }),
})

async function bundle(fault, entry, at) {
  const outfile = inRoot('dist', 'mutations', `${at}.cjs`)
  const { build } = await import('esbuild')
  await build({ absWorkingDir: inRoot(), entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20.19', loader: { '.yaml': 'text', '.md': 'text', '.txt': 'text', '.py': 'text' }, logLevel: 'silent', plugins: [faulty(fault)] })
  return outfile
}

const node = (code) => new Promise((resolve) => {
  execFile(process.execPath, ['-e', code], { timeout: LIMIT_MS, maxBuffer: 64e6 }, (error, stdout, stderr) => resolve({ code: error?.killed ? 'hangs' : error?.code ?? 0, stdout, stderr }))
})

/** A fault that changes nothing: whatever differs with it comes from a recording of other sources. */
const NO_FAULT = { name: 'no fault', file: 'lib/trace/pipeline.ts', find: 'export function originate(', replace: 'export function originate(' }

/** Designs that have found faults: the next fault is looked for there first. */
const fruitful = []

async function engineFault(fault, at) {
  const file = await bundle(fault, 'lab/mutations/index.ts', `engine-${at}`)
  const { code, stdout, stderr } = await node(`console.log(JSON.stringify(require(${JSON.stringify(file)}).replay(${JSON.stringify(RECORDING)}, ${JSON.stringify(fruitful)})))`)
  if (code === 'hangs') return { found: true, by: 'it never ends' }
  if (code !== 0) return { found: true, by: `it fails: ${stderr.split('\n').find((line) => /Error/.test(line)) ?? code}` }
  const { asked, first } = JSON.parse(stdout)
  if (first === null) return { found: false, by: '' }
  if (!fruitful.includes(first.design)) fruitful.unshift(first.design)
  return { found: true, by: `${first.design}, ${first.probe}: ${first.says} (after ${asked} probes)` }
}

async function labFault(fault, at, { designs, seed }) {
  const file = await bundle(fault, 'lab/campaign-main.ts', `lab-${at}`)
  const { code, stdout } = await node(`require(${JSON.stringify(file)}).labMain(['--designs','${designs}','--seed','${seed}','--no-examples']).then((code) => process.exit(code))`)
  const [, name] = /=== Disagreement: (.*) ===/.exec(stdout) ?? []
  const refused = /The kernel refused to set up (.*)/.exec(stdout)?.[1]
  if (code === 1) return { found: true, by: name ?? 'a disagreement' }
  return refused === undefined ? { found: false, by: '' } : { found: true, by: `the kernel refuses ${refused}` }
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 240)
const rows = (faults) => faults.map(({ fault, found, by }) => `| ${cell(fault.name)} | \`${fault.file}\` | ${found ? cell(by) : '**not found**'} |`).join('\n')
const table = (faults) => `| fault | file | found by |\n|---|---|---|\n${rows(faults)}`

try {
  const { values } = parseArgs({ options: { designs: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, 'keep-recording': { type: 'boolean', default: false }, part: { type: 'string', default: 'both' } } })
  const [designs, seed] = [Number(values.designs), Number(values.seed)]
  await ensureInstalled()
  mkdirSync(inRoot('dist', 'mutations'), { recursive: true })
  const { ENGINE_FAULTS, LAB_FAULTS, record } = await loadBundle({ name: 'mutations', entry: 'lab/mutations/index.ts', sources: ['lab', 'lib'] })
  const wanted = ({ name }) => values.only === undefined || name.includes(values.only)
  if (!values['keep-recording']) writeFileSync(RECORDING, JSON.stringify(await record(designs, seed, (line) => console.log(line))))
  const { probes, disagreements, designs: recorded } = JSON.parse(readFileSync(RECORDING, 'utf8'))
  console.log(`${recorded.length} designs, ${probes} probes recorded; ${disagreements} without a fault disagree`)
  const sound = await engineFault(NO_FAULT, 'none')
  if (sound.found) throw new Error(`Without a fault the engine already answers otherwise than was recorded: ${sound.by}.`)
  const told = (fault, result) => {
    console.log(`${result.found ? 'found    ' : 'NOT FOUND'}  ${fault.name}${result.found ? `: ${result.by.slice(0, 140)}` : ''}`)
    return { fault, ...result }
  }
  const results = { engine: [], lab: [] }
  if (values.part !== 'lab') for (const [at, fault] of ENGINE_FAULTS.filter(wanted).entries()) results.engine.push(told(fault, await engineFault(fault, at)))
  if (values.part !== 'engine') for (const [at, fault] of LAB_FAULTS.filter(wanted).entries()) results.lab.push(told(fault, await labFault(fault, at, { designs, seed })))
  const all = [...results.engine, ...results.lab]
  const missed = all.filter(({ found }) => !found)
  if (values.only === undefined && values.part === 'both') {
    writeFileSync(NOTE, `# Seeded faults\n\n\`npm run lab:mutations -- --designs ${designs} --seed ${seed}\`: ${recorded.length} designs (generated ones and the examples), ${probes} probes; without a fault ${disagreements} disagree. Each fault is put into a copy of the source by itself; the product has no switch for it.\n\n## In the engine: ${results.engine.filter(({ found }) => found).length} of ${results.engine.length} found\n\n${table(results.engine)}\n\n## In the lab's plan: ${results.lab.filter(({ found }) => found).length} of ${results.lab.length} found\n\n${table(results.lab)}\n`)
  }
  console.log(`${all.length - missed.length} found, ${missed.length} not found`)
  process.exitCode = missed.length > 0 ? 1 : 0
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}
