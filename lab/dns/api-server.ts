import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ClusterObjects } from '@/lib/network/cluster-objects'
import { kubeResources, type KubeObject, type KubeResource } from './kube-objects'
import { selects } from './label-selector'

/** An API server that lists a cluster's objects and never changes them. */
export interface ApiServer { readonly url: string; readonly close: () => Promise<void> }

/**
 * Serves the objects of a cluster as JSON over plain HTTP: list, and watch with or without the initial events.
 *
 * `written` puts addresses of a scenario's network into those of the real one. The client asks for protobuf first and takes the content type of the reply. A watch that sends initial events ends them with a bookmark.
 * Sources: Kubernetes API concepts, "Efficient detection of changes" and "Streaming lists" (KEP-3157).
 */
export async function startApiServer(objects: ClusterObjects, written: (json: string) => string = json => json): Promise<ApiServer> {
  const resources = new Map((JSON.parse(written(JSON.stringify(kubeResources(objects)))) as readonly KubeResource[]).map(resource => [resource.path, resource]))
  const server = createServer((request, response) => serve(resources, request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() }) }
}

function serve(resources: ReadonlyMap<string, KubeResource>, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://api')
  const resource = resources.get(url.pathname)
  if (!resource) return reply(response, 404, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 })
  const selector = url.searchParams.get('labelSelector') ?? ''
  const items = resource.items.filter(item => selects(selector, item.metadata.labels ?? {}))
  if (url.searchParams.get('watch') === null) return reply(response, 200, { kind: `${resource.kind}List`, apiVersion: resource.apiVersion, metadata: { resourceVersion: '1' }, items })
  watch(response, resource, url.searchParams.get('sendInitialEvents') === 'true' ? items : null)
}

/** Stays open: nothing ever changes. */
function watch(response: ServerResponse, { apiVersion, kind }: KubeResource, initial: readonly KubeObject[] | null): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.flushHeaders()
  if (initial === null) return
  const send = (type: string, object: object) => response.write(`${JSON.stringify({ type, object: { apiVersion, kind, ...object } })}\n`)
  for (const item of initial) send('ADDED', item)
  send('BOOKMARK', { metadata: { resourceVersion: '1', annotations: { 'k8s.io/initial-events-end': 'true' } } })
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
