import type { MiddlewareHandler } from "hono"

/**
 * No script but our own files, no frame around us, nothing loaded from
 * elsewhere. Inline styles stay allowed: positions of bars and columns are set
 * that way. Sockets need naming apart from 'self' in some browsers.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "connect-src 'self' ws: wss:",
  "img-src 'self' data: blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join("; ")

const HEADERS = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
} as const

/** For a year no browser comes over anything but TLS. Only a relay that is reached so may say it. */
const ONLY_TLS = { "strict-transport-security": "max-age=31536000" }

/** Puts the security headers on every answer, as far as it has none of its own that are stricter. */
export function securityHeaders(isSecure: boolean): MiddlewareHandler {
  const headers = Object.entries({ ...HEADERS, ...(isSecure ? ONLY_TLS : {}) })
  return async (context, next) => {
    await next()
    for (const [name, value] of headers) if (!context.res.headers.has(name)) context.header(name, value)
  }
}
