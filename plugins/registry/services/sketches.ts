import { type AcceptedFile, storeAccepted } from '#core/files/index'
import { type Tx, canonicalJson, query } from '#core/database/index'
import { type Sketch, SketchError, parseSketch, sketchSvg } from '../domain/sketch.ts'
import { errors } from '../errors.ts'
import { lockPremise } from './locked_premise.ts'

export interface NewSketch {
  readonly municipalityId: bigint
  readonly premiseId: bigint
  /** JSON of the drawing board; or a picture that passed the checks of its purpose. */
  readonly content: { readonly drawing: string } | { readonly file: AcceptedFile }
  readonly note: string | null
  readonly by: string
  readonly userId: bigint | null
  readonly at: Date
}

/** Keeps a sketch as the next version of its premise; the former ones stay. Errors: E_REGISTRY_SKETCH, E_REGISTRY_PREMISE_UNKNOWN. */
export async function saveSketch(
  tx: Tx,
  given: NewSketch
): Promise<{ readonly version: number; readonly registrationNumber: string }> {
  const { municipalityId, premiseId, content } = given
  const premise = await lockPremise(tx, given)
  const drawing = 'drawing' in content ? canonicalJson({ ...readSketch(content.drawing) }) : null
  const owner = { municipalityId, createdBy: given.userId }
  const stored = 'file' in content ? await storeAccepted(tx, content.file, owner) : null
  const [row] = await query<{ version: number }>(
    tx,
    `insert into registry_sketches
       (municipality_id, premise_id, version, drawing, file_id, note, created_at, created_by)
     select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ? from registry_sketches where premise_id = ?
     returning version`,
    [
      municipalityId,
      premiseId,
      drawing,
      stored?.id ?? null,
      given.note,
      given.at,
      given.by,
      premiseId,
    ]
  )
  return { version: row!.version, registrationNumber: premise.registration_number }
}

function readSketch(text: string): Sketch {
  try {
    return parseSketch(text)
  } catch (error) {
    if (error instanceof SketchError) {
      throw errors.E_REGISTRY_SKETCH({ problem: error.message }, { cause: error })
    }
    throw error
  }
}

export interface SketchVersion {
  readonly version: number
  readonly note: string | null
  readonly createdAt: Date
  readonly createdBy: string
  /** A picture that is safe to put in a page; null when it was uploaded. */
  readonly svg: string | null
  readonly fileId: bigint | null
}

interface Row {
  readonly version: number
  readonly note: string | null
  readonly created_at: Date
  readonly created_by: string
  readonly drawing: string | null
  readonly file_id: bigint | null
}

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

const MAX_VERSIONS = 50

/** Sketches of a premise, the newest first: what its page shows and its work orders print. */
export async function sketchesOf(
  tx: Tx,
  { municipalityId, premiseId }: OfPremise,
  limit = MAX_VERSIONS
): Promise<SketchVersion[]> {
  const rows = await query<Row>(
    tx,
    `select version, note, created_at, created_by, drawing, file_id from registry_sketches
      where municipality_id = ? and premise_id = ? order by version desc limit ?`,
    [municipalityId, premiseId, limit]
  )
  return rows.map((row) => ({
    version: row.version,
    note: row.note,
    createdAt: row.created_at,
    createdBy: row.created_by,
    svg: row.drawing && sketchSvg(parseSketch(row.drawing), 'Croqui do imóvel'),
    fileId: row.file_id,
  }))
}

/** The stored file of an uploaded version. Errors: E_REGISTRY_SKETCH_UNKNOWN. */
export async function sketchFile(
  tx: Tx,
  { municipalityId, premiseId, version }: OfPremise & { readonly version: number }
): Promise<bigint> {
  const [row] = await query<{ file_id: bigint | null }>(
    tx,
    'select file_id from registry_sketches where municipality_id = ? and premise_id = ? and version = ?',
    [municipalityId, premiseId, version]
  )
  if (!row?.file_id) throw errors.E_REGISTRY_SKETCH_UNKNOWN({ premise: premiseId, version })
  return row.file_id
}
