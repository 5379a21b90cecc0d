import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/** Pages that other sites may put in a frame. */
const EMBEDDABLE = /^\/embed(\/|$)/

/** Next starts a page with inline scripts; each is admitted by its hash, so that no other inline script can run. */
function inlineScriptHashes(html: string): readonly string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
}

function contentSecurityPolicy(path: string, html: string): string {
  return [
    "default-src 'self'",
    ['script-src', "'self'", ...new Set(inlineScriptHashes(html))].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${EMBEDDABLE.test(path) ? '*' : "'self'"}`,
  ].join('; ')
}

export function pageHeaders(path: string, html: string): Readonly<Record<string, string>> {
  return { 'Content-Security-Policy': contentSecurityPolicy(path, html) }
}

export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'Permissions-Policy': 'geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}
