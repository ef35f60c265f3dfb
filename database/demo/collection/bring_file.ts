import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type RunSummary, runInline } from '#core/jobs/index'
import type { Agreement } from '#plugins/payments/api'
import { detailOf, runStep } from '../steps.ts'
import type { PlayedMonth } from './month.ts'

export interface MadeFile {
  readonly name: string
  readonly content: Uint8Array
}

export interface FileOrder {
  /** Names the file in the record of done steps: it is made once. */
  readonly step: string
  readonly agreement: Agreement
  make(tx: Tx): Promise<MadeFile>
}

interface Kept {
  readonly fileObjectId: string
  readonly name: string
}

/** A file of a bank is made once, kept in the folder of the month and imported; imported again it changes nothing. */
export async function bringFile(
  { on, municipalityId, reference }: PlayedMonth,
  { step, agreement, make }: FileOrder
): Promise<{ readonly summary: RunSummary; readonly content: Uint8Array | null }> {
  const key = `cycle/${reference}/${step}`
  let content: Uint8Array | null = null
  await runStep(municipalityId, key, async (tx) => {
    const file = await make(tx)
    content = file.content
    on.keep(file.name, file.content)
    return { fileObjectId: String(await keepObject(tx, municipalityId, file)), name: file.name }
  })
  const kept = (await detailOf(db, municipalityId, key)) as Kept
  const summary = await runInline(
    'payments.import',
    {
      agreementId: agreement.id,
      fileObjectId: BigInt(kept.fileObjectId),
      title: `${agreement.agentName} · ${kept.name}`,
    },
    on.actor
  )
  return { summary, content }
}

export async function keepObject(
  tx: Tx,
  municipalityId: bigint,
  { name, content }: MadeFile
): Promise<bigint> {
  const { id } = await storeFile(tx, {
    ...{ municipalityId, name, content, mediaType: 'text/plain', createdBy: null },
  })
  return id
}
