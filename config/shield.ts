import { defineConfig } from '@adonisjs/shield'
import { keyOf } from '#core/access/tokens/request_key'

const shieldConfig = defineConfig({
  csp: {
    enabled: true,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", '@nonce'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      // The development server tells the page of changed files.
      connectSrc: process.env.DEV_MODE ? ["'self'", 'ws:'] : ["'self'"],
      frameAncestors: ["'self'"],
      formAction: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
    },
    reportOnly: false,
  },
  csrf: {
    enabled: true,
    // The banks' Pix notices come with a token of their own, those of WhatsApp are signed. Other systems come with a key,
    // which no browser sends by itself; the cookie of such a request is never looked at.
    exceptRoutes: (ctx) =>
      ctx.request.url().startsWith('/api/payments/pix/') ||
      ctx.request.url() === '/api/messaging/whatsapp' ||
      keyOf(ctx) !== null,
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: true, action: 'SAMEORIGIN' },
  hsts: { enabled: true, maxAge: '180 days' },
  contentTypeSniffing: { enabled: true },
})

export default shieldConfig
