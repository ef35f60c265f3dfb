import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import { type AcceptedFile, fileErrors } from '#core/files/index'
import { keepHolderDocument } from '../services/holder_documents.ts'

const input = vine.create({
  premise_id: rowId(),
  // Checked by `acceptFile` before it comes here.
  file: vine.any(),
})

interface Kept {
  readonly id: bigint
  readonly number: string
  readonly sha256: string
}

/** Keeps the paper with which a change of holder is asked. */
export const keepHolderDocumentAction: Action<Infer<typeof input>, Kept> = {
  name: 'registry.premises.keep_holder_document',
  title: 'Guardar documento da troca de titular',
  permission: 'registry.write',
  input,
  labels: { premise_id: 'Imóvel', file: 'Documento' },
  reason: 'none',
  subject: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  run(context, { premise_id: id, file }) {
    const sent = file as Partial<AcceptedFile> | undefined
    // The door of other systems carries JSON only: a file comes there as no accepted one.
    if (!(sent?.content instanceof Uint8Array)) throw fileErrors.E_FILES_MISSING()
    return keepHolderDocument(context, BigInt(id), sent as AcceptedFile)
  },
  describe: ({ file }) =>
    `Recebido o documento ${(file as AcceptedFile).clientName} para a troca de titular`,
  trail: (_, { id, sha256 }) => ({ document: String(id), sha256 }),
}
