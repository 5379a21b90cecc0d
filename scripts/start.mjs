import { parseArgs } from 'node:util'
import { ensureBuilt } from './build.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { serveNear } from './serve.mjs'

function wantedPort() {
  const { values } = parseArgs({ options: { port: { type: 'string' } } })
  const text = values.port ?? process.env.PORT ?? '3000'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error(`"${text}" is not a port: give a number from 1 to 65535.`)
  return port
}

try {
  const port = wantedPort()
  await ensureInstalled()
  await ensureBuilt()
  const server = await serveNear({ port })
  if (server.port !== port) console.log(`Port ${port} is taken, so this uses ${server.port}.`)
  console.log(`Podway is at ${server.url} (stop with Ctrl+C)`)
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(1)
}
