import { readFile } from 'node:fs/promises'
import { clearAlert, raiseAlert } from '#core/alerts/index'
import { type Tx, query } from '#core/database/index'
import { readStoredFile } from '#core/files/index'
import { deliveredPath } from './deliver_exports.ts'

/** Files looked at again: what is older was taken long ago. */
const LAST = 40

async function bytesAt(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch {
    return null
  }
}

/**
 * Compares the delivered files that still wait in the folder with what was written, and tells people of each that somebody
 * altered; one that was fetched is fine.
 * @returns how many were altered
 */
export async function checkDelivered(tx: Tx, municipalityId: bigint): Promise<number> {
  const rows = await query<{ id: bigint; file_id: bigint; file_name: string }>(
    tx,
    `select id, file_id, file_name from accounting_exports
      where municipality_id = ? and state = 'delivered' order by sequence desc limit ${LAST}`,
    [municipalityId]
  )
  let altered = 0
  for (const { id, file_id: fileId, file_name: name } of rows) {
    const left = await bytesAt(deliveredPath(name))
    if (left === null) continue
    const key = `accounting.export_altered/${id}`
    const { content } = await readStoredFile(tx, municipalityId, fileId)
    if (Buffer.compare(left, content) === 0) {
      await clearAlert(tx, municipalityId, key)
      continue
    }
    altered++
    await raiseAlert(tx, {
      ...{ municipalityId, topic: 'report', key },
      title: `${name} foi alterado depois de entregue`,
      detail:
        'O arquivo na pasta de troca não confere com o resumo (SHA-256) do que foi escrito. Apure quem o alterou; o original está na página do arquivo.',
      path: `/accounting/exports/${id}`,
    })
  }
  return altered
}
