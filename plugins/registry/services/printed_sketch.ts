import type { Tx } from '#core/database/index'
import { readStoredFile, readThumbnail } from '#core/files/index'
import { type SketchVersion, sketchesOf } from './sketches.ts'

export interface PrintedSketch {
  /** A picture inside a `data:` address, as documents take it. */
  readonly image: string
  readonly note: string | null
  readonly version: number
}

interface OfPremise {
  readonly municipalityId: bigint
  readonly premiseId: bigint
}

/** What the page's style sheet says of a drawing, for paper. */
const INK =
  '<style>svg{color:#1b2530}text{fill:#1b2530;stroke:none}.sketch-house{fill:#0b5c8c;stroke:#0b5c8c}</style>'
const PRINTABLE = new Set(['image/png', 'image/jpeg'])

/** The sketch of a premise as it stands, for the papers that lead somebody there; null without one. */
export async function printedSketch(tx: Tx, of: OfPremise): Promise<PrintedSketch | null> {
  const [sketch] = await sketchesOf(tx, of, 1)
  if (!sketch) return null
  const { note, version } = sketch
  return { image: await imageOf(tx, of.municipalityId, sketch), note, version }
}

async function imageOf(tx: Tx, municipalityId: bigint, { svg, fileId }: SketchVersion) {
  if (svg) return dataAddress('image/svg+xml', Buffer.from(svg.replace('>', `>${INK}`)))
  const file = await readStoredFile(tx, municipalityId, fileId!)
  const { content, mediaType } = PRINTABLE.has(file.mediaType)
    ? file
    : await readThumbnail(tx, municipalityId, fileId!)
  return dataAddress(mediaType, content)
}

const dataAddress = (mediaType: string, content: Uint8Array) =>
  `data:${mediaType};base64,${Buffer.from(content).toString('base64')}`
