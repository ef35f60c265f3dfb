import { readFileSync } from 'node:fs'
import { type Json, canonicalJson, sha256 } from '#core/database/index'
import { errors } from '../errors.ts'
import { checkSchema } from '../schema_check.ts'
import type { Owner } from '../types.ts'
import type { Reader } from '../query.ts'
import { isSigned, trustedKey } from './keys.ts'

export const FORMAT = 'aqueduto-configuration/1'

/** Release of the product, as in its package. */
export const PRODUCT_VERSION = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
).version

export interface BundleItem {
  readonly kind: string
  readonly key: string
  readonly title: string
  readonly owner: Owner
  readonly number: number
  readonly from: string
  readonly until: string | null
  readonly reason: string | null
  readonly legal_basis: string | null
  readonly content: Json
  readonly content_hash: string
  /** Where it stands in the chain of the installation that it comes from. */
  readonly previous_hash: string | null
  readonly hash: string
  /** Content of the default that it was made from, by which the other side finds its own copy of it. */
  readonly base_hash: string | null
}

export interface BundleBody {
  readonly format: string
  readonly product: string
  /** Name of the municipality that exported it. */
  readonly source: string
  readonly exported_at: string
  readonly exported_by: string
  /** Last link of the source's chain. */
  readonly chain_head: string | null
  /** Fingerprint of the key that signed it. */
  readonly key: string
  readonly items: readonly BundleItem[]
}

export interface Bundle extends BundleBody {
  /** Ed25519 over the canonical JSON of all the rest, base64. */
  readonly signature: string
}

const text = { type: 'string' }
const maybe = { type: ['string', 'null'] }
const ITEM = {
  kind: text,
  key: text,
  title: text,
  owner: { enum: ['regulator', 'utility'] },
  number: { type: 'integer' },
  from: { type: 'string', format: 'date' },
  until: maybe,
  reason: maybe,
  legal_basis: maybe,
  content: {},
  content_hash: text,
  previous_hash: maybe,
  hash: text,
  base_hash: maybe,
}
const closed = (properties: Record<string, unknown>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
})
const SCHEMA = closed({
  format: { const: FORMAT },
  product: text,
  source: text,
  exported_at: text,
  exported_by: text,
  chain_head: maybe,
  key: text,
  items: { type: 'array', maxItems: 5000, items: closed(ITEM) },
  signature: text,
})

export const signedText = (body: BundleBody): string => canonicalJson(body as unknown as Json)

/**
 * A bundle read from its text and believed: its form, the release it is of, its key, its contents and its signature.
 * @throws E_CONFIGURATION_BUNDLE_FORMAT, _BUNDLE_PRODUCT, _BUNDLE_KEY, _BUNDLE_TAMPERED, _BUNDLE_SIGNATURE
 */
export async function readBundle(reader: Reader, source: string): Promise<Bundle> {
  const bundle = parseBundle(source)
  if (!isSameRelease(bundle.product)) {
    throw errors.E_CONFIGURATION_BUNDLE_PRODUCT({ theirs: bundle.product, ours: PRODUCT_VERSION })
  }
  const key = await trustedKey(reader, bundle.key)
  if (!key) throw errors.E_CONFIGURATION_BUNDLE_KEY({ key: bundle.key, source: bundle.source })
  const changed = bundle.items.find(
    (one) => sha256(canonicalJson(one.content)) !== one.content_hash
  )
  if (changed) throw errors.E_CONFIGURATION_BUNDLE_TAMPERED({ title: changed.title })
  const { signature, ...body } = bundle
  if (!isSigned(signedText(body), signature, key)) throw errors.E_CONFIGURATION_BUNDLE_SIGNATURE()
  return bundle
}

function parseBundle(source: string): Bundle {
  let json: Json
  try {
    json = JSON.parse(source) as Json
  } catch (cause) {
    throw errors.E_CONFIGURATION_BUNDLE_FORMAT({ detail: (cause as Error).message }, { cause })
  }
  const [issue] = checkSchema(SCHEMA, json)
  if (issue) {
    throw errors.E_CONFIGURATION_BUNDLE_FORMAT({ detail: `${issue.path || '/'}: ${issue.message}` })
  }
  return json as unknown as Bundle
}

/** Contents follow the release: the same major and minor number. */
const isSameRelease = (product: string) =>
  product.split('.').slice(0, 2).join('.') === PRODUCT_VERSION.split('.').slice(0, 2).join('.')
