import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { respond } from './respond'
import { readSite } from './site'

export interface Options {
  /** The folder of the static export. */
  readonly folder: string
  /** 0 lets the system choose a free one. */
  readonly port: number
}

export interface Running {
  readonly port: number
  readonly close: () => Promise<void>
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => resolve())
  })
}

/** Serves the built site; rejects with `EADDRINUSE` where the port is taken. */
export async function startServer({ folder, port }: Options): Promise<Running> {
  const site = readSite(folder)
  const server = createServer((request, response) => respond(site, request, response))
  await listen(server, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
