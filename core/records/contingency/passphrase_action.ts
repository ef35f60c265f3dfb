import encryption from '@adonisjs/core/services/encryption'
import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { errors } from './errors.ts'
import { keyOf, newSalt } from './seal.ts'
import type { PackKey } from './write_pack.ts'

interface Passphrase {
  /** Named so that the trail masks it. */
  readonly password: string
}

/** Sets the passphrase of the packs made from now on; those made before keep theirs. */
export const contingencyPassphrase: Action<Passphrase, void> = {
  name: 'records.set_contingency_passphrase',
  title: 'Definir frase secreta da contingência',
  permission: 'records.contingency_key',
  input: vine.create({ password: vine.string().minLength(16).maxLength(200) }),
  labels: { password: 'Frase secreta' },
  reason: 'none',
  subject: () => null,
  async run({ tx, municipalityId, actor, now }, { password }) {
    const salt = newSalt()
    const key = await keyOf(password, salt)
    await query(
      tx,
      `insert into records_contingency_keys (municipality_id, salt, sealed_key, set_by, set_at) values (?, ?, ?, ?, ?)
       on conflict (municipality_id) do update
         set salt = excluded.salt, sealed_key = excluded.sealed_key, set_by = excluded.set_by, set_at = excluded.set_at`,
      [
        municipalityId,
        salt.toString('base64'),
        encryption.encrypt(key.toString('base64')),
        actor.userId,
        now,
      ]
    )
  },
  describe: () => 'Frase secreta do pacote de contingência definida',
}

/** @throws BusinessError E_RECORDS_CONTINGENCY_KEY while nobody has set a passphrase. */
export async function packKey(tx: Tx, municipalityId: bigint): Promise<PackKey> {
  const [row] = await query<{ salt: string; sealed_key: string }>(
    tx,
    'select salt, sealed_key from records_contingency_keys where municipality_id = ?',
    [municipalityId]
  )
  const key = row && encryption.decrypt<string>(row.sealed_key)
  if (!key) throw errors.E_RECORDS_CONTINGENCY_KEY({ municipality: municipalityId })
  return { salt: Buffer.from(row.salt, 'base64'), key: Buffer.from(key, 'base64') }
}
