import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const FILE = 'lib/examples/cassandra-aws-gcp.design.yaml'
const ASK = ['ask', FILE, '--from', 'cassandra-a-0', '--to', 'cassandra-b-0', '--port', '7000']
const AMBIGUOUS = ['ask', FILE, '--from', 'cassandra', '--to', 'cassandra-b-0', '--port', '7000', '--json']

interface Ended { readonly exit: number | null; readonly out: string; readonly messages: string }

/** The real launcher in a process of its own. */
function podway(words: readonly string[], { stopReading = false, cwd = '.' } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(process.cwd(), 'bin', 'podway'), words, { cwd })
    let out = ''
    let messages = ''
    child.stdout.on('data', data => { out += data })
    child.stderr.on('data', data => { messages += data })
    if (stopReading) child.stdout.destroy()
    child.once('error', reject)
    child.once('close', exit => resolve({ exit, out, messages }))
  })
}

beforeAll(async () => { await podway(['--version']) }, 60_000)

describe('bin/podway', () => {
  it('says its version', async () => {
    expect(await podway(['--version'])).toEqual({ exit: 0, out: `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`, messages: '' })
  })

  it('prints one JSON document on standard output and messages elsewhere', async () => {
    const { exit, out, messages } = await podway(['ask', FILE, '--from', 'cassandra-a', '--to', 'cassandra-b-0', '--port', '7000', '--json'])
    expect([exit, JSON.parse(out).reachability, messages]).toEqual([0, 'reachable', 'Asked from 3 devices; shown is cassandra-a-0.\n'])
  })

  it('prints nothing on standard output for bad input', async () => {
    expect(await podway(AMBIGUOUS)).toMatchObject({ exit: 2, out: '', messages: expect.stringMatching(/^[^\n]+\n$/) })
  })

  it('keeps its exit code when nobody reads its output', async () => {
    expect(await podway([...ASK, '--json'], { stopReading: true })).toMatchObject({ exit: 0, messages: '' })
  })

  it('runs from any folder and writes reports there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'podway-'))
    expect(await podway(['check', join(process.cwd(), FILE), '--junit', 'report.xml'], { cwd: folder })).toMatchObject({ exit: 0, messages: '' })
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toContain('<testsuite')
  })

  it('says when a report cannot be written', async () => {
    expect(await podway(['check', FILE, '--junit', 'nowhere/report.xml'])).toMatchObject({ exit: 2, messages: 'nowhere/report.xml: there is no such file.\n' })
  })
})
