import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { query, sha256 } from '#core/database/index'
import { lenderOf } from '../actions/common.ts'
import { errors } from '../errors.ts'
import { type Bundle, signedText } from './bundle.ts'
import { exportBundle } from './export_bundle.ts'
import { type ImportReport, importBundle } from './import_bundle.ts'
import { readPublicKey } from './keys.ts'

const exportInput = vine.create({
  items: vine.array(vine.string().trim().maxLength(200)).maxLength(2000).optional(),
})

/** A bundle of what is in force, signed with the installation's key. */
export const exportAction: Action<Infer<typeof exportInput>, { readonly bundle: Bundle }> = {
  name: 'configuration.export',
  title: 'Exportar configuração',
  permission: 'configuration.export',
  input: exportInput,
  labels: { items: 'Itens (tipo/chave)' },
  reason: 'none',
  subject: () => null,
  run: async ({ tx, municipalityId, actor }, { items = [] }) => ({
    bundle: await exportBundle(tx, { municipalityId, items, by: actor.name }),
  }),
  describe: (_, { bundle }) =>
    `Pacote de configuração exportado, com ${countText(bundle.items.length)}`,
  trail: (_, { bundle: { signature, ...body } }) => ({
    items: body.items.map(({ kind, key, hash }) => `${kind}/${key} ${hash}`),
    bundle_hash: sha256(signedText(body)),
  }),
}

const MAX_BUNDLE = 20_000_000
const importInput = vine.create({
  /** JSON text of the bundle, as exported. */
  bundle: vine.string().minLength(1).maxLength(MAX_BUNDLE),
  dry_run: vine.boolean().optional(),
  submit: vine.boolean().optional(),
  from: civilDay().optional(),
})

export const importAction: Action<Infer<typeof importInput>, ImportReport> = {
  name: 'configuration.import',
  title: 'Importar configuração',
  permission: 'configuration.import',
  input: importInput,
  labels: {
    bundle: 'Pacote',
    dry_run: 'Só comparar',
    submit: 'Enviar para aprovação',
    from: 'A partir de',
  },
  reason: 'optional',
  subject: () => null,
  refused: () => null,
  run: ({ tx, municipalityId, actor, now, reason }, given) =>
    importBundle(tx, {
      ...{ bundle: given.bundle, municipalityId, now, reason },
      authorId: actor.userId,
      authorForId: lenderOf(actor, 'configuration.import'),
      isDryRun: given.dry_run === true,
      isSubmitted: given.submit === true,
      from: given.from ?? null,
    }),
  describe(_, { source, isDryRun, items }) {
    const different = items.filter(({ outcome }) => outcome !== 'same' && outcome !== 'waiting')
    const verb = isDryRun ? 'comparado' : 'importado'
    return `Pacote de ${source} ${verb}: ${countText(different.length)} com diferenças, de ${items.length}`
  },
  trail: (_, { items }) => ({
    items: items.map(({ kind, key, outcome }) => `${kind}/${key}: ${outcome}`),
  }),
}

const countText = (count: number) => `${count} ${count === 1 ? 'item' : 'itens'}`

interface KeyOutcome {
  readonly id: bigint
  readonly name: string
  readonly fingerprint: string
}

const trustInput = vine.create({
  name: vine.string().trim().minLength(2).maxLength(120),
  public_key: vine.string().trim().minLength(40).maxLength(1000),
})

/** Registers the public key of another installation, whose bundles are believed from then on. */
export const trustKeyAction: Action<Infer<typeof trustInput>, KeyOutcome> = {
  name: 'configuration.trust_key',
  title: 'Registrar chave de confiança',
  permission: 'configuration.keys',
  input: trustInput,
  labels: { name: 'De quem é', public_key: 'Chave pública' },
  reason: 'required',
  subject: () => null,
  async run({ tx, actor, now }, { name, public_key: text }) {
    const publicKey = readPublicKey(text)
    const [key] = await query<KeyOutcome>(
      tx,
      `insert into configuration_keys (name, fingerprint, public_key, registered_by, registered_at)
       values (?, ?, ?, ?, ?) on conflict (fingerprint) do update
         set name = excluded.name, revoked_at = null, revoked_by = null
       where configuration_keys.revoked_at is not null and configuration_keys.private_key is null
       returning id, name, fingerprint`,
      [name, sha256(publicKey), publicKey, actor.userId, now]
    )
    if (!key) throw errors.E_CONFIGURATION_KEY_KNOWN({ fingerprint: sha256(publicKey) })
    return key
  },
  describe: (_, { name, fingerprint }) =>
    `Chave de ${name} (${fingerprint.slice(0, 16)}) registrada como de confiança`,
}

const revokeInput = vine.create({ id: rowId() })

export const revokeKeyAction: Action<Infer<typeof revokeInput>, KeyOutcome> = {
  name: 'configuration.revoke_key',
  title: 'Deixar de confiar em chave',
  permission: 'configuration.keys',
  input: revokeInput,
  labels: { id: 'Número da chave' },
  reason: 'required',
  subject: () => null,
  async run({ tx, actor, now }, { id }) {
    const [key] = await query<KeyOutcome>(
      tx,
      `update configuration_keys set revoked_at = ?, revoked_by = ?
        where id = ? and revoked_at is null and private_key is null returning id, name, fingerprint`,
      [now, actor.userId, BigInt(id)]
    )
    if (!key) throw errors.E_CONFIGURATION_KEY_GONE({ id })
    return key
  },
  describe: (_, { name, fingerprint }) =>
    `Chave de ${name} (${fingerprint.slice(0, 16)}) deixou de ser de confiança`,
}
