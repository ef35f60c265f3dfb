import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type Action, rowId } from '#core/actions/index'
import type { AcceptedFile } from '#core/files/index'
import { errors } from '../errors.ts'
import { type NewSketch, saveSketch } from '../services/sketches.ts'

const input = vine.create({
  premise_id: rowId(),
  drawing: vine.string().maxLength(400_000).optional(),
  // Checked by `acceptFile` before it comes here.
  file: vine.any().optional(),
  note: vine.string().maxLength(200).optional(),
})

interface Saved {
  readonly version: number
  readonly registrationNumber: string
}

/** Keeps a sketch of where a premise stands, drawn or uploaded, as a new version. */
export const saveSketchAction: Action<Infer<typeof input>, Saved> = {
  name: 'registry.premises.save_sketch',
  title: 'Guardar croqui',
  permission: 'registry.write',
  input,
  labels: { premise_id: 'Imóvel', drawing: 'Desenho', note: 'Observação' },
  reason: 'none',
  subject: ({ premise_id: id }) => ({ type: 'registry.premises', id: BigInt(id) }),
  run: ({ tx, municipalityId, actor, now }, { premise_id: id, note = null, ...given }) =>
    saveSketch(tx, {
      ...{ municipalityId, premiseId: BigInt(id), note },
      ...{ by: actor.name, userId: actor.userId, at: now },
      content: contentOf(given.drawing, given.file as AcceptedFile | undefined),
    }),
  describe: (_, { version, registrationNumber }) =>
    version === 1
      ? `Croqui do imóvel ${registrationNumber} guardado`
      : `Croqui do imóvel ${registrationNumber} atualizado (versão ${version}); o anterior fica no histórico`,
}

function contentOf(drawing?: string, file?: AcceptedFile): NewSketch['content'] {
  // The door of other systems carries JSON only: a file comes there as no accepted one.
  if (file && file.content instanceof Uint8Array) return { file }
  if (drawing) return { drawing }
  throw errors.E_REGISTRY_SKETCH({ problem: 'nada foi desenhado nem enviado' })
}
