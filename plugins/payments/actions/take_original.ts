import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { type StoredFile, readStoredFile } from '#core/files/index'
import { errors } from '../errors.ts'

const input = vine.create({ id: rowId() })

/** Gives out a bank's file as it came, and keeps who took it; one whose bytes changed is not given out (AC-016). */
export const takeOriginal: Action<Infer<typeof input>, StoredFile> = {
  name: 'payments.take_original',
  title: 'Baixar o arquivo original do banco',
  permission: 'payments.import',
  input,
  labels: { id: 'Arquivo' },
  reason: 'none',
  subject: ({ id }) => ({ type: 'payments.files', id: BigInt(id) }),
  async run({ tx, municipalityId }, { id }) {
    const [file] = await query<{ fileObjectId: bigint }>(
      tx,
      'select file_object_id as "fileObjectId" from payments_files where municipality_id = ? and id = ?',
      [municipalityId, BigInt(id)]
    )
    if (!file) throw errors.E_PAYMENTS_FILE_UNKNOWN({ id })
    return readStoredFile(tx, municipalityId, file.fileObjectId)
  },
  describe: (_, { name }) => `Original do arquivo ${name} baixado`,
}
