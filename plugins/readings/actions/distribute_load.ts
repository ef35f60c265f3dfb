import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Action } from '#core/actions/index'
import { distributeLoad } from '../services/distribute_load.ts'
import type { LoadFile } from '../services/export_load_file.ts'

const input = vine.create({ load_id: vine.number().withoutDecimals().positive() })

type Input = Infer<typeof input>

/** `readings.distribute`: writes the file of a load for the handhelds and marks it as handed over. */
export const distributeLoadAction: Action<Input, LoadFile> = {
  name: 'readings.distribute',
  title: 'Distribuir carga de leitura',
  permission: 'readings.run',
  input,
  reason: 'none',
  subject: (given) => ({ type: 'readings.loads', id: BigInt(given.load_id) }),
  run: ({ tx, municipalityId, now }, given) =>
    distributeLoad(tx, { municipalityId, loadId: BigInt(given.load_id), now }),
  describe: ({ load_id: id }, { name }) => `Carga ${id} distribuída no arquivo ${name}`,
  trail: (_, { name, contentSha256 }) => ({ name, content_sha256: contentSha256 }),
}
