import { Env } from '@adonisjs/core/env'
import { localSecret } from './local_secret.ts'

/**
 * The environment, checked whole at start. A bare machine needs none of it: every variable has a default, and the key that
 * signs cookies is made once and kept beside the data.
 */
const APP_ROOT = new URL('../../', import.meta.url)

process.env.NODE_ENV ??= 'development'
process.env.PORT ??= '3333'
process.env.HOST ??= '127.0.0.1'
process.env.LOG_LEVEL ??= process.env.NODE_ENV === 'test' ? 'silent' : 'info'
process.env.APP_KEY ??= localSecret('app_key')
process.env.FILES_STORAGE ??= 'disk'
process.env.APP_URL ??= `http://${process.env.HOST}:${process.env.PORT}`

const isInBucket = process.env.FILES_STORAGE === 's3'

export default await Env.create(APP_ROOT, {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  PORT: Env.schema.number(),
  HOST: Env.schema.string({ format: 'host' }),
  LOG_LEVEL: Env.schema.string(),
  APP_KEY: Env.schema.secret(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  // Files: see docs/operators/files.md.
  FILES_STORAGE: Env.schema.enum(['disk', 's3'] as const),
  S3_BUCKET: Env.schema.string.optionalWhen(!isInBucket),
  S3_REGION: Env.schema.string.optional(),
  S3_ENDPOINT: Env.schema.string.optional({ format: 'url', tld: false }),
  S3_ACCESS_KEY_ID: Env.schema.string.optionalWhen(!isInBucket),
  S3_SECRET_ACCESS_KEY: Env.schema.string.optionalWhen(!isInBucket),
  // Where files are exchanged with the banks' carrier: see docs/operators/bank-files.md.
  BANK_FILES_FOLDER: Env.schema.string.optional(),
  // Certificates and secrets of the connections with banks for Pix: see docs/operators/pix.md.
  PIX_CONNECTIONS: Env.schema.string.optional(),
  // E-mail: see docs/operators/mail.md.
  SMTP_HOST: Env.schema.string.optional(),
  SMTP_PORT: Env.schema.number.optional(),
  SMTP_FALLBACK_HOST: Env.schema.string.optional(),
  SMTP_FALLBACK_PORT: Env.schema.number.optional(),
  MAIL_FROM: Env.schema.string.optional(),
  // WhatsApp: see docs/operators/whatsapp.md.
  WHATSAPP_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  WHATSAPP_NUMBER_ID: Env.schema.string.optional(),
  WHATSAPP_TOKEN: Env.schema.string.optional(),
  WHATSAPP_APP_SECRET: Env.schema.string.optional(),
  WHATSAPP_VERIFY_TOKEN: Env.schema.string.optional(),
  ANTIVIRUS_CLAMD: Env.schema.string.optional(),
  ANTIVIRUS_COMMAND: Env.schema.string.optional(),
  // Secrets of the entry by the utility's network; the rest of its settings are dated parameters.
  ACCESS_DIRECTORY_PASSWORD: Env.schema.secret.optional(),
  ACCESS_OPENID_SECRET: Env.schema.secret.optional(),
})
