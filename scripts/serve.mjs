import { loadBundle } from './bundle.mjs'
import { inRoot } from './project.mjs'

/** Serves the built site on `port` (0: any free one) and resolves with its address and how to stop it. */
export async function serve({ port }) {
  const { startServer } = await loadBundle({ name: 'server', entry: 'server/index.ts', sources: ['server', 'lib'] })
  const server = await startServer({ folder: inRoot('out'), port })
  return { ...server, url: `http://localhost:${server.port}` }
}

/** As `serve`, on the next port where the wanted one is taken. */
export async function serveNear({ port }) {
  for (let candidate = port; candidate < port + 100; candidate++) {
    try {
      return await serve({ port: candidate })
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
    }
  }
  throw new Error(`Ports ${port} to ${port + 99} are all taken. Name another one: npm start -- --port 8080`)
}
