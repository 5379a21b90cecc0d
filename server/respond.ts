import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { COMMON_HEADERS } from './security'
import { NOT_FOUND_PATH, type Asset, type Site } from './site'

const compressed = new WeakMap<Asset, Buffer>()

function gzipped(asset: Asset): Buffer {
  const body = compressed.get(asset) ?? gzipSync(asset.body, { level: 9 })
  compressed.set(asset, body)
  return body
}

/** The path of a request target, or nothing where it is not one ("//[", "%zz"). */
function pathOf(target: string): string | undefined {
  try {
    return decodeURIComponent(new URL(target, 'http://localhost').pathname)
  } catch {
    return undefined
  }
}

function sayOnly(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...COMMON_HEADERS, ...headers, 'Content-Length': '0' }).end()
}

function send(request: IncomingMessage, response: ServerResponse, status: 200 | 404, asset: Asset): void {
  const headers: Record<string, string> = { ...COMMON_HEADERS, ...asset.headers }
  if (asset.compressible) headers['Vary'] = 'Accept-Encoding'
  if (status === 200 && request.headers['if-none-match'] === headers['ETag']) {
    response.writeHead(304, headers).end()
    return
  }
  const zip = asset.compressible && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  const body = zip ? gzipped(asset) : asset.body
  if (zip) headers['Content-Encoding'] = 'gzip'
  response.writeHead(status, { ...headers, 'Content-Length': String(body.length) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

export function respond(site: Site, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sayOnly(response, 405, { Allow: 'GET, HEAD' })
  const path = pathOf(request.url ?? '/')
  if (path === undefined) return sayOnly(response, 400)
  const asset = site.get(path)
  if (asset !== undefined) return send(request, response, 200, asset)
  const notFound = site.get(NOT_FOUND_PATH)
  return notFound === undefined ? sayOnly(response, 404) : send(request, response, 404, notFound)
}
