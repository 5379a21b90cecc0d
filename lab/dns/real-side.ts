import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseCorefile } from '@/lib/corefile/parse'
import { startApiServer } from './api-server'
import { askReal } from './client'
import { startCoreDns, type CoreDns } from './coredns-process'
import type { RealRecord, RealReply } from './message'
import { PORT, realText, scenarioText, type DnsQuestion, type DnsScenario, type ScenarioServer } from './scenario'

/** The real servers of a scenario. */
export interface RealSide { readonly ask: (question: DnsQuestion) => Promise<RealReply | null>; readonly close: () => Promise<void> }

let scenarios = 0

/** A network of the loopback interface that this process uses for nothing else at the moment. */
const freeNetwork = (): string => `127.${80 + (process.pid % 160)}.${scenarios++ % 250}.`

/** Starts every API server and every CoreDNS of a scenario; or says which of them refused its Corefile, and why. */
export async function startRealSide({ servers, clusters }: DnsScenario, binary: string): Promise<RealSide | { readonly refused: string }> {
  const network = freeNetwork()
  const folder = mkdtempSync(join(tmpdir(), 'podway-dns-'))
  const apis = await Promise.all(clusters.map(async objects => ({ id: String(objects.id), server: await startApiServer(objects, text => realText(text, network, new Map())) })))
  const urls = new Map(apis.map(({ id, server }) => [id, server.url]))
  const started = await Promise.all(servers.map(server => startServer(server, { binary, folder, text: text => realText(text, network, urls) })))
  const running = started.filter((one): one is CoreDns => 'close' in one)
  const close = async () => {
    await Promise.all([...running, ...apis.map(({ server }) => server)].map(one => one.close()))
    rmSync(folder, { recursive: true, force: true })
  }
  const refused = started.flatMap((one, at) => ('refused' in one ? [`${servers[at]?.id}: ${one.refused}`] : []))
  if (refused.length > 0) { await close(); return { refused: refused.join('\n') } }
  const addresses = new Map(servers.map(({ id, address }) => [id, address]))
  return { close, ask: question => askOne(question, addresses.get(question.server) ?? '', network) }
}

function startServer({ id, address, corefile, files = {} }: ScenarioServer, { binary, folder, text }: { readonly binary: string; readonly folder: string; readonly text: (text: string) => string }) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text(content))
  }
  const ports = new Set(portsOf(corefile))
  return startCoreDns({ binary, folder, name: id, corefile: text(corefile), sockets: [...ports].map(port => ({ address: text(address), port })) })
}

function portsOf(corefile: string): readonly number[] {
  const parsed = parseCorefile(corefile)
  return parsed.ok ? parsed.value.flatMap(({ keys }) => keys.map(({ port }) => port)) : [PORT]
}

async function askOne({ port, name, type, transport, client }: DnsQuestion, address: string, network: string): Promise<RealReply | null> {
  const real = (text: string) => realText(text, network, new Map())
  const reply = await askReal({ address: real(address), port, name: real(name), type, transport, client: real(client) })
  const here = (records: readonly RealRecord[]) => records.map(record => ({ ...record, name: scenarioText(record.name, network), data: scenarioText(record.data, network) }))
  return reply && { ...reply, answers: here(reply.answers), authority: here(reply.authority), additional: here(reply.additional) }
}
