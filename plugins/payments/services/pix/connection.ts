import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { varPath } from '#core/kernel/index'
import { errors } from '../../errors.ts'

const settings = vine.create({
  /** Base of the API: `https://pix.banco.com.br/api/v2`. */
  url: vine.string().regex(/^https:\/\/\S+$/),
  tokenUrl: vine.string().regex(/^https:\/\/\S+$/),
  clientId: vine.string().minLength(1),
  clientSecret: vine.string().minLength(1),
  /** How the bank proves that a notice is its own, besides the secret address. */
  notices: vine
    .object({
      signature: vine
        .object({ header: vine.string().minLength(1), secret: vine.string().minLength(16) })
        .optional(),
      certificate: vine
        .object({
          header: vine.string().minLength(1),
          value: vine.string().minLength(1),
          fingerprintHeader: vine.string().minLength(1).optional(),
          fingerprint: vine.string().minLength(1).optional(),
        })
        .optional(),
    })
    .optional(),
})

/** The settings of a connection with a bank, with the certificates of the mutual TLS in PEM. */
export interface Connection extends Infer<typeof settings> {
  readonly certificate: string
  readonly key: string
  /** Of the bank's own authority; null: the public ones. */
  readonly ca: string | null
}

/**
 * Reads a connection from its folder below `PIX_CONNECTIONS` (`pix/` beside the data, when not set): `connection.json`,
 * `certificate.pem`, `key.pem` and, where the bank has its own authority, `ca.pem`. Nothing of it is ever typed on a screen.
 * @throws BusinessError E_PAYMENTS_PIX_CONNECTION, with what is wrong
 */
export async function readConnection(name: string): Promise<Connection> {
  const folder = join(process.env.PIX_CONNECTIONS || varPath('pix'), name)
  try {
    const given = await settings.validate(
      JSON.parse(readFileSync(join(folder, 'connection.json'), 'utf8'))
    )
    return {
      ...given,
      certificate: readFileSync(join(folder, 'certificate.pem'), 'utf8'),
      key: readFileSync(join(folder, 'key.pem'), 'utf8'),
      ca: readOptional(join(folder, 'ca.pem')),
    }
  } catch (error) {
    throw errors.E_PAYMENTS_PIX_CONNECTION({ name, problem: problemOf(error) }, { cause: error })
  }
}

function readOptional(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Names of files and fields, never what is in them. */
function problemOf(error: unknown): string {
  const { code, path, messages } = error as {
    readonly code?: string
    readonly path?: string
    readonly messages?: readonly { readonly field: string }[]
  }
  if (code === 'ENOENT') return `falta o arquivo ${path?.split('/').at(-1)}`
  if (messages) return `connection.json: ${messages.map(({ field }) => field).join(', ')}`
  return 'connection.json não pode ser lido'
}
