import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type Running } from './index'

let server: Running
const home = mkdtempSync(join(tmpdir(), 'podway-site-'))

beforeAll(async () => {
  const folder = join(home, 'out')
  mkdirSync(join(folder, '_next/static'), { recursive: true })
  writeFileSync(join(home, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<p>start</p><script>go()</script><script src="/x.js"></script>')
  writeFileSync(join(folder, 'embed.html'), '<p>embed</p>')
  writeFileSync(join(folder, '404.html'), '<p>nothing here</p>')
  writeFileSync(join(folder, '_next/static/a1b2.js'), 'go()')
  server = await startServer({ folder, port: 0 })
})

afterAll(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

/** Unlike fetch, sends the path as it is. */
function ask(path: string, { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: Record<string, string> } = {}) {
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = request({ port: server.port, path, method, headers }, (response) => {
      let body = ''
      response.on('data', (data: Buffer) => (body += data.toString()))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    sent.on('error', reject).end()
  })
}

it.each([
  { name: 'the start page', path: '/', status: 200, body: /start/ },
  { name: 'a page without its ending', path: '/embed', status: 200, body: /embed/ },
  { name: 'a page with a query', path: '/embed?x=1', status: 200, body: /embed/ },
  { name: 'an unknown page', path: '/nothing', status: 404, body: /nothing here/ },
  { name: 'a way out of the folder', path: '/../secret.txt', status: 404, body: /nothing here/ },
  { name: 'an encoded way out of the folder', path: '/%2e%2e%2fsecret.txt', status: 404, body: /nothing here/ },
  { name: 'a broken escape', path: '/%zz', status: 400, body: /^$/ },
])('answers $name', async ({ path, status, body }) => {
  const answer = await ask(path)
  expect(answer.status).toBe(status)
  expect(answer.body).toMatch(body)
})

it('answers HEAD with the headers alone', async () => {
  const { status, headers, body } = await ask('/', { method: 'HEAD' })
  expect({ status, body, type: headers['content-type'] }).toEqual({ status: 200, body: '', type: 'text/html; charset=utf-8' })
  expect(Number(headers['content-length'])).toBeGreaterThan(0)
})

it('refuses other methods', async () => {
  expect((await ask('/', { method: 'POST' })).status).toBe(405)
})

it('keeps hashed files for ever and asks again for the rest', async () => {
  expect((await ask('/_next/static/a1b2.js')).headers['cache-control']).toContain('immutable')
  const { headers } = await ask('/')
  expect(headers['cache-control']).toBe('no-cache')
  expect((await ask('/', { headers: { 'If-None-Match': String(headers['etag']) } })).status).toBe(304)
})

it('admits inline scripts by their hash only, and frames only around the embedded page', async () => {
  const start = String((await ask('/')).headers['content-security-policy'])
  expect(start).toMatch(/script-src 'self' 'sha256-[^ ]+';/)
  expect(start).not.toContain('unsafe')
  expect(start).toContain("frame-ancestors 'self'")
  expect(String((await ask('/embed')).headers['content-security-policy'])).toContain('frame-ancestors *')
})
